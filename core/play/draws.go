package play

import (
	"qkvlab/core/attn"
	"qkvlab/core/mat"
	"qkvlab/core/torch"
)

// draws remembers what was drawn last, so that an edit that draws nothing new draws nothing.
type draws struct {
	key     drawKey
	drawn   bool
	four    [4]attn.Linear
	vectors map[vectorKey][]float32
}

// drawKey is all that the four linear maps depend on.
type drawKey struct {
	seed          uint32
	d, hdh, gdh   int
	bias, outProj bool
}

type vectorKey struct {
	token string
	dim   int
	seed  uint32
}

// maxVectors bounds what is remembered of tokens that are gone.
const maxVectors = 4 * MaxTokens

// linears draws the maps for q, k, v and o, in this order: torch.manual_seed(seed), then nn.Linear four times (three
// without out_proj).
func (dr *draws) linears(seed uint32, c *attn.Config) [4]attn.Linear {
	key := drawKey{seed, c.D, c.H * c.Dh, c.G * c.Dh, c.Bias, c.OutProj}
	if dr.drawn && dr.key == key {
		return dr.four
	}
	g := torch.New(seed)
	draw := func(in, out int) attn.Linear {
		w, b := g.Linear(in, out, c.Bias)
		return attn.Linear{W: w, B: mat.Mat{Rows: 1, Cols: len(b), Data: b}}
	}
	dr.four = [4]attn.Linear{draw(c.D, key.hdh), draw(c.D, key.gdh), draw(c.D, key.gdh)}
	if c.OutProj {
		dr.four[3] = draw(key.hdh, c.D)
	}
	dr.key, dr.drawn = key, true
	return dr.four
}

// embedding returns one row for each word: its own vector, whatever stands around it.
func (dr *draws) embedding(words []string, dim int, seed uint32) mat.Mat {
	if dr.vectors == nil || len(dr.vectors) > maxVectors {
		dr.vectors = make(map[vectorKey][]float32, len(words))
	}
	emb := mat.New(len(words), dim)
	for i, w := range words {
		key := vectorKey{w, dim, seed}
		v, ok := dr.vectors[key]
		if !ok {
			v = torch.TokenVector(w, dim, seed)
			dr.vectors[key] = v
		}
		copy(emb.Row(i), v)
	}
	return emb
}
