// Package core is the map of the arithmetic: what lives where, and the letters in which shapes are written.
//
// # Dimension key
//
//	T   tokens (query positions)        S   key positions (S = T but in core/sdpa)
//	D   model width                     N   distinct tokens
//	H   heads                           G   key/value heads (G divides H)
//	Dh  head width
//
// An index is the same letter, small: t, s, d, h. "Weights" alone is nobody's name: learned numbers are parameters,
// softmaxed scores are attn.
//
// # The way of the data
//
//	text → tokens → X (T, D)
//	Q = X·Wqᵀ + bq   K = X·Wkᵀ + bk   V = X·Wvᵀ + bv
//	for each head h, its columns of Q, K, V (T, Dh):
//	  [rope] scores = Qh·Khᵀ → scaled → [alibi] → [softcap] → [÷temperature] → [mask: −∞] → attn = softmax → context = attn·Vh
//	concat = [context₀|context₁|…] → out = concat·Woᵀ + bo
//
// # Conventions
//
// Numbers are float32, every product and every sum rounded once, sums in ascending order, the bias last: the same
// document has the same bits on every host. W is (out, in) and y = x·Wᵀ + b, as torch.nn.Linear stores and computes it.
// Rows are tokens; softmax runs along each row, over the keys.
//
// # The packages
//
//	core/mat    matrices and elementary functions; knows nothing of attention
//	core/torch  PyTorch's random numbers and initialisers, bit for bit
//	core/text   text → tokens
//	core/attn   the step table, Forward, Explain
//	core/sdpa   attention for whole models: batches, caches, masks, nothing kept of the way (not in the browser)
//	core/play   documents, edits, presets, problems; export as PyTorch and NumPy programs
//	core/experiment  pairs of documents, a claim about each, the law that measures it
//	core/exercise    questions for numbers, drawn by a seed; hints and verdicts from Explain
//	core/wire   what crosses to JavaScript and HTTP
//	core/draw   pictures of a result without a browser: SVG, PNG (not in the browser)
//	core/file   matrices as files of other programs: CSV, NPY, safetensors, … (not in the browser yet)
//	core/cmd/qkv  all of it in a terminal
//
// Each may import only what stands before it (core/imports_test.go says so, with reasons).
package core
