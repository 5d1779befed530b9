package attn

import "qkvlab/core/mat"

// FirstColumn returns where the columns of a slice begin: those of its own head in q, of the head's group in k and v.
func (c *Config) FirstColumn(s *Step) int {
	h := s.Head
	if s.In[0] != "q" {
		h = c.Group(h)
	}
	return h * c.Dh
}

func evalSlice(tr *Trace, s *Step, dst mat.Mat) {
	from, at := tr.in(s, 0), tr.Params.FirstColumn(s)
	for t := range dst.Rows {
		copy(dst.Row(t), from.Row(t)[at:at+dst.Cols])
	}
}

func explainSlice(tr *Trace, s *Step, r, c int, e *Explanation) {
	e.copyOf(tr.cell(s, 0, r, tr.Params.FirstColumn(s)+c))
}

func evalConcat(tr *Trace, s *Step, dst mat.Mat) {
	for h := range s.In {
		ctx := tr.in(s, h)
		for t := range ctx.Rows {
			copy(dst.Row(t)[h*ctx.Cols:], ctx.Row(t))
		}
	}
}

func explainConcat(tr *Trace, s *Step, r, c int, e *Explanation) {
	dh := tr.Params.Dh
	e.copyOf(tr.cell(s, c/dh, r, c%dh))
}

// turn returns the partner column, and cos and ±sin, by which RoPE turns column c at a position: the two halves of a
// head pair up (rotate-half), x·cos + partner·(∓sin).
func turn(pos, c, dh int) (partner int, cos, sin float32) {
	half := dh / 2
	i := c % half
	angle := float64(float64(pos) * frequency(i, dh))
	cos, sin = float32(mat.Cos64(angle)), float32(mat.Sin64(angle))
	if c < half {
		return c + half, cos, -sin
	}
	return c - half, cos, sin
}

func evalRope(tr *Trace, s *Step, dst mat.Mat) {
	from := tr.in(s, 0)
	for t := range dst.Rows {
		x, y := from.Row(t), dst.Row(t)
		for c := range y {
			partner, cos, sin := turn(t, c, s.Cols)
			y[c] = float32(x[c]*cos) + float32(x[partner]*sin)
		}
	}
}

func explainRope(tr *Trace, s *Step, r, c int, e *Explanation) {
	partner, cos, sin := turn(r, c, s.Cols)
	sinName := "sin"
	if partner > c {
		sinName = "−sin"
	}
	e.addProduct(c, tr.cell(s, 0, r, c), constant("cos", cos))
	e.addProduct(partner, tr.cell(s, 0, r, partner), constant(sinName, sin))
}
