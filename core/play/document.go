package play

import (
	"maps"
	"slices"

	"qkvlab/core/attn"
	"qkvlab/core/mat"
)

// Version is the version of the table of keys that this code knows. The defaults of a version never change.
const Version = 1

// The limits of a document.
const (
	MaxTokens   = 128
	MaxWidth    = 1024 // D and Dh
	MaxHeads    = 32
	MaxInner    = 2048      // H·Dh
	MaxBytes    = 64 << 10  // of the canonical form
	maxRawBytes = 256 << 10 // of what is read: every byte escaped, and some room
)

// Document is one experiment as a value. The zero value is not one; Decode("") gives the article's sentence.
// Read it freely; change it through Apply.
type Document struct {
	Text      string   // the sentence; "" where tokens or x are given
	Tokenizer string   // how the sentence is cut
	Tokens    []string // the tokens as given; nil where a sentence or an unnamed x is
	X         mat.Mat  // (T, D) as given; empty where tokens are looked up

	Dim, Heads, KVHeads, HeadDim int // 0: the default, which follows from the others
	Seed                         uint32
	Bias, OutProj                bool

	Sources map[string]Source // by parameter step; absent: drawn

	Scale       Scale
	Softcap     float32 // 0: off
	Temperature float32
	Mask        attn.Mask
	Window      int
	Pad         int
	OverQueries bool
	Pos         attn.Pos

	Cells []Cell // set by hand, in canonical order
	UI    []UI   // the page's own, by name

	blobs Blobs // the host's; nil where it keeps none
}

// Scale is how scores are scaled.
type Scale struct {
	Kind   ScaleKind
	Factor float32 // of ScaleFactor
}

// ScaleKind is one of sqrt, none, or a factor.
type ScaleKind uint8

const (
	ScaleSqrt ScaleKind = iota
	ScaleNone
	ScaleFactor
)

// SourceKind is where a parameter's numbers come from.
type SourceKind uint8

const (
	Drawn    SourceKind = iota // as torch.manual_seed draws them
	Identity                   // torch.eye(n, m)
	Zero
	Tie // a copy of another parameter, after its edits
	Literal
)

// Source is where a parameter's numbers come from.
type Source struct {
	Kind   SourceKind
	To     string  // Tie: the step it copies, such as "wq"
	Values mat.Mat // Literal
}

// Cell is one number set by hand.
type Cell struct {
	Step     string
	Row, Col int
	Value    float32
}

// UI is a ui.* pair: kept as written, never part of the arithmetic.
type UI struct{ Key, Value string }

// articleTokens is the sentence of a document that names none: the source article's, as the article cuts it.
var articleTokens = []string{"안녕하세요", "저", "##는", "chat", "gp", "t", "##입", "##니다"}

func newDocument() *Document {
	return &Document{
		Tokenizer: "words", Bias: true, OutProj: true, Temperature: 1,
		Sources: map[string]Source{},
	}
}

// clone copies what an edit may change in place. Matrices and token lists are replaced as a whole, never written to.
func (d *Document) clone() *Document {
	c := *d
	c.Sources = maps.Clone(d.Sources)
	c.Cells = slices.Clone(d.Cells)
	c.UI = slices.Clone(d.UI)
	return &c
}

// Bare returns the document without the page's own pairs: all that the arithmetic reads.
func (d *Document) Bare() *Document {
	bare := *d
	bare.UI = nil
	return &bare
}

// hasX reports whether the input matrix is given.
func (d *Document) hasX() bool { return d.X.Rows > 0 }

// IsNamed reports whether the rows of X have names.
func (d *Document) IsNamed() bool { return !d.hasX() || d.Tokens != nil }

// InputKind returns which key the input came from: "text", "tokens" or "x".
func (d *Document) InputKind() string {
	switch {
	case d.hasX():
		return "x"
	case d.Text != "":
		return "text"
	}
	return "tokens"
}

// Value returns a key's value as the document writes it, its default too; "" where the default follows from other keys.
func (d *Document) Value(name string) string {
	k, ok := findKey(name)
	if !ok {
		return ""
	}
	return k.write(d)
}

// Origin is where a parameter comes from, as its key writes it; "literal" where it is written out.
type Origin struct{ ID, From string }

// SourceList returns the origin of every parameter that exists.
func (d *Document) SourceList() []Origin {
	var list []Origin
	c := d.Config()
	for _, id := range parameterIDs {
		if !present(&c, id) {
			continue
		}
		from := "literal"
		if s := d.Sources[id]; s.Kind != Literal {
			from = writeSource(d, s)
		}
		list = append(list, Origin{id, from})
	}
	return list
}
