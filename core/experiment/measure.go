package experiment

import (
	"math"
	"slices"
	"strconv"

	"qkvlab/core/attn"
	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// gap returns the largest |a − b|: infinite where shapes differ, or where one is not finite and the other is something
// else.
func gap(a, b mat.Mat) float64 {
	if a.Rows != b.Rows || a.Cols != b.Cols {
		return math.Inf(1)
	}
	most := 0.0
	for i, v := range a.Data {
		w := b.Data[i]
		if v == w || (v != v && w != w) {
			continue
		}
		d := math.Abs(float64(v) - float64(w))
		if d != d {
			return math.Inf(1)
		}
		most = max(most, d)
	}
	return most
}

// largest returns the largest |v| of some matrices.
func largest(ms ...mat.Mat) float64 {
	most := 0.0
	for _, m := range ms {
		most = max(most, gap(m, mat.New(m.Rows, m.Cols)))
	}
	return most
}

// minus returns a − b, of equal shape.
func minus(a, b mat.Mat) mat.Mat {
	m := a.Clone()
	for i, v := range b.Data {
		m.Data[i] -= v
	}
	return m
}

// rms returns the root of the mean square.
func rms(m mat.Mat) float64 {
	sum := 0.0
	for _, v := range m.Data {
		sum += float64(v) * float64(v)
	}
	return math.Sqrt(sum / float64(len(m.Data)))
}

// rounding is how far apart two numbers of a given size may come by rounding alone, in the few sums of a claim.
func rounding(size float64) float64 { return 2e-6 * (1 + size) }

// mass returns the largest sum of |terms| in m·nᵀ, which rounding is measured by: what cancels has been rounded, too.
func mass(m, n mat.Mat) float64 {
	most := 0.0
	for r := range m.Rows {
		for s := range n.Rows {
			sum := 0.0
			for c, v := range m.Row(r) {
				sum += math.Abs(float64(v) * float64(n.At(s, c)))
			}
			most = max(most, sum)
		}
	}
	return most
}

// reach returns how large the terms are of which out is added up.
func reach(r *play.Result) float64 {
	values := largest(r.Trace.Mat("v"))
	if !r.Trace.Params.OutProj {
		return values
	}
	wo := r.Trace.Mat("wo")
	ones := mat.New(1, wo.Cols)
	for i := range ones.Data {
		ones.Data[i] = 1
	}
	return values * mass(ones, wo)
}

// steepest returns the largest number that softmax reads, hidden ones aside: what is rounded in it moves the shares by as
// much.
func steepest(r *play.Result) float64 {
	most := 0.0
	for h := range r.Trace.Params.H {
		for _, v := range softmaxed(r, h).Data {
			if !math.IsInf(float64(v), -1) {
				most = max(most, math.Abs(float64(v)))
			}
		}
	}
	return most
}

// softmaxed returns what softmax reads in a head.
func softmaxed(r *play.Result, head int) mat.Mat {
	s, _ := r.Trace.Step("head." + strconv.Itoa(head) + ".attn")
	return r.Trace.Mat(s.In[0])
}

// dead says why claims about shares cannot be measured where a line has none.
func dead(a, b *play.Result) *words {
	for _, r := range []*play.Result{a, b} {
		for _, m := range ofHeads(r, "attn") {
			for _, v := range m.Data {
				if v != v {
					return &deadWords
				}
			}
		}
	}
	return nil
}

// unclear says why it cannot be told whether shares are the same: there are none, or rounding alone moves them.
func unclear(a, b *play.Result) *words {
	if why := dead(a, b); why != nil {
		return why
	}
	if rounding(max(steepest(a), steepest(b))) > 0.005 {
		return &steepWords
	}
	return nil
}

// ofHeads returns a matrix of every head, by the end of its id.
func ofHeads(r *play.Result, end string) []mat.Mat {
	ms := make([]mat.Mat, r.Trace.Params.H)
	for h := range ms {
		ms[h] = r.Trace.Mat("head." + strconv.Itoa(h) + "." + end)
	}
	return ms
}

// gapOfHeads is gap over a matrix of every head.
func gapOfHeads(a, b *play.Result, end string) float64 {
	as, bs := ofHeads(a, end), ofHeads(b, end)
	if len(as) != len(bs) {
		return math.Inf(1)
	}
	most := 0.0
	for h := range as {
		most = max(most, gap(as[h], bs[h]))
	}
	return most
}

// alike reports whether two results have the same matrices, of the same shapes.
func alike(a, b *play.Result) bool {
	return slices.EqualFunc(a.Trace.Steps, b.Trace.Steps, func(s, t attn.Step) bool {
		return s.ID == t.ID && s.Rows == t.Rows && s.Cols == t.Cols
	})
}

// rowsOff returns the largest |sum of a row − 1|.
func rowsOff(ms []mat.Mat) float64 {
	most := 0.0
	for _, m := range ms {
		for r := range m.Rows {
			sum := 0.0
			for _, v := range m.Row(r) {
				sum += float64(v)
			}
			if sum != sum {
				return math.Inf(1)
			}
			most = max(most, math.Abs(sum-1))
		}
	}
	return most
}

// changed returns which rows of two matrices of the same shape differ.
func changed(a, b mat.Mat) (rows []bool, count int) {
	rows = make([]bool, a.Rows)
	for r := range rows {
		if !mat.SameBits(a.Row(r), b.Row(r)) {
			rows[r] = true
			count++
		}
	}
	return rows, count
}

// parameters counts the numbers of the linears.
func parameters(r *play.Result) int {
	n := 0
	for _, s := range r.Trace.Steps {
		if s.Op == attn.OpParameter && s.ID != "emb" {
			n += s.Rows * s.Cols
		}
	}
	return n
}

// rank returns how many rows of m are independent, as far as float32 can tell.
func rank(m mat.Mat) int {
	a := make([]float64, len(m.Data))
	size := 0.0
	for i, v := range m.Data {
		a[i] = float64(v)
		size = max(size, math.Abs(a[i]))
	}
	n := 0
	for c := 0; c < m.Cols && n < m.Rows; c++ {
		pivot := n
		for r := n; r < m.Rows; r++ {
			if math.Abs(a[r*m.Cols+c]) > math.Abs(a[pivot*m.Cols+c]) {
				pivot = r
			}
		}
		if !(math.Abs(a[pivot*m.Cols+c]) > rounding(size)) {
			continue
		}
		for k := range m.Cols {
			a[n*m.Cols+k], a[pivot*m.Cols+k] = a[pivot*m.Cols+k], a[n*m.Cols+k]
		}
		for r := n + 1; r < m.Rows; r++ {
			f := a[r*m.Cols+c] / a[n*m.Cols+c]
			for k := c; k < m.Cols; k++ {
				a[r*m.Cols+k] -= float64(f * a[n*m.Cols+k])
			}
		}
		n++
	}
	return n
}

// said writes a measured number with three digits.
func said(v float64) string {
	if math.IsInf(v, 0) {
		return "∞"
	}
	w, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 3, 64), 32)
	return mat.Shortest(float32(w))
}

func counted(n int) string { return strconv.Itoa(n) }
