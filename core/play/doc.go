// Package play is the document: a short, readable, versioned text that says everything there is to know of one
// experiment, its codec, its edits, its problems, and Run, which turns it into numbers.
//
//	d, problem := play.Decode("text=저는 고양이&heads=2&mask=causal")
//	r := play.Run(d)
//	r.Trace.Mat("head.0.attn")
//
// Go owns the meaning: rules, defaults and limits stand here and nowhere else. Whoever holds a document (a link, an
// undo list, a widget's attribute) holds text; what a person types is an Edit, which may turn out to be a Problem, and
// then the old document stays.
//
// Everything below is a promise: a link opens, and shows the same numbers, years from now. Names may be added, none changed.
//
// # Keys
//
// A document is pairs key=value joined by &. Letters (T, D, H, G, Dh) are those of package core.
//
//	key                  value                                                                 default
//	v                    version of this table; the defaults of a version never change         1
//	text                 a sentence, cut by tokenizer
//	tokenizer            words, chars, bytes, wordpiece, bpe (package text)                    words
//	tokens               the tokens themselves, between |; \| and \\ are a bar and a           the article's sentence
//	                     backslash of a token's own
//	x                    the input matrix, rows between ;, numbers between ,; tokens names
//	                     its rows
//	dim                  D                                                                     4, or the width of x
//	heads                H                                                                     1
//	kv_heads             G, which divides H                                                    H
//	head_dim             Dh                                                                    D/H
//	seed                 0 … 2³²−1, as torch.manual_seed takes it                              0
//	bias                 0: the linear maps have no bias, and none is drawn                    1
//	out_proj             0: there is no W_o, and none is drawn                                 1
//	wq wk wv wo emb      torch (drawn), identity, zero, tie:q tie:k tie:v (that matrix,        torch
//	                     after its edits; wq, wk, wv only), numbers as in x, blob:NAME
//	bq bk bv bo          torch, zero, tie:q tie:k tie:v, numbers between ,                     torch
//	scale                sqrt (times 1/√Dh), none, or a factor                                 sqrt
//	softcap              c in c·tanh(score/c), or off                                          off
//	temperature          divides the scores                                                    1
//	mask                 none, causal (s ≤ t), window:N (t−N < s ≤ t)                          none
//	pad                  nobody may look at the last N keys                                    0
//	softmax              keys (each row sums to 1), queries (the wrong axis)                   keys
//	pos                  none, sinusoidal, rope, alibi                                         none
//	STEP.ROW.COLUMN      one cell set by hand, of any step of the table in package attn, from 0
//	ui.NAME              the page's own; kept as written, and never part of the arithmetic
//
// The page knows ui.lang (ko, en), ui.theme (light, dark, auto), ui.title, ui.view (present; in a frame the figure's name), ui.hide
// (parts that are left out), ui.head, ui.pin (a cell), ui.decimals, ui.plane, ui.vectors, ui.basis, ui.lines and ui.range (what is
// looked at), ui.a and ui.experiment (what it is compared with), ui.ask (what a class is asked for).
//
// text stands alone; tokens and x may stand together. Scores are scaled, then alibi, softcap, temperature, mask and padding
// follow, then softmax. model:… as a source and layer.L.… as a step are reserved.
//
// # Reading and writing
//
// Decode takes keys in any order. One leading # or ? and one newline at the end are cut off; each pair is split at its first =,
// then unescaped (%XX; any other byte stands for itself, + too). / separates rows as ; does. A number is
// -?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?, rounded once to float32, and finite. Anything else is a problem, never a guess: an unknown key,
// one that stands twice, a cell outside its step.
//
// String writes the canonical form, of at most [MaxBytes]: ASCII, where A-Z a-z 0-9 - . _ ~ , : ; stand for themselves and
// every other byte is %XX; keys in the order above, those at their defaults left out; cells in the order of the steps; ui.* by name.
// Numbers have the fewest digits that read back as the same float32.
//
// # What is drawn
//
// torch.manual_seed(seed), then nn.Linear(D, H·Dh) for q, nn.Linear(D, G·Dh) for k and for v, nn.Linear(H·Dh, D) for o, whatever
// the input is. A matrix that the document replaces is drawn all the same, so that the others keep their numbers. A
// token's vector depends on its text and the seed alone (torch.TokenVector).
//
// # Edits
//
// Apply is the only door. The kinds, and what an [Edit] needs besides:
//
//	set_text               Value: a sentence
//	set_tokens             Value: tokens between |
//	insert_token           Value, before the place Row
//	remove_token           Row
//	move_token             Row, To
//	rename_token           Row, Value
//	set_key                Key, Value; an empty Value is the default again
//	set_keys               Value: pairs key=value, as one edit
//	set_cell               Step, Row, Col, Value
//	set_pair               Step, Row, Col and To, Value: two numbers between a comma; a missing one takes its cell back
//	set_row, set_col       Step, Row or Col, Value: a number for each cell, or one for all
//	scale_row, scale_col   Step, Row or Col, Value: a factor
//	paste                  Step, Value: a matrix as ParseMatrix reads it, or blob:NAME; a smaller one begins at Row, Col
//	reset_cell             Step, Row, Col: what it was before it was set
//	reset_row, reset_col   Step, Row or Col
//	reset_matrix           Step
//	reset_all              everything that was set by hand
//	reseed                 Value: a seed; empty: another one, always the same after the same
//	preset                 Value: the id of one of Presets
//	load                   Value: a document
//
// An edit that changes a shape drops what no longer fits, and says so in its notes.
package play
