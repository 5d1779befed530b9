package play_test

import (
	"fmt"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

func Example() {
	d, problem := play.Decode("text=the cat sat&dim=8&heads=2&mask=causal")
	if problem != nil {
		fmt.Println(problem.Message(play.English))
		return
	}
	r := play.Run(d)
	fmt.Println(mat.Format(r.Trace.Mat("head.0.attn"), 3))
	e := r.Trace.Explain("head.0.attn", 2, 1) // the terms of one cell, and where each was read
	lines := r.Describe(&e, play.English)
	fmt.Println(lines.Symbols)
	fmt.Println(lines.Names)
	// Output:
	// [[1.000, 0.000, 0.000],
	//  [0.535, 0.465, 0.000],
	//  [0.361, 0.298, 0.341]]
	// attn₀[2,1] = exp(masked₀[2,1] − max) / Σₛ exp(masked₀[2,s] − max)
	// The share of attention that “sat” gives to “cat”. The shares of a row add up to 1.
}

// An edit gives another document; one that cannot be is a problem, and the old document stays.
func ExampleApply() {
	d, _ := play.Decode("text=the cat sat&wq.3.3=1")
	d, notes, _ := play.Apply(d, &play.Edit{Kind: "set_key", Key: "dim", Value: "2"})
	fmt.Println(d)
	fmt.Println(notes[0].Message(play.English))
	_, _, problem := play.Apply(d, &play.Edit{Kind: "set_key", Key: "heads", Value: "3"})
	fmt.Println(problem.Code, problem.Field)
	fmt.Println(problem.Message(play.English))
	// Output:
	// text=the%20cat%20sat&dim=2
	// Cells set by hand in W_q that lost their place and were dropped: 1.
	// bad_heads heads
	// Width 2 cannot be split into 3 heads; try 1, 2, or set the head width Dh (head_dim).
}
