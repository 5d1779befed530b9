package play

import (
	"strconv"

	"qkvlab/core/attn"
)

// ExportCell writes a program that computes one cell from its terms, written out, and prints it. It adds and multiplies in
// float32 and in the engine's order, so that sums and products have the same bits; exp, tanh, sin and cos are the
// dialect's own. It panics where there is no such cell.
func ExportCell(r *Result, id string, row, col int, dialect Dialect) string {
	x := &exporter{r: r, torch: dialect == PyTorch, literal: true}
	e := r.Trace.Explain(id, row, col)
	s, _ := r.Trace.Step(id)
	x.line("# ", CellSymbol(id, row, col), " = ", r.formula(s, &e))
	if e.Kind == attn.KindWave {
		x.line("import math")
		x.line("")
	}
	if x.torch {
		x.line("import torch")
		x.line("")
		x.line("def f(v):")
		x.line("    return torch.tensor(v, dtype=torch.float32)")
	} else {
		x.line("import numpy as np")
		x.line("")
		x.line("f = np.float32")
		if e.Computed != e.Computed {
			x.line(`np.seterr(all="ignore")  # NaN says so by itself`)
		}
	}
	x.line("")
	x.cell(s, &e)
	if e.IsSet {
		x.line("value = ", x.f(e.Value), "  # set by hand: this is what stands there")
	}
	x.line(x.pick("print(value.numpy())", "print(value)"))
	return x.b.String()
}

// f writes a float32.
func (x *exporter) f(v float32) string { return "f(" + python(v) + ")" }

// cell writes how the value arises, by its kind.
func (x *exporter) cell(s *attn.Step, e *attn.Explanation) {
	first := func(i int) string { return x.f(e.Terms[0].Factors[i].Value) }
	switch e.Kind {
	case attn.KindOrigin:
		x.line("value = ", x.f(e.Computed))
	case attn.KindCopy:
		x.line("value = ", first(0), "  # ", factorName(&e.Terms[0].Factors[0]))
	case attn.KindQuotient:
		x.shares(e)
	case attn.KindTanh:
		x.line("s, c = ", first(0), ", ", first(1))
		x.line("value = c * ", x.pick("torch", "np"), ".tanh(s / c)")
	case attn.KindDivide:
		x.line("value = ", first(0), " / ", first(1))
	case attn.KindMask:
		x.place(e, "query, key")
		x.line("value = ", first(0), " if ", x.allowed(), " else ", `f(float("-inf"))`)
	case attn.KindWave:
		x.place(e, "position, column")
		x.line("value = f(", wavePython(s.Cols), ")")
	default:
		x.sum(s, e)
	}
}

// place writes the row and the column as t and c.
func (x *exporter) place(e *attn.Explanation, what string) {
	x.line("t, c = ", strconv.Itoa(e.Row), ", ", strconv.Itoa(e.Col), "  # ", what)
}

// sum writes a sum of products. Those of matrix products begin at 0, as the kernels do.
func (x *exporter) sum(s *attn.Step, e *attn.Explanation) {
	switch s.Op {
	case attn.OpLinear, attn.OpMatMulT, attn.OpMatMul:
		x.line("value = f(0)")
		x.line("for a, b in [")
		for i := range e.Terms {
			if t := &e.Terms[i]; len(t.Factors) == 2 {
				x.line("    (", python(t.Factors[0].Value), ", ", python(t.Factors[1].Value), "),  # ",
					factorName(&t.Factors[0]), " · ", factorName(&t.Factors[1]))
			}
		}
		x.line("]:")
		x.line("    value = value + f(a) * f(b)  # each product and each sum is rounded to float32")
		if t := &e.Terms[len(e.Terms)-1]; len(t.Factors) == 1 {
			x.line("value = value + ", x.f(t.Factors[0].Value), "  # ", factorName(&t.Factors[0]))
		}
	default:
		sum := ""
		for i := range e.Terms {
			for j := range e.Terms[i].Factors {
				switch {
				case j > 0:
					sum += " * "
				case i > 0:
					sum += " + "
				}
				sum += x.f(e.Terms[i].Factors[j].Value)
			}
		}
		x.line("value = ", sum)
	}
}

// shares writes a softmax along the cell's line.
func (x *exporter) shares(e *attn.Explanation) {
	x.line("scores = f([")
	for i := range e.Terms {
		f := &e.Terms[i].Factors[0]
		x.line("    ", python(f.Value), ",  # ", factorName(f))
	}
	x.line("])")
	x.line("e = ", x.pick("torch", "np"), ".exp(scores - scores.max())")
	x.line("total = f(0)")
	x.line("for v in e:")
	x.line("    total = total + v  # each sum is rounded to float32")
	x.line("value = e[", strconv.Itoa(e.Own), "] / total")
}
