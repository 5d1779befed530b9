package play

import (
	"math"
	"strconv"
	"strings"

	"qkvlab/core/attn"
	"qkvlab/core/mat"
)

var posNames = [...]string{attn.NoPos: "none", attn.Sinusoidal: "sinusoidal", attn.RoPE: "rope", attn.ALiBi: "alibi"}

func number(v float32) string { return mat.Shortest(v) }

// parsePositive reads a number above 0.
func parsePositive(value, field string) (float32, *Problem) {
	v, p := parseNumber(value, field)
	if p == nil && v <= 0 {
		p = problem(NotPositive, field, value)
	}
	return v, p
}

// orChoice names the words that a key takes besides a number, where what stands there is neither.
func orChoice(p *Problem, words string) *Problem {
	if p != nil && p.Code == BadNumber {
		return problem(BadChoice, p.Field, p.Args[0], words)
	}
	return p
}

func readScale(d *Document, value string) *Problem {
	switch value {
	case "sqrt":
		d.Scale = Scale{}
		return nil
	case "none":
		d.Scale = Scale{Kind: ScaleNone}
		return nil
	}
	v, p := parseNumber(value, "scale")
	d.Scale = Scale{Kind: ScaleFactor, Factor: v}
	return orChoice(p, "sqrt, none, 0.5")
}

func writeScale(d *Document) string {
	switch d.Scale.Kind {
	case ScaleNone:
		return "none"
	case ScaleFactor:
		return number(d.Scale.Factor)
	}
	return "sqrt"
}

func readSoftcap(d *Document, value string) (p *Problem) {
	d.Softcap = 0
	if value != "off" {
		d.Softcap, p = parsePositive(value, "softcap")
	}
	return orChoice(p, "off, 30")
}

func writeSoftcap(d *Document) string {
	if d.Softcap == 0 {
		return "off"
	}
	return number(d.Softcap)
}

func readTemperature(d *Document, value string) (p *Problem) {
	d.Temperature, p = parsePositive(value, "temperature")
	return p
}

func readMask(d *Document, value string) (p *Problem) {
	d.Mask, d.Window = attn.NoMask, 0
	if n, ok := strings.CutPrefix(value, "window:"); ok {
		d.Mask = attn.Window
		d.Window, p = parseWhole(n, "mask", 1, math.MaxInt32)
		return p
	}
	i, p := choice(value, "mask", []string{"none", "causal"})
	if p != nil {
		p.Args[1] += ", window:3"
	}
	d.Mask = []attn.Mask{attn.NoMask, attn.Causal}[i]
	return p
}

func writeMask(d *Document) string {
	switch d.Mask {
	case attn.Causal:
		return "causal"
	case attn.Window:
		return "window:" + strconv.Itoa(d.Window)
	}
	return "none"
}

func readSoftmax(d *Document, value string) *Problem {
	i, p := choice(value, "softmax", []string{"keys", "queries"})
	d.OverQueries = i == 1
	return p
}

func writeSoftmax(d *Document) string {
	if d.OverQueries {
		return "queries"
	}
	return "keys"
}

func readPos(d *Document, value string) *Problem {
	i, p := choice(value, "pos", posNames[:])
	d.Pos = attn.Pos(i)
	return p
}
