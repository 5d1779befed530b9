package attn

import "qkvlab/core/mat"

// operation is what an Op means: how it fills a matrix, and what one of its cells is made of. The two are written side
// by side, and TestStepsExplainThemselves holds them to each other.
type operation struct {
	eval    func(tr *Trace, s *Step, dst mat.Mat)
	explain func(tr *Trace, s *Step, r, c int, e *Explanation)
	reads   bool // it reads numbers of Params besides Config
}

var operations map[Op]operation

func init() { // a literal would be an initialisation cycle: operations read traces, traces read operations
	operations = map[Op]operation{
		OpParameter: {eval: evalParameter, explain: explainOrigin, reads: true},
		OpGiven:     {eval: evalGiven, explain: explainOrigin, reads: true},
		OpTie:       {eval: evalCopy, explain: explainCopy},
		OpCopy:      {eval: evalCopy, explain: explainCopy},
		OpLookup:    {eval: evalLookup, explain: explainLookup, reads: true},
		OpPosition:  {eval: evalPosition, explain: explainPosition},
		OpAdd:       {eval: evalAdd, explain: explainAdd},
		OpLinear:    {eval: evalLinear, explain: explainLinear},
		OpSlice:     {eval: evalSlice, explain: explainSlice},
		OpRope:      {eval: evalRope, explain: explainRope},
		OpMatMulT:   {eval: evalMatMulT, explain: explainMatMulT},
		OpScale:     {eval: evalScale, explain: explainScale},
		OpALiBi:     {eval: evalALiBi, explain: explainALiBi},
		OpSoftcap:   {eval: evalSoftcap, explain: explainSoftcap},
		OpDivide:    {eval: evalDivide, explain: explainDivide},
		OpMask:      {eval: evalMask, explain: explainMask},
		OpSoftmax:   {eval: evalSoftmax, explain: explainSoftmax},
		OpMatMul:    {eval: evalMatMul, explain: explainMatMul},
		OpConcat:    {eval: evalConcat, explain: explainConcat},
	}
}

// in returns the matrix of a step's input i.
func (tr *Trace) in(s *Step, i int) mat.Mat { return tr.Mat(s.In[i]) }
