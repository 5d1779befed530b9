package attn

import "qkvlab/core/mat"

// Linear is torch.nn.Linear: y = x·Wᵀ + b.
type Linear struct {
	W mat.Mat // (out, in)
	B mat.Mat // (1, out); empty where there is no bias
}

// Cell is one number set by hand: it replaces what was computed, and everything after it follows.
type Cell struct {
	Row, Col int
	Value    float32
}

// Params is everything the computation reads: the numbers, and what was set by hand.
type Params struct {
	Config

	X     mat.Mat // (T, D) the input where it is given, N = 0
	Emb   mat.Mat // (N, D) the embedding table where it is not
	Index []int   // (T) each token's row of Emb

	Q Linear // W (H·Dh, D)
	K Linear // W (G·Dh, D)
	V Linear // W (G·Dh, D)
	O Linear // W (D, H·Dh); unused without OutProj

	Tie map[string]string // parameters that copy another: "wq": "wk"; their own matrix above is not read
	Set map[string][]Cell // cells set by hand, by step id
}

// Source returns the matrix that stands behind a parameter step.
func (p *Params) Source(id string) mat.Mat {
	switch id {
	case "emb":
		return p.Emb
	case "wq":
		return p.Q.W
	case "bq":
		return p.Q.B
	case "wk":
		return p.K.W
	case "bk":
		return p.K.B
	case "wv":
		return p.V.W
	case "bv":
		return p.V.B
	case "wo":
		return p.O.W
	case "bo":
		return p.O.B
	}
	panic("attn: " + id + " is no parameter")
}
