package file

import "math"

// kind is how a number lies in a file.
type kind struct {
	size int
	read func(bits uint64) float32
}

var kinds = map[string]kind{
	"f4": {4, func(u uint64) float32 { return math.Float32frombits(uint32(u)) }},
	"f8": {8, func(u uint64) float32 { return float32(math.Float64frombits(u)) }},
	"f2": {2, half},
	"i1": {1, func(u uint64) float32 { return float32(int8(u)) }},
	"i2": {2, func(u uint64) float32 { return float32(int16(u)) }},
	"i4": {4, func(u uint64) float32 { return float32(int32(u)) }},
	"i8": {8, func(u uint64) float32 { return float32(int64(u)) }},
	"u1": {1, whole}, "u2": {2, whole}, "u4": {4, whole}, "u8": {8, whole}, "b1": {1, truth},
}

// tensorKinds are the names that safetensors gives them.
var tensorKinds = map[string]kind{
	"F32": kinds["f4"], "F64": kinds["f8"], "F16": kinds["f2"],
	"BF16": {2, func(u uint64) float32 { return math.Float32frombits(uint32(u) << 16) }},
	"I8":   kinds["i1"], "I16": kinds["i2"], "I32": kinds["i4"], "I64": kinds["i8"],
	"U8": kinds["u1"], "U16": kinds["u2"], "U32": kinds["u4"], "U64": kinds["u8"], "BOOL": kinds["b1"],
}

func whole(u uint64) float32 { return float32(u) }

func truth(u uint64) float32 { return float32(min(u, 1)) }

func (k kind) values(b []byte, bigEndian bool) []float32 {
	values := make([]float32, len(b)/k.size)
	for i := range values {
		var u uint64
		for j, c := range b[i*k.size : (i+1)*k.size] {
			if bigEndian {
				u = u<<8 | uint64(c)
			} else {
				u |= uint64(c) << (8 * j)
			}
		}
		values[i] = k.read(u)
	}
	return values
}

// half reads IEEE 754 binary16, which float32 holds exactly.
func half(u uint64) float32 {
	sign, exponent, fraction := uint32(u>>15&1)<<31, uint32(u>>10&31), uint32(u&1023)
	switch exponent {
	case 0:
		v := float32(fraction) * (1.0 / (1 << 24))
		return math.Float32frombits(math.Float32bits(v) | sign)
	case 31:
		return math.Float32frombits(sign | 0xff<<23 | fraction<<13)
	}
	return math.Float32frombits(sign | (exponent+112)<<23 | fraction<<13)
}
