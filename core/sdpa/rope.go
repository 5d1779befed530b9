package sdpa

import (
	"math"
	"strconv"

	"qkvlab/core/mat"
)

// Rope is rotary position embedding (Su et al. 2021), the operator RotaryEmbedding of ONNX: pairs of columns of a query or a
// key are turned by an angle that grows with the position. It is immutable and safe for concurrent use. Keys are turned
// before they go into a [Cache].
type Rope struct {
	cos, sin    []float32 // (positions, pairs)
	positions   int
	pairs       int
	interleaved bool
}

// NewRope returns the turns of positions 0, 1, …, positions−1 for the first width columns of a head, which must be even;
// columns beyond are left as they are. Pair i of width/2 turns by position·base^(−2i/width) radians; base is 10000 in the
// paper. The pairs are columns (i, i+width/2), as LLaMA's code in Transformers has them, or (2i, 2i+1) if interleaved, as the
// paper has them. Angles are float64, their sine and cosine rounded once.
func NewRope(width, positions int, base float64, interleaved bool) (*Rope, error) {
	switch {
	case width < 2 || width%2 != 0:
		return nil, mismatch("NewRope", "width "+strconv.Itoa(width)+" is not an even positive number")
	case positions < 0:
		return nil, mismatch("NewRope", strconv.Itoa(positions)+" positions")
	case !(base > 0) || math.IsInf(base, 0):
		return nil, mismatch("NewRope", "base "+strconv.FormatFloat(base, 'g', -1, 64)+" is not a finite positive number")
	}
	r := &Rope{positions: positions, pairs: width / 2, interleaved: interleaved}
	r.cos, r.sin = make([]float32, positions*r.pairs), make([]float32, positions*r.pairs)
	ln := logarithm(base)
	for i := range r.pairs {
		frequency := mat.Exp64(-(float64(2*i) / float64(width)) * ln)
		for p := range positions {
			angle := float64(float64(p) * frequency)
			r.cos[p*r.pairs+i], r.sin[p*r.pairs+i] = float32(mat.Cos64(angle)), float32(mat.Sin64(angle))
		}
	}
	return r, nil
}

// RopeOf returns the turns of given tables, cosines and sines of each position and pair: (positions, pairs) both. They are
// not copied.
func RopeOf(cos, sin mat.Mat, interleaved bool) (*Rope, error) {
	if cos.Rows != sin.Rows || cos.Cols != sin.Cols || len(cos.Data) != cos.Rows*cos.Cols || len(sin.Data) != len(cos.Data) {
		return nil, mismatch("RopeOf", "cosines "+shape(cos.Rows, cos.Cols)+", sines "+shape(sin.Rows, sin.Cols))
	}
	return &Rope{cos: cos.Data, sin: sin.Data, positions: cos.Rows, pairs: cos.Cols, interleaved: interleaved}, nil
}

// Apply turns the rows of src (B, H, T, D), which stand at positions past, past+1, …, into dst. dst may be src. It allocates
// nothing. An error says what does not fit; nothing is written then.
func (r *Rope) Apply(dst, src Tensor, past int) error {
	if err := r.check(&dst, &src); err != nil {
		return err
	}
	if past < 0 || past+src.T > r.positions {
		return mismatch("Apply", "positions "+strconv.Itoa(past)+" to "+strconv.Itoa(past+src.T-1)+" of "+strconv.Itoa(r.positions))
	}
	for b := range src.B {
		for t := range src.T {
			r.turn(&dst, &src, b, t, past+t)
		}
	}
	return nil
}

// ApplyAt is [Rope.Apply] where row t of batch b stands at positions[b·T+t].
func (r *Rope) ApplyAt(dst, src Tensor, positions []int) error {
	if err := r.check(&dst, &src); err != nil {
		return err
	}
	if len(positions) != src.B*src.T {
		return mismatch("ApplyAt", strconv.Itoa(len(positions))+" positions for "+src.shape())
	}
	for _, p := range positions {
		if p < 0 || p >= r.positions {
			return mismatch("ApplyAt", "position "+strconv.Itoa(p)+" of "+strconv.Itoa(r.positions))
		}
	}
	for i, p := range positions {
		r.turn(&dst, &src, i/src.T, i%src.T, p)
	}
	return nil
}

func (r *Rope) check(dst, src *Tensor) error {
	if err := src.fits("Apply", "the input", src.B, src.H, src.T, src.D); err != nil {
		return err
	}
	if 2*r.pairs > src.D {
		return mismatch("Apply", strconv.Itoa(2*r.pairs)+" columns to turn in "+src.shape())
	}
	return dst.fits("Apply", "the result", src.B, src.H, src.T, src.D)
}

// turn turns row t of every head of batch b.
func (r *Rope) turn(dst, src *Tensor, b, t, position int) {
	cos := r.cos[position*r.pairs:][:r.pairs]
	sin := r.sin[position*r.pairs:][:r.pairs]
	step, apart := 1, r.pairs
	if r.interleaved {
		step, apart = 2, 1
	}
	for h := range src.H {
		x, y := src.Row(b, h, t), dst.Row(b, h, t)
		for i, c := range cos {
			s := sin[i]
			re, im := x[i*step], x[i*step+apart]
			y[i*step] = float32(re*c) - float32(im*s)
			y[i*step+apart] = float32(im*c) + float32(re*s)
		}
		copy(y[2*r.pairs:], x[2*r.pairs:])
	}
}

// logarithm returns ln x from mat's exp, because package math's differs between processors.
func logarithm(x float64) float64 {
	f, e := math.Frexp(x)
	y := float64(float64(e)*math.Ln2) - 2*(1-f)/(1+f)
	for range 4 { // Halley: each step has three times as many right digits
		d := mat.Exp64(y)
		y += 2 * (x - d) / (x + d)
	}
	return y
}
