package experiment

import (
	"math"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// Laws of the scores.

// symmetry: where queries and keys are the same rows, the scores are symmetric, bit for bit.
func symmetry(a, b *play.Result) (bool, []string, *words) {
	untied, tied := asymmetry(a), asymmetry(b)
	return tied == 0, []string{said(tied), said(untied)}, nil
}

func asymmetry(r *play.Result) float64 {
	most := 0.0
	for _, s := range ofHeads(r, "scores") {
		most = max(most, gap(s, s.T()))
	}
	return most
}

// oneMatrix: one matrix M = W_qᵀ·W_k gives the scores of two.
func oneMatrix(a, b *play.Result) (bool, []string, *words) {
	if a.Trace.Params.H != 1 || b.Trace.Params.H != 1 || a.Trace.Params.T != b.Trace.Params.T {
		return false, nil, &unlikeWords
	}
	two, one := ofHeads(a, "scores")[0], ofHeads(b, "scores")[0]
	apart := gap(two, one)
	wq, wk := b.Trace.Mat("wq"), b.Trace.Mat("wk")
	size := mass(a.Trace.Mat("q"), a.Trace.Mat("k")) + mass(b.Trace.Mat("q"), b.Trace.Mat("k"))
	return apart <= rounding(size), []string{
		said(apart), counted(len(a.Trace.Mat("wq").Data) + len(a.Trace.Mat("wk").Data)), counted(len(wq.Data)),
		counted(rank(mat.Mul(wk.T(), wq))),
	}, nil
}

// negated: with −W_k every score changes its sign, so that the highest of each row becomes the lowest.
func negated(a, b *play.Result) (bool, []string, *words) {
	if !alike(a, b) {
		return false, nil, &unlikeWords
	}
	as, bs := ofHeads(a, "scores"), ofHeads(b, "scores")
	sum, rows, turned := 0.0, 0, 0
	for h := range as {
		opposite := minus(mat.New(bs[h].Rows, bs[h].Cols), bs[h])
		sum = max(sum, gap(as[h], opposite))
		for t := range as[h].Rows {
			rows++
			if s := highest(as[h].Row(t)); highest(opposite.Row(t)) == s {
				turned++
			}
		}
	}
	return sum == 0, []string{said(sum), counted(turned), counted(rows)}, nil
}

// highest returns the place of the highest number.
func highest(row []float32) int {
	at := 0
	for i, v := range row {
		if v > row[at] {
			at = i
		}
	}
	return at
}

// keyBias: a change of b_k moves the scores by a constant along each row, and attn not at all.
func keyBias(a, b *play.Result) (bool, []string, *words) {
	if !alike(a, b) {
		return false, nil, &unlikeWords
	}
	if why := unclear(a, b); why != nil {
		return false, nil, why
	}
	scores, shares := gapOfHeads(a, b, "scores"), gapOfHeads(a, b, "attn")
	return shares <= rounding(max(steepest(a), steepest(b))), []string{said(scores), said(shares)}, nil
}

// keyBiasTurned is the counter-example of keyBias.
func keyBiasTurned(a, b *play.Result) (bool, []string, *words) {
	holds, measured, why := keyBias(a, b)
	return !holds && why == nil, measured, why
}

// scaling: scores spread √Dh times as wide as queries and keys, and without the scale the largest share of a row grows.
func scaling(a, b *play.Result) (bool, []string, *words) {
	if a.Trace.Params.H != 1 || b.Trace.Params.H != 1 || a.Trace.Params.OverQueries || b.Trace.Params.OverQueries {
		return false, nil, &unlikeWords
	}
	if why := unclear(a, b); why != nil {
		return false, nil, why
	}
	raw, scaled := rms(ofHeads(a, "scores")[0]), rms(softmaxed(b, 0))
	guess := rms(a.Trace.Mat("q")) * rms(a.Trace.Mat("k")) * math.Sqrt(float64(a.Trace.Params.Dh))
	sharp, flat := meanLargest(ofHeads(a, "attn")[0]), meanLargest(ofHeads(b, "attn")[0])
	return raw > guess/2 && raw < guess*2 && sharp > flat, []string{said(raw), said(guess), said(scaled), said(sharp), said(flat)}, nil
}

// meanLargest returns the largest share of a row, on average.
func meanLargest(attn mat.Mat) float64 {
	sum := 0.0
	for t := range attn.Rows {
		sum += float64(attn.At(t, highest(attn.Row(t))))
	}
	return sum / float64(attn.Rows)
}
