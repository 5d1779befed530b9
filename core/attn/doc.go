// Package attn computes attention and keeps every matrix of the way, so that any cell of it can be asked where it came from.
//
//	tr := attn.Forward(&attn.Params{…})    every step
//	tr.Mat("head.0.attn")                  one matrix
//	tr.Explain("head.0.attn", 2, 1)        the terms of one cell, and where each was read
//
// [Params] are the numbers and a [Config]; core/play makes both from a document, core/sdpa is the same attention for whole
// models, which keeps nothing.
//
// # The steps
//
// What is computed is a table ([TableOf]), a row for each matrix in the order in which a reader meets it; head.h.… stands for
// h = 0 … H−1, all rows of a head together. Letters are those of package core.
//
//	id                 operation           from                       shape        absent where
//	emb                parameter                                      (N, D)       X is given
//	lookup             lookup or given     emb                        (T, D)       positions are not sinusoidal
//	pos                position                                       (T, D)       positions are not sinusoidal
//	x                  given, lookup, add  –, emb, or lookup and pos  (T, D)
//	wq  wk  wv         parameter or tie                               (H·Dh, D)    (G·Dh, D) for wk and wv
//	bq  bk  bv         parameter or tie                               (1, H·Dh)    there is no bias
//	q  k  v            linear              x, W, b                    (T, H·Dh)    each after its W and b
//	head.h.q  .k  .v   slice               q, k, v                    (T, Dh)      of k and v the group's, ⌊h·G/H⌋
//	head.h.q_rot k_rot rope                .q, .k                     (T, Dh)      positions are not rope
//	head.h.scores      matmulT             the last of .q and .k      (T, S)
//	head.h.scaled      scale               the one before             (T, S)       scores are not scaled
//	head.h.biased      alibi               the one before             (T, S)       positions are not alibi
//	head.h.capped      softcap             the one before             (T, S)       there is no cap
//	head.h.tempered    divide              the one before             (T, S)       the temperature is 1
//	head.h.masked      mask                the one before             (T, S)       there is neither mask nor padding
//	head.h.attn        softmax             the one before             (T, S)
//	head.h.context     matmul              .attn, .v                  (T, Dh)
//	concat             concat              the contexts               (T, H·Dh)
//	wo  bo             parameter                                      (D, H·Dh)    there is no output map
//	out                linear or copy      concat, wo, bo             (T, D)
//
// A cell of any of them may be set by hand (Params.Set): it replaces what was computed, and everything after it follows.
//
// # Special cases
//
//	a query that sees no key has a row of NaN in attn, as softmax of only −∞ in PyTorch
//	a key that may not be seen has −∞ in masked, 0 in attn; its value is multiplied by that 0
//	parameters of another shape than Config says: Forward panics, naming both shapes
//
// # A new variant
//
// It begins here: an Op and its row (steps.go), what computes and what explains it, side by side (ops_*.go, ops.go), and, where
// one may choose it, a field of [Config]. Who else wants a word of it:
//
//	core/play     its key (keys.go, document.go, Config in resolve.go); a formula and a sentence (describe.go, describe_words.go,
//	              said_keys.go); its line in NumPy and PyTorch (export_ops.go)
//	core/golden   the same in Python (forward.py), and cases for PyTorch to answer (cases.txt)
//	core/wire     the option as controls read it (types.go, frame.go)
//	web/src       its role, label, name, reason and line of the guided way (model/role.ts; operation.ts, labels.ts and why.ts of
//	              figures; app/walk.ts), its control (controls/table.ts), the words of all these (i18n)
//
// The tests of each fail until it has its word.
package attn
