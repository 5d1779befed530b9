package sdpa

import "strconv"

// AtEnd, as Input.Past, says that the T queries are the last T of the sequence: of KeyLen[b] keys where that is given, else
// of S (FlashAttention's alignment to the bottom right). With fewer keys than queries the first queries see none.
const AtEnd = -1

// Stage is a stage that scores pass through, in order. A stage that the configuration does not have is a copy of the one
// before it.
type Stage uint8

const (
	Scores   Stage = iota // Q·Kᵀ
	Scaled                // times the scale
	Biased                // with ALiBi's bias
	Capped                // c·tanh(score/c)
	Tempered              // divided by the temperature
	Masked                // float mask added, −∞ where a key is not seen
	Attn                  // softmax along each row: shares that sum to 1
	Stages                // how many there are
)

// Input is what one call reads, and where it writes stages.
type Input struct {
	Q Tensor // (B, H, T, Dh)
	K Tensor // (B, G, S, Dh) all keys, past ones first
	V Tensor // (B, G, S, Dv)

	Past   int   // how many keys stand before that of the first query, or AtEnd; only causality, windows and ALiBi ask
	KeyLen []int // (B) how many of the S keys are real; nil: all
	Mask   Mask  // to (B, H, T, S)

	Stages [Stages]Tensor // (B, H, T, S) where to write a stage of the scores; the zero Tensor: nowhere
}

// check returns an error unless everything fits.
func (op *Op) check(name string, dst *Tensor, in *Input) error {
	b, t, s := in.Q.B, in.Q.T, in.K.T
	if err := in.Q.fits(name, "Q", b, op.h, t, op.dh); err != nil {
		return err
	}
	if err := in.K.fits(name, "K", b, op.g, s, op.dh); err != nil {
		return err
	}
	if err := in.V.fits(name, "V", b, op.g, s, op.dv); err != nil {
		return err
	}
	if err := dst.fits(name, "the result", b, op.h, t, op.dv); err != nil {
		return err
	}
	if in.Past < AtEnd {
		return mismatch(name, "Past is "+strconv.Itoa(in.Past))
	}
	if in.KeyLen != nil && len(in.KeyLen) != b {
		return mismatch(name, "KeyLen has "+strconv.Itoa(len(in.KeyLen))+" lengths for a batch of "+strconv.Itoa(b))
	}
	for i, n := range in.KeyLen {
		if n < 0 || n > s {
			return mismatch(name, "KeyLen["+strconv.Itoa(i)+"] is "+strconv.Itoa(n)+", want 0 to "+strconv.Itoa(s))
		}
	}
	if in.Mask.isSet() {
		if err := in.Mask.fits(name, b, op.h, t, s); err != nil {
			return err
		}
	}
	for i := range in.Stages {
		if in.Stages[i].isSet() {
			if err := in.Stages[i].fits(name, "stage "+strconv.Itoa(i), b, op.h, t, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// keys returns how many keys of batch b are real, and position how far query 0 stands from key 0.
func (in *Input) keys(b int) int {
	if in.KeyLen != nil {
		return in.KeyLen[b]
	}
	return in.K.T
}

func (in *Input) position(b int) int {
	if in.Past == AtEnd {
		return in.keys(b) - in.Q.T
	}
	return in.Past
}

// seen returns the keys lo, lo+1, …, hi−1 that length, causality and window leave to query t. lo = hi = 0: none.
func (op *Op) seen(in *Input, b, t int) (lo, hi int) {
	p := t + in.position(b)
	hi = in.keys(b)
	if op.causal {
		hi = min(hi, p+1)
	}
	if op.window > 0 {
		lo = max(0, p-op.window+1)
		hi = min(hi, p+op.window)
	}
	if hi <= lo {
		return 0, 0
	}
	return lo, hi
}

// seenBy returns the smallest span of keys in which everything lies that queries t, t+1, …, t+n−1 see.
func (op *Op) seenBy(in *Input, b, t, n int) (lo, hi int) {
	for i := t; i < t+n; i++ {
		l, h := op.seen(in, b, i)
		switch {
		case l == h:
		case lo == hi:
			lo, hi = l, h
		default:
			lo, hi = min(lo, l), max(hi, h)
		}
	}
	return lo, hi
}

// wants reports whether a stage before the mask was asked for: then keys that nobody sees have scores too.
func (in *Input) wants() bool {
	for i := range Masked {
		if in.Stages[i].isSet() {
			return true
		}
	}
	return false
}
