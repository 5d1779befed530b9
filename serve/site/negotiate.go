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
func choose(variants []variant, accept []string) *variant {
	var wanted weights
	for _, header := range accept {
		wanted.read(header)
	}
	best, bestWeight := &variants[0], wanted.of("identity", 0) // unlisted, it is under everything that is listed
	for i := len(variants) - 1; i > 0; i-- {
		v := &variants[i]
		if weight := wanted.of(v.encoding, wanted.of("*", 0)); weight > 0 && weight >= bestWeight {
			best, bestWeight = v, weight
		}
	}
	return best
}

// codings are those whose weight matters.
var codings = [...]string{"br", "gzip", "identity", "*"}

// weights are what an Accept-Encoding header says of codings.
type weights struct {
	listed [len(codings)]bool
	weight [len(codings)]float64
}

func (w *weights) of(coding string, unlisted float64) float64 {
	for i, name := range codings {
		if name == coding && w.listed[i] {
			return w.weight[i]
		}
	}
	return unlisted
}

// read takes in a header. A weight that cannot be read counts as 0: the plain bytes always work.
func (w *weights) read(header string) {
	for item := range strings.SplitSeq(header, ",") {
		coding, parameters, _ := strings.Cut(item, ";")
		coding = strings.TrimSpace(coding)
		if strings.EqualFold(coding, "x-gzip") {
			coding = "gzip" // RFC 9110 §8.4.1.3
		}
		for i, name := range codings {
			if strings.EqualFold(name, coding) {
				w.listed[i], w.weight[i] = true, weightOf(parameters)
			}
		}
	}
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
