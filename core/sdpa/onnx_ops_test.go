package sdpa_test

import (
	"errors"
	"strconv"

	"qkvlab/core/mat"
	"qkvlab/core/sdpa"
)

// runners say how each operator of ONNX is computed with this module: a node's outputs by name.
var runners = map[string]func(n *node) (map[string][]float32, error){
	"Attention":       runAttention,
	"RotaryEmbedding": runRope,
	"MatMul":          runMatMul,
	"Gemm":            runGemm,
	"Softmax":         runSoftmax,

	"LayerNormalization": runLayerNorm,
	"RMSNormalization":   runRMSNorm,
	"Gelu":               runGELU,
}

// inputs returns the tensors in the order of the node's inputs, nil for one that is left out.
func (n *node) inputs(count int) []*tensor {
	list := make([]*tensor, count)
	for i := range min(count, len(n.in)) {
		list[i] = n.given[n.in[i]]
	}
	return list
}

// wants returns the name of output i, or "".
func (n *node) wants(i int) string {
	if i < len(n.out) {
		return n.out[i]
	}
	return ""
}

// heads is a 4-D or 3-D tensor of ONNX, the latter with h heads.
func (t *tensor) heads(h int) (sdpa.Tensor, error) {
	d := t.dims
	switch {
	case len(d) == 4:
		return sdpa.BHTD(t.floats, d[0], d[1], d[2], d[3]), nil
	case len(d) == 3 && h > 0 && d[2]%h == 0:
		return sdpa.BTHD(t.floats, d[0], d[1], h, d[2]/h), nil
	}
	return sdpa.Tensor{}, errors.New(strconv.Itoa(len(d)) + "-D input, " + strconv.Itoa(h) + " heads")
}

func runAttention(n *node) (map[string][]float32, error) {
	in := n.inputs(7)
	h, g := n.ints["q_num_heads"], n.ints["kv_num_heads"]
	q, err1 := in[0].heads(h)
	k, err2 := in[1].heads(g)
	v, err3 := in[2].heads(g)
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, err
	}
	c := sdpa.Config{
		Heads: q.H, KVHeads: k.H, HeadDim: q.D, ValueDim: v.D,
		Softcap: n.floats["softcap"], Causal: n.ints["is_causal"] != 0,
	}
	if s, ok := n.floats["scale"]; ok {
		c.Scale = &s
	}
	switch n.ints["softmax_precision"] {
	case typeDouble:
		c.Precision = sdpa.Float64
	case typeFloat16:
		c.Precision = sdpa.Float16
	case typeBFloat16:
		c.Precision = sdpa.BFloat16
	}
	op, err := sdpa.New(c)
	if err != nil {
		return nil, err
	}
	input := sdpa.Input{Q: q, K: k, V: v}
	past := 0
	if in[4] != nil {
		past = in[4].dims[2]
		input.Past = past
		pk, _ := in[4].heads(0)
		pv, _ := in[5].heads(0)
		cache := op.NewCache(q.B, past+k.T)
		if err := errors.Join(cache.Append(pk, pv), cache.Append(k, v)); err != nil {
			return nil, err
		}
		input.K, input.V = cache.K(), cache.V()
	}
	if in[6] != nil {
		input.KeyLen = in[6].ints
		if in[4] == nil {
			input.Past = sdpa.AtEnd
		}
	}
	if m := in[3]; m != nil {
		if m.kind == typeBool {
			input.Mask, err = sdpa.BoolMask(m.bools, m.dims...)
		} else {
			input.Mask, err = sdpa.FloatMask(m.floats, m.dims...)
		}
		if err != nil {
			return nil, err
		}
	}
	out := map[string][]float32{}
	y := make([]float32, q.B*q.H*q.T*v.D)
	out[n.wants(0)] = y
	out[n.wants(1)] = numbers(input.K)
	out[n.wants(2)] = numbers(input.V)
	if name := n.wants(3); name != "" {
		scores := make([]float32, q.B*q.H*q.T*input.K.T)
		stage := []sdpa.Stage{sdpa.Scaled, sdpa.Capped, sdpa.Masked, sdpa.Attn}[n.ints["qk_matmul_output_mode"]]
		input.Stages[stage] = sdpa.BHTD(scores, q.B, q.H, q.T, input.K.T)
		out[name] = scores
	}
	dst := sdpa.BHTD(y, q.B, q.H, q.T, v.D)
	if len(in[0].dims) == 3 {
		dst = sdpa.BTHD(y, q.B, q.T, q.H, v.D)
	}
	if err := op.Run(dst, &input, new(sdpa.Workspace)); err != nil {
		return nil, err
	}
	if c.Precision != sdpa.Float32 {
		return out, nil
	}
	return out, agreesFused(op, dst, input)
}

// agreesFused holds the fused path to a result of the exact one.
func agreesFused(op *sdpa.Op, exact sdpa.Tensor, in sdpa.Input) error {
	in.Stages = [sdpa.Stages]sdpa.Tensor{}
	fused := exact
	fused.Data = make([]float32, len(exact.Data))
	err := op.RunFused(fused, &in, new(sdpa.Workspace))
	if err != nil {
		return err
	}
	if d := distance(fused.Data, exact.Data); !(d <= fusedFromRun(in.K.T)) {
		return errors.New("fused path is off by " + decimal(d) + " of the scale")
	}
	return nil
}

// numbers returns a tensor's numbers in the order of BHTD.
func numbers(x sdpa.Tensor) (list []float32) {
	for b := range x.B {
		for h := range x.H {
			for t := range x.T {
				list = append(list, x.Row(b, h, t)...)
			}
		}
	}
	return list
}

func runRope(n *node) (map[string][]float32, error) {
	in := n.inputs(4)
	x, err := in[0].heads(n.ints["num_heads"])
	if err != nil {
		return nil, err
	}
	pairs := in[1].dims[len(in[1].dims)-1]
	table := func(t *tensor) mat.Mat { return mat.Mat{Rows: len(t.floats) / pairs, Cols: pairs, Data: t.floats} }
	r, err := sdpa.RopeOf(table(in[1]), table(in[2]), n.ints["interleaved"] != 0)
	if err != nil {
		return nil, err
	}
	positions := make([]int, x.B*x.T) // without position_ids the tables have a row for each row of the batch
	for i := range positions {
		positions[i] = i
		if in[3] != nil {
			positions[i] = in[3].ints[i]
		}
	}
	return map[string][]float32{n.wants(0): x.Data}, r.ApplyAt(x, x, positions)
}
