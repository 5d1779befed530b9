package sdpa

import (
	"errors"
	"math"
	"slices"
	"strconv"
)

// Config says what attention to compute. Only Heads and HeadDim must be given.
type Config struct {
	Heads    int // H
	KVHeads  int // G, divides H; 0: H
	HeadDim  int // Dh, the width of a query and of a key
	ValueDim int // Dv, the width of a value; 0: Dh

	Scale       *float32  // factor of Q·Kᵀ; nil: 1/√Dh, rounded once
	ALiBi       []float32 // slope m of each head, −m·|p−s| is added after the scale; nil: none
	Softcap     float32   // c in c·tanh(score/c); 0: none
	Temperature float32   // divides the scores after the cap; 0: 1
	Causal      bool      // no key after the query's own position is seen
	Window      int       // W: only keys at less than W positions away are seen; 0: all
	Precision   Precision // what softmax rounds to
}

// Precision is the floating-point format of softmax: its input, differences, exponentials, sum and quotients.
type Precision uint8

const (
	Float32  Precision = iota
	Float64            // computed in float64, the quotients rounded to float32
	Float16            // each step rounded to float16; the sum is added up in float32, then rounded
	BFloat16           // the same with bfloat16
)

// Op is an attention operator. It is immutable and safe for concurrent use.
type Op struct {
	h, g, dh, dv int
	scale        float32
	slopes       []float32
	softcap      float32
	temperature  float32
	causal       bool
	window       int
	precision    Precision
}

// New checks a configuration and returns its operator, which keeps nothing of c.
//
// An error says which field is wrong: sizes must be positive, G must divide H, Softcap and Window must not be negative,
// Temperature must not be negative, every number must be finite, ALiBi needs a slope for each head.
func New(c Config) (*Op, error) {
	op := &Op{
		h: c.Heads, g: c.KVHeads, dh: c.HeadDim, dv: c.ValueDim,
		slopes: slices.Clone(c.ALiBi), softcap: c.Softcap, temperature: c.Temperature,
		causal: c.Causal, window: c.Window, precision: c.Precision,
	}
	if op.g == 0 {
		op.g = op.h
	}
	if op.dv == 0 {
		op.dv = op.dh
	}
	if op.temperature == 0 {
		op.temperature = 1
	}
	switch {
	case op.h < 1:
		return nil, wrong("Heads", strconv.Itoa(op.h)+" is not positive")
	case op.g < 1 || op.h%op.g != 0:
		return nil, wrong("KVHeads", strconv.Itoa(op.g)+" does not divide Heads, "+strconv.Itoa(op.h))
	case op.dh < 1:
		return nil, wrong("HeadDim", strconv.Itoa(op.dh)+" is not positive")
	case op.dv < 1:
		return nil, wrong("ValueDim", strconv.Itoa(op.dv)+" is not positive")
	case !(op.softcap >= 0) || !finite(op.softcap):
		return nil, wrong("Softcap", decimal(op.softcap)+" is not a finite number from 0 on")
	case !(op.temperature > 0) || !finite(op.temperature):
		return nil, wrong("Temperature", decimal(op.temperature)+" is not a finite positive number")
	case op.window < 0:
		return nil, wrong("Window", strconv.Itoa(op.window)+" is negative")
	case op.slopes != nil && len(op.slopes) != op.h:
		return nil, wrong("ALiBi", strconv.Itoa(len(op.slopes))+" slopes for "+strconv.Itoa(op.h)+" heads")
	case op.precision > BFloat16:
		return nil, wrong("Precision", strconv.Itoa(int(op.precision))+" is none of the four")
	}
	for h, m := range op.slopes {
		if !finite(m) {
			return nil, wrong("ALiBi", decimal(m)+", the slope of head "+strconv.Itoa(h)+", is not finite")
		}
	}
	op.scale = float32(1 / math.Sqrt(float64(op.dh)))
	if c.Scale != nil {
		op.scale = *c.Scale
	}
	if !finite(op.scale) {
		return nil, wrong("Scale", decimal(op.scale)+" is not finite")
	}
	return op, nil
}

func wrong(field, what string) error { return errors.New("sdpa: Config." + field + ": " + what) }

func finite(v float32) bool { return v-v == 0 }

func decimal(v float32) string { return strconv.FormatFloat(float64(v), 'g', -1, 32) }
