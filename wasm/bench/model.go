//go:build js && wasm

package main

import (
	"slices"

	"qkvlab/core/mat"
	"qkvlab/core/sdpa"
)

// A model is layers as BERT has them (Devlin et al. 2018), each with parameters of its own:
//
//	h = LayerNorm(x + attention(x)·Woᵀ + bo)
//	y = LayerNorm(h + GELU(h·W₁ᵀ + b₁)·W₂ᵀ + b₂)
type layer struct {
	q, k, v, o, up, down linearMap
	norm1, norm2         norm
	cache                *sdpa.Cache // keys and values of the tokens before, nil: none
}

type linearMap struct {
	w    mat.Packed
	bias []float32 // (out)
}

func (m *linearMap) into(y, x mat.Mat) { mat.LinearPackedInto(y, x, m.w, m.bias) }

type norm struct{ weight, bias []float32 }

func (n *norm) of(x mat.Mat) { mat.LayerNormInto(x, x, n.weight, n.bias, 1e-5) }

// model is the layers, and what they work in.
type model struct {
	d, hidden int
	attention *sdpa.Op
	layers    []layer
	memory    [6][]float32
	workspace sdpa.Workspace
}

var current model

// newModel begins a model: width d, hidden numbers between the maps of a layer. It forgets the one before.
//
//go:wasmexport newModel
func newModel(d, hidden int32) {
	op, err := sdpa.New(sdpa.Config{Heads: heads, HeadDim: int(d) / heads})
	if err != nil {
		panic(err)
	}
	current = model{d: int(d), hidden: int(hidden), attention: op}
}

// addLayer takes the parameters of a layer from a list, and lets go of it: q, k, v, o, up, down, each W (out, in) and bias,
// then the weight and the bias of both norms.
//
//go:wasmexport addLayer
func addLayer(list int32) {
	from := lists[list]
	lists[list] = nil
	next := func(n int) []float32 {
		taken := from[:n]
		from = from[n:]
		return taken
	}
	linear := func(out, in int) linearMap {
		w := mat.Pack(mat.Mat{Rows: out, Cols: in, Data: next(out * in)})
		return linearMap{w, slices.Clone(next(out))}
	}
	pair := func(n int) norm { return norm{slices.Clone(next(n)), slices.Clone(next(n))} }
	d, hidden := current.d, current.hidden
	current.layers = append(current.layers, layer{
		q: linear(d, d), k: linear(d, d), v: linear(d, d), o: linear(d, d), up: linear(hidden, d), down: linear(d, hidden),
		norm1: pair(d), norm2: pair(d),
	})
}

// addPast gives the newest layer keys and values of n tokens before, each (heads, n, d/heads), and room for one more.
//
//go:wasmexport addPast
func addPast(keys, values, n int32) {
	past := func(list int32) sdpa.Tensor {
		return sdpa.BHTD(lists[list], 1, heads, int(n), current.d/heads)
	}
	l := &current.layers[len(current.layers)-1]
	l.cache = current.attention.NewCache(1, int(n)+1)
	if err := l.cache.Append(past(keys), past(values)); err != nil {
		panic(err)
	}
	lists[keys], lists[values] = nil, nil
}

// forward: y = all layers of x (t, d), one after the other. Every query sees all tokens, those of a cache too, which is as
// before afterwards.
//
//go:wasmexport forward
func forward(y, x, t int32) {
	m := &current
	h := matrix(y, t, int32(m.d))
	copy(h.Data, matrix(x, t, int32(m.d)).Data)
	for i := range m.layers {
		if err := m.apply(&m.layers[i], h); err != nil {
			panic(err)
		}
	}
}

// apply replaces h (t, d) by what the layer makes of it.
func (m *model) apply(l *layer, h mat.Mat) error {
	room := func(i, cols int) mat.Mat {
		if len(m.memory[i]) < h.Rows*cols {
			m.memory[i] = make([]float32, h.Rows*cols)
		}
		return mat.Mat{Rows: h.Rows, Cols: cols, Data: m.memory[i][:h.Rows*cols]}
	}
	q, k, v, context, back, up := room(0, m.d), room(1, m.d), room(2, m.d), room(3, m.d), room(4, m.d), room(5, m.hidden)
	l.q.into(q, h)
	l.k.into(k, h)
	l.v.into(v, h)
	if err := m.attend(l, context, q, k, v); err != nil {
		return err
	}
	l.o.into(back, context)
	mat.Add(h.Data, back.Data)
	l.norm1.of(h)
	l.up.into(up, h)
	mat.GELUInto(up.Data, up.Data)
	l.down.into(back, up)
	mat.Add(h.Data, back.Data)
	l.norm2.of(h)
	return nil
}

func (m *model) attend(l *layer, context, q, k, v mat.Mat) error {
	tensor := func(x mat.Mat) sdpa.Tensor { return sdpa.BTHD(x.Data, 1, x.Rows, heads, m.d/heads) }
	in := sdpa.Input{Q: tensor(q), K: tensor(k), V: tensor(v)}
	if l.cache != nil {
		before := l.cache.Len()
		if err := l.cache.Append(in.K, in.V); err != nil {
			return err
		}
		in.K, in.V = l.cache.K(), l.cache.V()
		l.cache.Truncate(before) // the views see the new token still
	}
	return m.attention.Run(tensor(context), &in, &m.workspace)
}
