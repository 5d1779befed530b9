package draw

// Scene is a picture: shapes on a ground, the later over the earlier. Lengths are in pixels, y runs downwards.
type Scene struct {
	Width, Height int
	Ground        Colour
	Title, About  string // what the picture is called, and what it shows, in words
	Lang          string // of both: "ko" or "en"
	Shapes        []Shape
}

// Shape is a *Rect, a *Curve or a *Text.
type Shape interface{ isShape() }

// Rect is a rectangle with rounded corners: filled, or with Line > 0 an outline that lies inside it.
type Rect struct {
	X, Y, W, H, Radius float64
	Line               float64 // width of the outline; 0: filled
	Colour             Colour
	Cell               *Cell // the number that its fill stands for, or nil
}

// Cell is the number behind a shape.
type Cell struct {
	Step     string
	Row, Col int
	Value    float32
}

// Curve is a line from one point to another that leaves and arrives level; a straight one where Straight.
type Curve struct {
	X0, Y0, X1, Y1 float64
	Straight       bool
	Width          float64
	Colour         Colour
	Opacity        float64
}

// Text is one line of text on its baseline.
type Text struct {
	X, Y   float64
	Size   float64
	Anchor Anchor
	Colour Colour
	Text   string
	Hidden bool // from those who listen: a number that its cell has already
}

// Anchor is the part of a text that stands at its X.
type Anchor uint8

const (
	Start Anchor = iota
	Middle
	End
)

func (*Rect) isShape()  {}
func (*Curve) isShape() {}
func (*Text) isShape()  {}

func (s *Scene) add(shapes ...Shape) { s.Shapes = append(s.Shapes, shapes...) }
