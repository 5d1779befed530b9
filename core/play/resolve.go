package play

import (
	"qkvlab/core/attn"
	"qkvlab/core/mat"
	"qkvlab/core/text"
)

// TokenList returns the tokens of the document, or nil where x has no names.
func (d *Document) TokenList() []string {
	if d.Text != "" {
		tokens, _ := text.Tokenize(d.Tokenizer, d.Text, MaxTokens)
		return tokens
	}
	return d.Tokens
}

// distinct returns the tokens in order of first appearance, and each token's place among them.
func distinct(tokens []string) (words []string, index []int) {
	place := make(map[string]int, len(tokens))
	index = make([]int, len(tokens))
	for i, t := range tokens {
		n, ok := place[t]
		if !ok {
			n = len(words)
			place[t] = n
			words = append(words, t)
		}
		index[i] = n
	}
	return words, index
}

// Config resolves every default.
func (d *Document) Config() attn.Config {
	c := attn.Config{
		T: d.X.Rows, D: d.Dim, H: max(d.Heads, 1), G: d.KVHeads, Dh: d.HeadDim,
		Pad: d.Pad, Bias: d.Bias, OutProj: d.OutProj, Pos: d.Pos,
		Scaled: d.Scale.Kind != ScaleNone, Factor: d.Scale.Factor,
		Softcap: d.Softcap, Temperature: d.Temperature,
		Mask: d.Mask, Window: d.Window, OverQueries: d.OverQueries,
	}
	if c.D == 0 {
		c.D = 4
		if d.hasX() {
			c.D = d.X.Cols
		}
	}
	if !d.hasX() {
		tokens := d.TokenList()
		words, _ := distinct(tokens)
		c.T, c.N = len(tokens), len(words)
	}
	if c.G == 0 {
		c.G = c.H
	}
	if c.Dh == 0 {
		c.Dh = c.D / c.H
	}
	if d.Scale.Kind == ScaleSqrt {
		c.Factor = attn.SqrtFactor(c.Dh)
	}
	return c
}

// parameterIDs are the parameter steps, in canonical order of their keys.
var parameterIDs = append(append([]string(nil), matrixSources...), biasSources...)

// present reports whether a parameter exists in a configuration.
func present(c *attn.Config, id string) bool {
	switch id {
	case "emb":
		return c.N > 0
	case "wo":
		return c.OutProj
	case "bo":
		return c.OutProj && c.Bias
	}
	return !isBias(id) || c.Bias
}

// parameterShape returns rows and columns of a parameter.
func parameterShape(c *attn.Config, id string) (rows, cols int) {
	switch id {
	case "emb":
		return c.N, c.D
	case "wq":
		return c.H * c.Dh, c.D
	case "wk", "wv":
		return c.G * c.Dh, c.D
	case "wo":
		return c.D, c.H * c.Dh
	case "bq":
		return 1, c.H * c.Dh
	case "bk", "bv":
		return 1, c.G * c.Dh
	}
	return 1, c.D // bo
}

// ties returns the ties between parameters that exist.
func (d *Document) ties(c *attn.Config) map[string]string {
	var t map[string]string
	for id, s := range d.Sources {
		if s.Kind == Tie && present(c, id) {
			if t == nil {
				t = map[string]string{}
			}
			t[id] = s.To
		}
	}
	return t
}

// stepTable returns the step table by id.
func (d *Document) stepTable(c *attn.Config) *attn.Table { return attn.TableOf(c, d.ties(c)) }

// Resolve turns a document into what Forward reads: every default resolved, every number drawn. Parameters that are
// replaced are drawn all the same, so that the others keep their numbers. m remembers them between calls.
func Resolve(d *Document, m *Memory) *attn.Params {
	p := &attn.Params{Config: d.Config(), X: d.X}
	c := &p.Config
	p.Tie = d.ties(c)
	drawn := m.linears(d.Seed, c)
	p.Q, p.K, p.V, p.O = drawn[0], drawn[1], drawn[2], drawn[3]
	for _, at := range []struct {
		w, b string
		l    *attn.Linear
	}{{"wq", "bq", &p.Q}, {"wk", "bk", &p.K}, {"wv", "bv", &p.V}, {"wo", "bo", &p.O}} {
		at.l.W = d.sourced(c, at.w, at.l.W)
		at.l.B = d.sourced(c, at.b, at.l.B)
	}
	if !d.hasX() {
		words, index := distinct(d.TokenList())
		p.Index = index
		if d.Sources["emb"].Kind == Drawn {
			p.Emb = m.embedding(words, c.D, d.Seed)
		} else {
			p.Emb = d.sourced(c, "emb", mat.Mat{})
		}
	}
	if len(d.Cells) > 0 {
		p.Set = make(map[string][]attn.Cell)
		for _, cell := range d.Cells {
			p.Set[cell.Step] = append(p.Set[cell.Step], attn.Cell{Row: cell.Row, Col: cell.Col, Value: cell.Value})
		}
	}
	return p
}

// sourced returns a parameter's matrix: drawn, unless the document says otherwise.
func (d *Document) sourced(c *attn.Config, id string, drawn mat.Mat) mat.Mat {
	if !present(c, id) {
		return mat.Mat{}
	}
	s := d.Sources[id]
	rows, cols := parameterShape(c, id)
	switch s.Kind {
	case Literal:
		return s.Values
	case Zero:
		return mat.New(rows, cols)
	case Identity:
		m := mat.New(rows, cols)
		for i := range min(rows, cols) {
			m.Set(i, i, 1)
		}
		return m
	}
	return drawn
}
