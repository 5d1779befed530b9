package sdpa_test

import (
	"fmt"
	"log"

	"qkvlab/core/sdpa"
)

// Two heads of width 2 attend over three tokens, causally; the shares are written out beside the result.
func Example() {
	op, err := sdpa.New(sdpa.Config{Heads: 2, HeadDim: 2, Causal: true})
	if err != nil {
		log.Fatal(err)
	}
	x := []float32{ // (T, H·Dh), as a linear map writes it
		1, 0, 0, 1,
		0, 1, 1, 0,
		1, 1, 2, 0,
	}
	attn := make([]float32, 2*3*3)
	y := make([]float32, len(x))
	in := sdpa.Input{Q: sdpa.BTHD(x, 1, 3, 2, 2), K: sdpa.BTHD(x, 1, 3, 2, 2), V: sdpa.BTHD(x, 1, 3, 2, 2)}
	in.Stages[sdpa.Attn] = sdpa.BHTD(attn, 1, 2, 3, 3)

	var ws sdpa.Workspace // keep it: the next call of this size allocates nothing
	if err := op.Run(sdpa.BTHD(y, 1, 3, 2, 2), &in, &ws); err != nil {
		log.Fatal(err)
	}
	for t := range 3 {
		fmt.Printf("head 0: %.3f   y: %.3f\n", attn[3*t:3*t+3], y[4*t:4*t+4])
	}
	// Output:
	// head 0: [1.000 0.000 0.000]   y: [1.000 0.000 0.000 1.000]
	// head 0: [0.330 0.670 0.000]   y: [0.330 0.670 0.670 0.330]
	// head 0: [0.248 0.248 0.503]   y: [0.752 0.752 1.723 0.045]
}

// A model decodes: each token's key is turned and goes into the cache, and its query attends to all before it.
func ExampleCache() {
	op, err := sdpa.New(sdpa.Config{Heads: 2, KVHeads: 1, HeadDim: 2, Causal: true})
	if err != nil {
		log.Fatal(err)
	}
	rope, err := sdpa.NewRope(2, 16, 10000, false)
	if err != nil {
		log.Fatal(err)
	}
	cache := op.NewCache(1, 16)
	var ws sdpa.Workspace
	q, k, v, y := make([]float32, 4), make([]float32, 2), make([]float32, 2), make([]float32, 4)
	for token := range 3 {
		q[0], q[2], k[0], v[0], v[1] = 1, -1, 1, float32(token), 1 // what the model's linear maps would give
		q[1], q[3], k[1] = 0, 0, 0
		queries, keys := sdpa.BHTD(q, 1, 2, 1, 2), sdpa.BHTD(k, 1, 1, 1, 2)
		if err := rope.Apply(queries, queries, cache.Len()); err != nil {
			log.Fatal(err)
		}
		if err := rope.Apply(keys, keys, cache.Len()); err != nil {
			log.Fatal(err)
		}
		if err := cache.Append(keys, sdpa.BHTD(v, 1, 1, 1, 2)); err != nil {
			log.Fatal(err)
		}
		in := sdpa.Input{Q: queries, K: cache.K(), V: cache.V(), Past: sdpa.AtEnd}
		if err := op.Run(sdpa.BHTD(y, 1, 2, 1, 2), &in, &ws); err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%.3f\n", y)
	}
	// Output:
	// [0.000 1.000 0.000 1.000]
	// [0.581 1.000 0.419 1.000]
	// [1.303 1.000 0.663 1.000]
}
