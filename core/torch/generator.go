package torch

const (
	words  = 624 // size of the state
	middle = 397 // distance from a word to the one that is mixed into it
)

// A Generator is a Mersenne Twister, MT19937, with what PyTorch keeps beside it. The zero value is not ready: use [New]
// or [Generator.ManualSeed]. It is not safe for use by several goroutines at once.
type Generator struct {
	state [words]uint32
	next  int // state[next] is drawn next …
	ready int // … if it is below ready; from there on state is of the block before

	spare    float64 // the second of a pair of normal numbers, for the next scalar draw
	hasSpare bool
}

// New returns a generator as torch.manual_seed(seed) leaves the default one. PyTorch accepts 64 bits and uses the lower
// 32 of them.
func New(seed uint32) *Generator {
	g := new(Generator)
	g.ManualSeed(seed)
	return g
}

// ManualSeed starts g again from seed, and forgets a spare normal number.
func (g *Generator) ManualSeed(seed uint32) {
	for i := range g.state {
		g.state[i] = seed
		seed = 1812433253*(seed^seed>>30) + uint32(i) + 1
	}
	g.next, g.ready = words, words
	g.hasSpare = false
}

// Uint32 returns the next 32 random bits.
func (g *Generator) Uint32() uint32 {
	if g.next == g.ready {
		g.twist()
	}
	y := g.state[g.next]
	g.next++
	return temper(y)
}

// uint64 returns 64 random bits: the first draw is the upper half.
func (g *Generator) uint64() uint64 {
	hi := uint64(g.Uint32())
	return hi<<32 | uint64(g.Uint32())
}

// twist makes the next words ready: first the 227 that depend on old words alone, in a second call the others. A short
// draw, as for one token, never pays for those.
func (g *Generator) twist() {
	s := &g.state
	const first = words - middle
	if g.ready == words {
		for i := range first {
			s[i] = s[i+middle] ^ mix(s[i], s[i+1])
		}
		g.next, g.ready = 0, first
		return
	}
	for i := first; i < words-1; i++ {
		s[i] = s[i-first] ^ mix(s[i], s[i+1])
	}
	s[words-1] = s[middle-1] ^ mix(s[words-1], s[0])
	g.ready = words
}

// mix multiplies the upper bit of a and the lower 31 of b by the matrix of the recurrence.
func mix(a, b uint32) uint32 {
	return (a&0x80000000|b&0x7fffffff)>>1 ^ -(b&1)&0x9908b0df
}

func temper(y uint32) uint32 {
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}
