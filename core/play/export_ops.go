package play

import (
	"strconv"
	"strings"

	"qkvlab/core/attn"
)

// step writes one row of the step table as Python, its inputs first: a tied parameter may copy a later one.
func (x *exporter) step(id string) {
	if x.done[id] {
		return
	}
	x.done[id] = true
	s, _ := x.r.Trace.Step(id)
	in := make([]string, len(s.In))
	for i, id := range s.In {
		x.step(id)
		in[i] = "steps[" + pythonString(id) + "]"
	}
	x.set(s.ID, x.expression(s, in))
}

// expression writes the right-hand side of a step. Copies are cloned, so that a cell set in one is not set in the other.
func (x *exporter) expression(s *attn.Step, in []string) string {
	p := x.r.Trace.Params
	clone := x.pick(".clone()", ".copy()")
	switch s.Op {
	case attn.OpParameter:
		return x.parameter(s)
	case attn.OpGiven:
		return x.tensor(p.X)
	case attn.OpTie, attn.OpCopy:
		return in[0] + clone
	case attn.OpLookup:
		index := make([]string, len(p.Index))
		for i, n := range p.Index {
			index[i] = strconv.Itoa(n)
		}
		return in[0] + "[[" + strings.Join(index, ", ") + "]]"
	case attn.OpPosition:
		return x.matrix(s.Rows, s.Cols, wavePython(s.Cols))
	case attn.OpAdd:
		return in[0] + " + " + in[1]
	case attn.OpLinear:
		return x.linear(in)
	case attn.OpSlice:
		at := p.FirstColumn(s)
		return in[0] + "[:, " + strconv.Itoa(at) + ":" + strconv.Itoa(at+s.Cols) + "]" + clone
	case attn.OpRope:
		return x.rope(s, in[0])
	case attn.OpMatMulT:
		return in[0] + " @ " + in[1] + ".T"
	case attn.OpScale:
		return in[0] + " * " + x.scalar(p.Factor)
	case attn.OpALiBi:
		return in[0] + " + " + x.matrix(s.Rows, s.Cols, "-"+python(attn.Slope(s.Head, p.H))+" * abs(t - c)")
	case attn.OpSoftcap:
		c := x.scalar(p.Softcap)
		return c + " * " + x.pick("torch", "np") + ".tanh(" + in[0] + " / " + c + ")"
	case attn.OpDivide:
		return in[0] + " / " + x.scalar(p.Temperature)
	case attn.OpMask:
		return x.mask(s, in[0])
	case attn.OpSoftmax:
		return x.softmax(in[0])
	case attn.OpMatMul:
		return in[0] + " @ " + in[1]
	case attn.OpConcat:
		return x.pick("torch.cat([", "np.concatenate([") + strings.Join(in, ", ") + x.pick("], dim=1)", "], axis=1)")
	}
	panic("play: no Python for " + string(s.Op))
}

// scalar keeps a constant in float32, so that NumPy and PyTorch multiply by the same bits.
func (x *exporter) scalar(v float32) string {
	if x.torch {
		return python(v)
	}
	return "np.float32(" + python(v) + ")"
}

// matrix writes a matrix whose entry at row t, column c is a formula, in float64 and rounded once.
func (x *exporter) matrix(rows, cols int, formula string) string {
	return x.pick("torch.tensor", "np.array") + "([[" + formula + " for c in range(" + strconv.Itoa(cols) + ")] for t in range(" +
		strconv.Itoa(rows) + ")], dtype=" + x.pick("torch", "np") + ".float32)"
}

func (x *exporter) linear(in []string) string {
	if x.torch {
		return "F.linear(" + strings.Join(append(in[:2:2], biasRow(in)...), ", ") + ")"
	}
	e := in[0] + " @ " + in[1] + ".T"
	if len(in) == 3 {
		e += " + " + in[2]
	}
	return e
}

func biasRow(in []string) []string {
	if len(in) < 3 {
		return nil
	}
	return []string{in[2] + "[0]"}
}

func (x *exporter) rope(s *attn.Step, in string) string {
	half := strconv.Itoa(s.Cols / 2)
	angle := func(f string) string {
		return x.matrix(s.Rows, s.Cols, "math."+f+"(t * 10000 ** (-2 * (c % "+half+") / "+strconv.Itoa(s.Cols)+"))")
	}
	turned := x.pick("torch.cat([", "np.concatenate([") + "-" + in + "[:, " + half + ":], " + in + "[:, :" + half + "]" + x.pick("], dim=1)", "], axis=1)")
	return in + " * " + angle("cos") + " + " + turned + " * " + angle("sin")
}

// wavePython writes the position signal at row t, column c.
func wavePython(width int) string {
	angle := "(t * 10000 ** (-(c - c % 2) / " + strconv.Itoa(width) + "))"
	return "math.sin" + angle + " if c % 2 == 0 else math.cos" + angle
}

// allowed writes whether query t may look at key c.
func (x *exporter) allowed() string {
	p := x.r.Trace.Params
	var allowed []string
	if p.Pad > 0 {
		allowed = append(allowed, "c < "+strconv.Itoa(p.T-p.Pad))
	}
	if p.Mask != attn.NoMask {
		allowed = append(allowed, "c <= t")
	}
	if p.Mask == attn.Window {
		allowed = append(allowed, "c > t - "+strconv.Itoa(p.Window))
	}
	return strings.Join(allowed, " and ")
}

func (x *exporter) mask(s *attn.Step, in string) string {
	see := x.pick("torch.tensor", "np.array") + "([[" + x.allowed() + " for c in range(" + strconv.Itoa(s.Cols) + ")] for t in range(" + strconv.Itoa(s.Rows) + ")])"
	return x.pick("torch", "np") + ".where(" + see + ", " + in + ", " + x.pick("torch.tensor(-math.inf)", "np.float32(-math.inf)") + ")"
}

func (x *exporter) softmax(in string) string {
	axis := "1"
	if x.r.Trace.Params.OverQueries {
		axis = "0"
	}
	if x.torch {
		return "torch.softmax(" + in + ", dim=" + axis + ")"
	}
	return "(lambda e: e / e.sum(axis=" + axis + ", keepdims=True))(np.exp(" + in + " - " + in + ".max(axis=" + axis + ", keepdims=True)))"
}

// parameter writes a parameter: drawn, made, or written out.
func (x *exporter) parameter(s *attn.Step) string {
	kind := x.r.Doc.Sources[s.ID].Kind
	shape := strconv.Itoa(s.Rows) + ", " + strconv.Itoa(s.Cols)
	switch {
	case kind == Identity:
		return x.pick("torch.eye("+shape+")", "np.eye("+shape+", dtype=np.float32)")
	case kind == Zero:
		return x.pick("torch.zeros("+shape+")", "np.zeros(("+shape+"), dtype=np.float32)")
	case kind == Literal || x.literal:
		return x.tensor(x.r.Trace.Params.Source(s.ID))
	case s.ID == "emb":
		return x.vectors(s)
	case isBias(s.ID):
		return "linear_" + s.ID[1:] + ".bias.clone().reshape(1, -1)"
	}
	return "linear_" + s.ID[1:] + ".weight.clone()"
}

// vectors draws one vector for each distinct token, from its letters and the seed alone.
func (x *exporter) vectors(s *attn.Step) string {
	words := make([]string, s.Rows)
	for n := range words {
		words[n] = pythonString(x.r.wordOf(n))
	}
	return "torch.stack([torch.randn(" + strconv.Itoa(s.Cols) + ", generator=torch.Generator().manual_seed((" +
		strconv.FormatUint(uint64(x.r.Doc.Seed), 10) + " + zlib.crc32(w.encode())) % 2**32)) for w in [" + strings.Join(words, ", ") + "]])"
}
