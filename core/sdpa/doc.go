// Package sdpa is scaled dot-product attention for whole models: batches, grouped heads, caches, masks of every kind. It
// computes what core/attn computes, with the same bits, and keeps nothing of the way; core/attn explains, sdpa is fast.
//
//	Y = softmax(mask(cap(scale·Q·Kᵀ + alibi)/temperature))·V          for each batch b and head h
//
// It is the Attention operator of ONNX, versions 23 and 24 (onnx.ai/onnx/operators/onnx__Attention.html), and
// torch.nn.functional.scaled_dot_product_attention.
//
// # Use
//
// An [Op] is made once from a [Config], checked, and never changes: any number of goroutines may share it. A call takes an
// [Input] and a [Workspace], which belongs to one goroutine; from the second call of a size on, nothing is allocated.
//
//	New                     Config → Op
//	Op.Run                  Y, and any stage of the scores
//	Op.RunFused             Y alone, with the softmax computed as the keys go by
//	Op.RunPart              one of several parts of Run, to share work among goroutines; RunFusedPart likewise
//	BHTD, BTHD              tensors over the caller's numbers, in either layout
//	BoolMask, FloatMask     masks of rank 1 to 4, broadcast
//	Cache                   past keys and values
//	Rope                    rotary embedding, halves or interleaved pairs
//	Float16s, ToFloat16s    numbers of half precision, read and written; the same for BFloat16s
//
// # Letters
//
// Those of package core, and: B batch, Dv width of a value. S counts all keys, past ones included, and need not be T (cross
// attention). Head h reads key/value head ⌊h·G/H⌋: G = H is multi-head, G = 1 multi-query attention.
//
//	Q (B, H, T, Dh)    K (B, G, S, Dh)    V (B, G, S, Dv)    Y (B, H, T, Dv)    scores (B, H, T, S)
//
// # Which keys a query sees
//
// Query t stands at position p = t + past. It sees key s if all of these hold:
//
//	s < KeyLen[b]           where KeyLen is given (padding at the end, or room in a cache that is not yet filled)
//	s ≤ p                   if causal
//	p−W < s, and s < p+W    if Window is W (the second follows from causal)
//	Mask is true            where it is bool; it is shorter than S: nothing beyond its end is seen
//
// A float mask is added to the scores, −∞ hides. Keys that length, causality or window hide are never read into Y: what
// stands there, NaN too, does not matter. A key that only Mask hides is multiplied by 0, as in PyTorch.
//
// # Numbers
//
// Run: float32, the order of summation of core/mat and its exp, so its stages and Y equal the matrices of core/attn bit for
// bit, as long as values are finite. RunFused sums the keys in tiles: see there for how near it is. There is no other kind
// of number: halves are to be widened first, which is exact, and the result rounded (Float16s, ToFloat16s); float64 is to be
// rounded by the caller.
//
// Special cases are:
//
//	a query that sees no key has zeros in Y and in the last stage, as in ONNX and PyTorch's SDPA
//	   (core/attn shows NaN there, as softmax in PyTorch gives)
//	a NaN or +Inf among the scores that a query sees makes its row of Y NaN
//	S = 0 or KeyLen[b] = 0: every row of Y is zero
//	T = 0 or B = 0: nothing is written
//
// # The attributes of ONNX
//
//	is_causal                     Config.Causal; Past = 0, the length of past_key, or AtEnd with nonpad_kv_seqlen
//	scale, softcap                Config.Scale, Config.Softcap (the cap stands before the mask)
//	softmax_precision             Config.Precision; where the attribute is absent Float32, also for half inputs
//	q_num_heads, kv_num_heads     Config.Heads, Config.KVHeads
//	3-D inputs, 4-D inputs        BTHD, BHTD
//	past_key → present_key        Cache
//	nonpad_kv_seqlen              Input.KeyLen
//	qk_matmul_output_mode         0 Scaled, 1 Capped, 2 Masked, 3 Attn, each a Stage
//
// # Mistakes
//
// What does not fit comes back as an error that names the operation, the tensor and both shapes; nothing is written then.
package sdpa
