package draw

import (
	"math"
	"strconv"
)

// Colour is opaque sRGB.
type Colour struct{ R, G, B uint8 }

// String returns "#rrggbb".
func (c Colour) String() string {
	return "#" + strconv.FormatUint(1<<24|uint64(c.R)<<16|uint64(c.G)<<8|uint64(c.B), 16)[1:]
}

func hex(s string) Colour {
	n, err := strconv.ParseUint(s[1:], 16, 24)
	if err != nil {
		panic("draw: colour " + s)
	}
	return Colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}
}

// palette is the part of a theme of the page (web/src/styles/palette.ts) that pictures need; a test compares them.
type palette struct {
	paper, ink, ink2, ink3, inkWeak, inkStrong, line, focus Colour
	roleQ, roleK, roleV, attnHi, neg, pos                   Colour
}

var (
	light = palette{
		paper: hex("#fcfbf8"), ink: hex("#1b1d21"), ink2: hex("#4a4d55"), ink3: hex("#5d6068"),
		inkWeak: hex("#000000"), inkStrong: hex("#ffffff"), line: hex("#dcd9d1"), focus: hex("#0b57d0"),
		roleQ: hex("#0b2e9a"), roleK: hex("#be2706"), roleV: hex("#137059"), attnHi: hex("#0b1b29"),
		neg: hex("#2497cf"), pos: hex("#bd7b1c"),
	}
	dark = palette{
		paper: hex("#15171b"), ink: hex("#ecebe6"), ink2: hex("#bcbcb8"), ink3: hex("#989aa0"),
		inkWeak: hex("#ffffff"), inkStrong: hex("#000000"), line: hex("#363a41"), focus: hex("#8ab4ff"),
		roleQ: hex("#6a9dff"), roleK: hex("#ff7a33"), roleV: hex("#b5ffc9"), attnHi: hex("#d5d0be"),
		neg: hex("#1f6f9f"), pos: hex("#8a610f"),
	}
)

// strong is where digits on the scale of attn change ink, as on the page.
const strong = 0.55

// shade is the fill of a share, 0 … 1: from paper to attn-hi, mixed in CIELAB as the page mixes it.
func (p *palette) shade(t float64) Colour { return p.mixed(p.attnHi, min(max(t, 0), 1)) }

// tint is the fill of a value that runs through zero, −1 … 1.
func (p *palette) tint(t float64) Colour {
	if t < 0 {
		return p.mixed(p.neg, min(-t, 1))
	}
	return p.mixed(p.pos, min(t, 1))
}

func (p *palette) mixed(end Colour, t float64) Colour {
	a, b := labOf(p.paper), labOf(end)
	return lab{a.l + t*(b.l-a.l), a.a + t*(b.a-a.a), a.b + t*(b.b-a.b)}.colour()
}

// digits is the ink of digits on the fill of a share.
func (p *palette) digits(t float64) Colour {
	if t > strong {
		return p.inkStrong
	}
	return p.inkWeak
}

// lab is CIELAB under D50, the white that CSS mixes in.
type lab struct{ l, a, b float64 }

const (
	whiteX, whiteZ = 0.96422, 0.82521
	epsilon        = 216.0 / 24389
	kappa          = 24389.0 / 27
)

func labOf(c Colour) lab {
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	// From linear sRGB to XYZ under D50 (Bradford).
	x := curve((0.4360747*r + 0.3850649*g + 0.1430804*b) / whiteX)
	y := curve(0.2225045*r + 0.7168786*g + 0.0606169*b)
	z := curve((0.0139322*r + 0.0971045*g + 0.7141733*b) / whiteZ)
	return lab{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func curve(t float64) float64 {
	if t > epsilon {
		return math.Cbrt(t)
	}
	return (kappa*t + 16) / 116
}

func uncurve(f float64) float64 {
	if t := f * f * f; t > epsilon {
		return t
	}
	return (116*f - 16) / kappa
}

func (c lab) colour() Colour {
	f := (c.l + 16) / 116
	x, y, z := whiteX*uncurve(f+c.a/500), uncurve(f), whiteZ*uncurve(f-c.b/200)
	return Colour{
		encoded(3.1338561*x - 1.6168667*y - 0.4906146*z),
		encoded(-0.9787684*x + 1.9161415*y + 0.0334540*z),
		encoded(0.0719453*x - 0.2289914*y + 1.4052427*z),
	}
}

func linear(channel uint8) float64 {
	c := float64(channel) / 255
	if c <= 0.04045 {
		return c / 12.92
	}
	return math.Pow((c+0.055)/1.055, 2.4)
}

func encoded(c float64) uint8 {
	if c <= 0.0031308 {
		c *= 12.92
	} else {
		c = 1.055*math.Pow(c, 1/2.4) - 0.055
	}
	return uint8(math.Round(min(max(c, 0), 1) * 255))
}
