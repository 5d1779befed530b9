package sdpa

import (
	"math"
	"math/bits"
	"strconv"
)

// Float16s writes numbers of IEEE 754 binary16, given as bits, into dst as float32, exactly. It panics unless dst is as
// long as src. A NaN stays a NaN.
func Float16s(dst []float32, src []uint16) {
	sameLength("Float16s", len(dst), len(src))
	for i, b := range src {
		dst[i] = fromFloat16(b)
	}
}

// ToFloat16s writes float32 numbers as bits of binary16, rounded to nearest, ties to even; from 65520 on they are infinite.
// It panics unless dst is as long as src.
func ToFloat16s(dst []uint16, src []float32) {
	sameLength("ToFloat16s", len(dst), len(src))
	for i, v := range src {
		dst[i] = toFloat16(v)
	}
}

// BFloat16s is [Float16s] for bfloat16: the upper half of a float32.
func BFloat16s(dst []float32, src []uint16) {
	sameLength("BFloat16s", len(dst), len(src))
	for i, b := range src {
		dst[i] = math.Float32frombits(uint32(b) << 16)
	}
}

// ToBFloat16s is [ToFloat16s] for bfloat16.
func ToBFloat16s(dst []uint16, src []float32) {
	sameLength("ToBFloat16s", len(dst), len(src))
	for i, v := range src {
		dst[i] = toBFloat16(v)
	}
}

func sameLength(op string, dst, src int) {
	if dst != src {
		panic("sdpa: " + op + ": " + strconv.Itoa(src) + " numbers into " + strconv.Itoa(dst))
	}
}

func fromFloat16(b uint16) float32 {
	sign, exp, frac := uint32(b>>15)<<31, uint32(b>>10&31), uint32(b&1023)
	switch {
	case exp == 31:
		return math.Float32frombits(sign | 0xff<<23 | frac<<13)
	case exp == 0 && frac != 0: // subnormal: its first bit becomes the implicit one
		up := uint32(bits.LeadingZeros32(frac) - 21)
		return math.Float32frombits(sign | (113-up)<<23 | frac<<up&1023<<13)
	case exp == 0:
		return math.Float32frombits(sign)
	}
	return math.Float32frombits(sign | (exp+112)<<23 | frac<<13)
}

func toFloat16(v float32) uint16 {
	b := math.Float32bits(v)
	sign, a := uint16(b>>16&0x8000), b&^(1<<31)
	switch {
	case a > 0xff<<23:
		return sign | 0x7e00
	case a >= 0x477ff000: // 65520
		return sign | 0x7c00
	case a < 0x38800000: // below 2⁻¹⁴: steps of 2⁻²⁴, which are those of float32 from ½ on
		return sign | uint16(math.Float32bits(math.Float32frombits(a)+0.5)-math.Float32bits(0.5))
	}
	a += 0xfff + a>>13&1
	return sign | uint16(a>>13-112<<10)
}

func toBFloat16(v float32) uint16 {
	b := math.Float32bits(v)
	if v != v {
		return uint16(b>>16) | 0x40
	}
	return uint16((b + 0x7fff + b>>16&1) >> 16)
}

func roundFloat16(v float32) float32  { return fromFloat16(toFloat16(v)) }
func roundBFloat16(v float32) float32 { return math.Float32frombits(uint32(toBFloat16(v)) << 16) }
