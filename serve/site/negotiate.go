package site

import (
	"strconv"
	"strings"
)

// choose returns the variant that an Accept-Encoding header likes best, and of those it likes equally the first of br,
// gzip, identity. See RFC 9110 §12.5.3.
//
// Special cases are:
//
//	no header, an empty one: identity
//	q=0: never that one
//	identity is acceptable unless it, or * without it, has q=0
//	nothing is acceptable: identity, since bytes in hand help more than a refusal
func choose(variants []variant, accept []string) variant {
	weights := encodingWeights(strings.Join(accept, ","))
	best, bestWeight := variants[0], identityWeight(weights)
	for i := len(variants) - 1; i > 0; i-- {
		v := variants[i]
		weight, listed := weights[v.encoding]
		if !listed {
			weight = weights["*"]
		}
		if weight > 0 && weight >= bestWeight {
			best, bestWeight = v, weight
		}
	}
	return best
}

// identityWeight puts an unlisted identity under everything that is listed.
func identityWeight(weights map[string]float64) float64 {
	if w, listed := weights["identity"]; listed {
		return w
	}
	return 0
}

// encodingWeights reads an Accept-Encoding header. A weight that cannot be read counts as 0: the plain bytes always work.
func encodingWeights(header string) map[string]float64 {
	weights := map[string]float64{}
	for item := range strings.SplitSeq(header, ",") {
		coding, parameters, _ := strings.Cut(item, ";")
		coding = strings.ToLower(strings.TrimSpace(coding))
		switch coding {
		case "":
			continue
		case "x-gzip":
			coding = "gzip" // RFC 9110 §8.4.1.3
		}
		weights[coding] = weightOf(parameters)
	}
	return weights
}

func weightOf(parameters string) float64 {
	name, value, found := strings.Cut(strings.TrimSpace(parameters), "=")
	switch {
	case name == "" && !found:
		return 1
	case !strings.EqualFold(strings.TrimSpace(name), "q"):
		return 0
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}
