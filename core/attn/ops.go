package attn

import "qkvlab/core/mat"

// operation is what an Op means: how it fills a matrix, and what one of its cells is made of. The two are written side
// by side, and TestStepsExplainThemselves holds them to each other.
type operation struct {
	eval    func(tr *Trace, s *Step, dst mat.Mat)
	explain func(tr *Trace, s *Step, r, c int, e *Explanation)
}

var operations map[Op]operation

func init() { // a literal would be an initialisation cycle: operations read traces, traces read operations
	operations = map[Op]operation{
		OpParameter: {evalParameter, explainOrigin},
		OpGiven:     {evalGiven, explainOrigin},
		OpTie:       {evalCopy, explainCopy},
		OpCopy:      {evalCopy, explainCopy},
		OpLookup:    {evalLookup, explainLookup},
		OpPosition:  {evalPosition, explainPosition},
		OpAdd:       {evalAdd, explainAdd},
		OpLinear:    {evalLinear, explainLinear},
		OpSlice:     {evalSlice, explainSlice},
		OpRope:      {evalRope, explainRope},
		OpMatMulT:   {evalMatMulT, explainMatMulT},
		OpScale:     {evalScale, explainScale},
		OpALiBi:     {evalALiBi, explainALiBi},
		OpSoftcap:   {evalSoftcap, explainSoftcap},
		OpDivide:    {evalDivide, explainDivide},
		OpMask:      {evalMask, explainMask},
		OpSoftmax:   {evalSoftmax, explainSoftmax},
		OpMatMul:    {evalMatMul, explainMatMul},
		OpConcat:    {evalConcat, explainConcat},
	}
}

// in returns the matrix of a step's input i.
func (tr *Trace) in(s *Step, i int) mat.Mat { return tr.Mat(s.In[i]) }
