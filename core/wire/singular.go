package wire

import (
	"math"
	"slices"
	"strings"

	"qkvlab/core/attn"
	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// singular answers with what the weights of a linear map do to space, or a block of them.
func (e *Engine) singular(q query) ([]byte, []float32) {
	reply, data, p := e.singularOf(q)
	reply.OK, reply.Problem = p == nil, problemOf(p, q.lang())
	return reply.appendJSON(nil), data
}

func (e *Engine) singularOf(q query) (reply SingularReply, data []float32, p *play.Problem) {
	r, s, p := e.cell(q)
	if p != nil {
		return reply, nil, p
	}
	linear := linearOf(&r.Trace.Steps, s.ID)
	if linear == nil {
		return reply, nil, &play.Problem{Code: play.AbsentStep, Field: "step", Args: []string{s.ID}}
	}
	if p := r.Keeps(append(slices.Clone(linear.In), linear.ID)...); p != nil {
		return reply, nil, p
	}
	w := r.Trace.Mat(s.ID)
	dims := q["dims"]
	if dims != "" {
		if w, p = block(r, s, w, dims); p != nil {
			return reply, nil, p
		}
	}
	found := mat.SingularOf(w, planes)
	degrees := float32(math.NaN())
	if w.Rows == 2 && w.Cols == 2 {
		degrees, reply.Mirrored = mat.Turn(w)
	} else if w.Rows == 3 && w.Cols == 3 {
		degrees, reply.Mirrored = mat.TurnInSpace(w, found)
	}
	reply.Rows, reply.Cols, reply.Rank = w.Rows, w.Cols, found.Rank
	data = append([]float32{found.Determinant, degrees}, found.Values...)
	if dims != "" {
		return reply, data, nil
	}
	reply.Left, reply.Right = found.Left.Rows, found.Right.Rows
	bias := mat.New(1, found.Left.Rows)
	if len(linear.In) > 2 {
		bias = mat.MulT(r.Trace.Mat(linear.In[2]), found.Left)
	}
	made := mat.MulT(r.Trace.Mat(linear.ID), found.Left)
	given := mat.MulT(r.Trace.Mat(linear.In[0]), found.Right)
	return reply, slices.Concat(data, found.Left.Data, found.Right.Data, made.Data, bias.Data, given.Data), nil
}

// linearOf returns the linear map that a step is the weights of, or nil.
func linearOf(steps *[]attn.Step, weights string) *attn.Step {
	for i := range *steps {
		if s := &(*steps)[i]; s.Op == attn.OpLinear && s.In[1] == weights {
			return s
		}
	}
	return nil
}

// block returns the rows and columns of w that "i,j" names.
func block(r *play.Result, s *attn.Step, w mat.Mat, dims string) (mat.Mat, *play.Problem) {
	a, b, _ := strings.Cut(dims, ",")
	i, j, p := place(r, s, a, b)
	if p == nil {
		_, _, p = place(r, s, b, a)
	}
	if p != nil {
		return w, p
	}
	return mat.FromRows([][]float32{{w.At(i, i), w.At(i, j)}, {w.At(j, i), w.At(j, j)}}), nil
}
