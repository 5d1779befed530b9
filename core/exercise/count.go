package exercise

import (
	"strconv"

	"qkvlab/core/play"
)

// fromCount makes answer, hints and solution of a count from the step table.
func (x *Exercise) fromCount(a ask, before *play.Result) {
	x.IsCount = true
	s, _ := x.result.Trace.Step(x.Step)
	width := 0 // of what goes into the linear
	if len(s.In) > 1 {
		in, _ := x.result.Trace.Step(s.In[0])
		width = in.Cols
	}
	t, d, out := strconv.Itoa(s.Rows), strconv.Itoa(width), strconv.Itoa(s.Cols)
	var n int
	var sum string
	switch a {
	case columns:
		n, sum = s.Cols, out
	case parameters:
		n, sum = width*s.Cols+s.Cols, out+"·"+d+" + "+out
	case multiplications:
		n, sum = s.Rows*s.Cols*width, t+"·"+out+"·"+d
	case changes:
		now, then := x.result.Trace.Mat(x.Step), before.Trace.Mat(x.Step)
		for i, v := range now.Data {
			if v != then.Data[i] {
				n++
			}
		}
		sum = strconv.Itoa(n)
	}
	x.Answer = float32(n)
	x.Solution = sum
	if total := strconv.Itoa(n); total != sum {
		x.Solution += " = " + total
	}
}
