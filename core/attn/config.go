package attn

import "math"

// Pos is how the model learns where a token stands.
type Pos uint8

const (
	NoPos      Pos = iota
	Sinusoidal     // sin/cos added to x (Vaswani et al. 2017, §3.5), interleaved
	RoPE           // q and k of each head turned by an angle that grows with the position (Su et al. 2021), rotate-half form
	ALiBi          // −m·|t−s| added to the scores (Press et al. 2022)
)

// Mask says which keys a query may look at.
type Mask uint8

const (
	NoMask Mask = iota
	Causal      // s ≤ t
	Window      // t−N < s ≤ t, N = Config.Window
)

// Config is what shapes and switches the computation, apart from the numbers themselves.
type Config struct {
	T   int // tokens
	D   int // model width
	H   int // heads
	G   int // key/value heads; divides H
	Dh  int // head width
	N   int // distinct tokens; 0 where X is given
	Pad int // the last Pad keys are padding: nobody may look at them

	Bias    bool // the four linear maps have biases
	OutProj bool // there is a W_o

	Pos         Pos
	Scaled      bool    // scores are multiplied by Factor
	Factor      float32 // SqrtFactor(Dh), unless chosen otherwise
	Softcap     float32 // c in c·tanh(s/c); 0: none
	Temperature float32 // scores are divided by it; 0 and 1: no such step
	Mask        Mask
	Window      int  // N of Mask Window
	OverQueries bool // softmax over queries: the wrong axis, for the experiment
}

// SqrtFactor returns 1/√Dh, rounded once to float32: what scores are multiplied by.
func SqrtFactor(dh int) float32 { return float32(1 / math.Sqrt(float64(dh))) }

// Axis is what rows or columns count, written with the letters of the dimension key.
type Axis string

const (
	AxisT   Axis = "T"
	AxisS   Axis = "S"
	AxisD   Axis = "D"
	AxisDh  Axis = "Dh"
	AxisHDh Axis = "H·Dh"
	AxisGDh Axis = "G·Dh"
	AxisN   Axis = "N"
	Axis1   Axis = "1"
)

// Size returns how long an axis is.
func (c *Config) Size(a Axis) int {
	switch a {
	case AxisT, AxisS:
		return c.T
	case AxisD:
		return c.D
	case AxisDh:
		return c.Dh
	case AxisHDh:
		return c.H * c.Dh
	case AxisGDh:
		return c.G * c.Dh
	case AxisN:
		return c.N
	case Axis1:
		return 1
	}
	panic("attn: unknown axis " + string(a))
}

// Group returns the key/value head that head h reads: ⌊h·G/H⌋.
func (c *Config) Group(h int) int { return h * c.G / c.H }

// Allows reports whether query t may look at key s, and if not, the reason: "causal", "window" or "pad".
func (c *Config) Allows(t, s int) (ok bool, reason string) {
	switch {
	case s >= c.T-c.Pad:
		return false, "pad"
	case c.Mask != NoMask && s > t:
		return false, "causal"
	case c.Mask == Window && s <= t-c.Window:
		return false, "window"
	}
	return true, ""
}
