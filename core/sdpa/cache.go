package sdpa

import "strconv"

// Cache holds the keys and values of tokens that came before, for decoding: Append those of the new tokens, then attend
// with Past: AtEnd. All of its memory is made at once, nothing moves, and a head's keys lie together.
type Cache struct {
	b, g, capacity, dh, dv, n int
	k, v                      []float32 // (B, G, capacity, Dh), (B, G, capacity, Dv)
}

// NewCache returns an empty cache for a batch of b sequences of up to capacity tokens, with the sizes of the operator. It
// holds b·G·capacity·(Dh+Dv) numbers. It panics if b or capacity is negative.
func (op *Op) NewCache(b, capacity int) *Cache {
	if b < 0 || capacity < 0 {
		panic("sdpa: NewCache: batch " + strconv.Itoa(b) + ", capacity " + strconv.Itoa(capacity))
	}
	return &Cache{
		b: b, g: op.g, capacity: capacity, dh: op.dh, dv: op.dv,
		k: make([]float32, b*op.g*capacity*op.dh), v: make([]float32, b*op.g*capacity*op.dv),
	}
}

// Append copies the keys (B, G, T, Dh) and values (B, G, T, Dv) of T further tokens, in either layout. It allocates nothing.
// An error says what does not fit, or that there is no room for T more; the cache is unchanged then.
func (c *Cache) Append(k, v Tensor) error {
	t := k.T
	if err := k.fits("Append", "K", c.b, c.g, t, c.dh); err != nil {
		return err
	}
	if err := v.fits("Append", "V", c.b, c.g, t, c.dv); err != nil {
		return err
	}
	if c.n+t > c.capacity {
		return mismatch("Append", strconv.Itoa(t)+" tokens after "+strconv.Itoa(c.n)+" are more than the cache holds, "+strconv.Itoa(c.capacity))
	}
	from := c.n
	c.n += t
	put(c.K(), k, from)
	put(c.V(), v, from)
	return nil
}

// put copies src into dst from row from on.
func put(dst, src Tensor, from int) {
	for b := range src.B {
		for h := range src.H {
			for t := range src.T {
				copy(dst.Row(b, h, from+t), src.Row(b, h, t))
			}
		}
	}
}

// Len returns how many tokens the cache holds, Cap how many it can hold.
func (c *Cache) Len() int { return c.n }
func (c *Cache) Cap() int { return c.capacity }

// Truncate keeps the first n tokens. It panics if there are fewer.
func (c *Cache) Truncate(n int) {
	if n < 0 || n > c.n {
		panic("sdpa: Truncate: " + strconv.Itoa(n) + " of " + strconv.Itoa(c.n) + " tokens")
	}
	c.n = n
}

// K returns the keys (B, G, Len, Dh), V the values (B, G, Len, Dv): views, which do not see what is appended later.
func (c *Cache) K() Tensor { return c.view(c.k, c.dh) }
func (c *Cache) V() Tensor { return c.view(c.v, c.dv) }

func (c *Cache) view(data []float32, d int) Tensor {
	return Tensor{Data: data, B: c.b, H: c.g, T: c.n, D: d, batch: c.g * c.capacity * d, head: c.capacity * d, row: d}
}
