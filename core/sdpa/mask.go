package sdpa

import (
	"errors"
	"math"
)

var negInf = float32(math.Inf(-1))

// Mask says for each query and key whether it is seen (bool), or what is added to its score (float). The zero value is no
// mask. It is a view: the numbers stay the caller's, who may change them between calls.
type Mask struct {
	bools  []bool
	floats []float32
	size   [4]int // B, H, T, S; 1 where it is broadcast
	stride [4]int // 0 where it is broadcast
}

// BoolMask is a mask of numbers that are true where the key is seen. The shape has one to four sizes, (…, H, T, S) from the
// right: those of the batch, the heads and the queries may be 1 or left out, and are then the same for all. The last
// size may be smaller than S: keys beyond it are hidden.
//
// An error says that the shape has too many or too few sizes, a negative one, or another number of values than data.
func BoolMask(data []bool, shape ...int) (Mask, error) {
	m := Mask{bools: data}
	if data == nil {
		m.bools = []bool{}
	}
	return m, m.setShape("BoolMask", len(data), shape)
}

// FloatMask is a mask of numbers that are added to the scores, −∞ where the key is hidden. Its shape is as in [BoolMask].
func FloatMask(data []float32, shape ...int) (Mask, error) {
	m := Mask{floats: data}
	if data == nil {
		m.floats = []float32{}
	}
	return m, m.setShape("FloatMask", len(data), shape)
}

func (m *Mask) setShape(op string, values int, sizes []int) error {
	if len(sizes) < 1 || len(sizes) > 4 {
		return mismatch(op, "shape "+shape(sizes...)+" has not 1 to 4 sizes")
	}
	m.size = [4]int{1, 1, 1, 1}
	copy(m.size[4-len(sizes):], sizes)
	n := 1
	for i := 3; i >= 0; i-- {
		if m.size[i] < 0 {
			return mismatch(op, "shape "+shape(sizes...)+" has a negative size")
		}
		if m.size[i] != 1 || i == 3 {
			m.stride[i] = n
		}
		n *= m.size[i]
	}
	if n != values {
		return mismatch(op, "shape "+shape(sizes...)+" for a mask with another number of values")
	}
	return nil
}

func (m *Mask) isSet() bool { return m.bools != nil || m.floats != nil }

func (m *Mask) fits(op string, b, h, t, s int) error {
	want := [4]int{b, h, t, s}
	for i, n := range m.size {
		if n != want[i] && !(n == 1 && i < 3) && !(n < s && i == 3) {
			return mismatch(op, "Mask is "+shape(m.size[:]...)+", which cannot be broadcast to "+shape(want[:]...))
		}
	}
	return nil
}

// apply masks the scores of query t: x holds those of keys from, from+1, ….
func (m *Mask) apply(x []float32, b, h, t, from int) {
	at := b*m.stride[0] + h*m.stride[1] + t*m.stride[2]
	n := max(0, min(len(x), m.size[3]-from))
	switch {
	case n == 0:
	case m.bools != nil:
		for i, seen := range m.bools[at+from : at+from+n] {
			if !seen {
				x[i] = negInf
			}
		}
	default:
		for i, v := range m.floats[at+from : at+from+n] {
			x[i] += v
		}
	}
	for i := n; i < len(x); i++ {
		x[i] = negInf
	}
}

func mismatch(op, what string) error { return errors.New("sdpa: " + op + ": " + what) }
