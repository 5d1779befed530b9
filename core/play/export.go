package play

import (
	"strconv"
	"strings"

	"qkvlab/core/attn"
	"qkvlab/core/mat"
)

// Dialect is the language of an exported program.
type Dialect uint8

const (
	PyTorch Dialect = iota
	NumPy
)

// Export writes a program that prints the numbers of every step, in the order of the table. In PyTorch the parameters
// are drawn by torch.manual_seed as the engine draws them, or written out where literal is true or the document gives
// them; NumPy cannot draw PyTorch's numbers, so there they are always written out.
func Export(r *Result, dialect Dialect, literal bool) string {
	x := &exporter{r: r, torch: dialect == PyTorch, literal: literal || dialect == NumPy, done: map[string]bool{}}
	x.header()
	x.draws()
	for i := range r.Trace.Steps {
		x.step(r.Trace.Steps[i].ID)
	}
	x.line("")
	x.line("for name, value in steps.items():")
	x.line("    print(name)")
	x.line("    print(value)")
	return x.b.String()
}

type exporter struct {
	r       *Result
	torch   bool
	literal bool
	done    map[string]bool
	b       strings.Builder
}

func (x *exporter) line(parts ...string) {
	for _, p := range parts {
		x.b.WriteString(p)
	}
	x.b.WriteByte('\n')
}

// pick returns the spelling of the dialect.
func (x *exporter) pick(torch, numpy string) string {
	if x.torch {
		return torch
	}
	return numpy
}

func (x *exporter) header() {
	x.line("# QKV Lab: every step of this document, computed again.")
	x.line("# ", x.r.Doc.String())
	x.line("import math")
	if x.torch {
		x.line("import zlib")
		x.line("")
		x.line("import torch")
		x.line("import torch.nn.functional as F")
		x.line("from torch import nn")
		x.line("")
		x.line("torch.set_printoptions(precision=9, linewidth=200, threshold=10**9, sci_mode=False)")
		x.line("torch.set_grad_enabled(False)")
	} else {
		x.line("import sys")
		x.line("")
		x.line("import numpy as np")
		x.line("")
		x.line("np.set_printoptions(precision=9, linewidth=200, threshold=sys.maxsize, suppress=True)")
		x.line("np.seterr(all=\"ignore\")  # a line that is masked whole is NaN, and says so by itself")
	}
	x.line("")
	if len(x.r.Tokens) > 0 {
		x.line("tokens = [", x.tokenList(), "]")
	}
	ids := make([]string, len(x.r.Trace.Steps))
	for i, s := range x.r.Trace.Steps {
		ids[i] = pythonString(s.ID)
	}
	x.line("# id -> matrix, in the order of the data; rows are tokens")
	x.line("steps = dict.fromkeys([", strings.Join(ids, ", "), "])")
}

func (x *exporter) tokenList() string {
	quoted := make([]string, len(x.r.Tokens))
	for i, t := range x.r.Tokens {
		quoted[i] = pythonString(t)
	}
	return strings.Join(quoted, ", ")
}

// pythonString quotes s so that Python reads it back, whatever is in it.
func pythonString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c < 32 || c == 127 || c == 0x2028 || c == 0x2029:
			h := "000" + strconv.FormatInt(int64(c), 16)
			b.WriteString(`\u` + h[len(h)-4:])
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// drawsLinears reports whether the program draws the four linear maps.
func (x *exporter) drawsLinears() bool {
	if x.literal {
		return false
	}
	for _, s := range x.r.Trace.Steps {
		if s.Op == attn.OpParameter && s.ID != "emb" && x.r.Doc.Sources[s.ID].Kind == Drawn {
			return true
		}
	}
	return false
}

// draws writes the four nn.Linear in the order in which the engine draws them.
func (x *exporter) draws() {
	if !x.drawsLinears() {
		return
	}
	c := &x.r.Trace.Params.Config
	bias := ""
	if !c.Bias {
		bias = ", bias=False"
	}
	linear := func(name string, in, out int) {
		x.line(name, " = nn.Linear(", strconv.Itoa(in), ", ", strconv.Itoa(out), bias, ")")
	}
	x.line("")
	x.line("torch.manual_seed(", strconv.FormatUint(uint64(x.r.Doc.Seed), 10), ")")
	linear("linear_q", c.D, c.H*c.Dh)
	linear("linear_k", c.D, c.G*c.Dh)
	linear("linear_v", c.D, c.G*c.Dh)
	if c.OutProj {
		linear("linear_o", c.H*c.Dh, c.D)
	}
}

// set writes one step, then the cells of it that were set by hand.
func (x *exporter) set(id, expression string) {
	x.line("steps[", pythonString(id), "] = ", expression)
	for _, c := range x.r.Trace.Params.Set[id] {
		x.line("steps[", pythonString(id), "][", strconv.Itoa(c.Row), ", ", strconv.Itoa(c.Col), "] = ", python(c.Value), "  # set by hand")
	}
}

// python writes a float32 so that Python reads the same bits back.
func python(v float32) string {
	switch {
	case v != v:
		return `float("nan")`
	case v-v != 0:
		return `float("` + strings.TrimSuffix(mat.Shortest(v), "inity") + `")`
	}
	return mat.Shortest(v)
}

// tensor writes a matrix out.
func (x *exporter) tensor(m mat.Mat) string {
	var b strings.Builder
	b.WriteString(x.pick("torch.tensor([", "np.array(["))
	for r := range m.Rows {
		if r > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n    [")
		for c, v := range m.Row(r) {
			if c > 0 {
				b.WriteString(", ")
			}
			b.WriteString(python(v))
		}
		b.WriteString("]")
	}
	b.WriteString("]" + x.pick(", dtype=torch.float32)", ", dtype=np.float32)"))
	return b.String()
}
