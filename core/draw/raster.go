package draw

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"slices"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// PNG paints the scene and returns it as a PNG.
func (s *Scene) PNG() []byte {
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&b, indexed(s.paint(), s.inks())); err != nil {
		panic("draw: PNG: " + err.Error()) // a picture too large, or a writer that fails: neither can be
	}
	return b.Bytes()
}

// inks are the colours that the palette of a PNG must have: those of letters and of the ground.
func (s *Scene) inks() []Colour {
	inks := []Colour{s.Ground}
	for _, shape := range s.Shapes {
		if t, ok := shape.(*Text); ok && !slices.Contains(inks, t.Colour) {
			inks = append(inks, t.Colour)
		}
	}
	return inks
}

// paint returns the scene as pixels.
func (s *Scene) paint() *image.RGBA {
	p := painter{to: image.NewRGBA(image.Rect(0, 0, s.Width, s.Height)), faces: faces{}}
	draw.Draw(p.to, p.to.Bounds(), image.NewUniform(s.Ground.opaque()), image.Point{}, draw.Src)
	for _, shape := range s.Shapes {
		switch shape := shape.(type) {
		case *Rect:
			p.rect(shape)
		case *Curve:
			p.curve(shape)
		case *Text:
			p.text(shape)
		}
	}
	return p.to
}

func (c Colour) opaque() color.RGBA { return color.RGBA{c.R, c.G, c.B, 255} }

type painter struct {
	to     *image.RGBA
	faces  faces
	filler vector.Rasterizer
}

type point struct{ x, y float64 }

// stripWidth is how wide a part of a shape is painted at a time: the box around all of a slanting line is mostly empty.
const stripWidth = 48

// fill paints what closed paths enclose; opacity is 0 … 1. Paths that wind the other way cut holes.
func (p *painter) fill(c Colour, opacity float64, paths ...[]point) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, path := range paths {
		for _, q := range path {
			low, high = min(low, q.x), max(high, q.x)
		}
	}
	alpha := uint8(math.Round(255 * min(max(opacity, 0), 1)))
	scaled := func(v uint8) uint8 { return uint8((uint32(v)*uint32(alpha) + 127) / 255) }
	ink := image.NewUniform(color.RGBA{scaled(c.R), scaled(c.G), scaled(c.B), alpha})
	end := int(math.Ceil(high))
	for x := int(math.Floor(low)); x < end; x += stripWidth {
		p.strip(ink, x, min(x+stripWidth, end), paths)
	}
}

// strip paints the part of some paths between two columns of pixels.
func (p *painter) strip(ink image.Image, x0, x1 int, paths [][]point) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, path := range paths {
		for i, q := range path {
			from, to, crosses := between(path[(i+len(path)-1)%len(path)], q, float64(x0), float64(x1))
			if crosses {
				low, high = min(low, from, to), max(high, from, to)
			}
		}
	}
	if low > high {
		return
	}
	box := image.Rect(x0, int(math.Floor(low)), x1, int(math.Ceil(high))).Intersect(p.to.Bounds())
	if box.Empty() {
		return
	}
	p.filler.Reset(box.Dx(), box.Dy())
	for _, path := range paths {
		for i, q := range path {
			x, y := float32(q.x-float64(box.Min.X)), float32(q.y-float64(box.Min.Y))
			if i == 0 {
				p.filler.MoveTo(x, y)
			} else {
				p.filler.LineTo(x, y)
			}
		}
		p.filler.ClosePath()
	}
	p.filler.Draw(p.to, box, ink, image.Point{})
}

// between returns the heights at which an edge enters and leaves a strip, and whether it meets it at all.
func between(a, b point, x0, x1 float64) (from, to float64, crosses bool) {
	if a.x > b.x {
		a, b = b, a
	}
	if b.x < x0 || a.x > x1 {
		return 0, 0, false
	}
	at := func(x float64) float64 {
		return a.y + (b.y-a.y)*(min(max(x, a.x), b.x)-a.x)/(b.x-a.x)
	}
	if b.x == a.x {
		return a.y, b.y, true
	}
	return at(x0), at(x1), true
}

func (p *painter) rect(r *Rect) {
	outer := rounded(r.X, r.Y, r.W, r.H, r.Radius)
	if r.Line == 0 {
		p.fill(r.Colour, 1, outer)
		return
	}
	hole := rounded(r.X+r.Line, r.Y+r.Line, r.W-2*r.Line, r.H-2*r.Line, max(r.Radius-r.Line, 0))
	for i, j := 0, len(hole)-1; i < j; i, j = i+1, j-1 {
		hole[i], hole[j] = hole[j], hole[i]
	}
	p.fill(r.Colour, 1, outer, hole)
}

// rounded is the outline of a rectangle, clockwise, its corners quarter circles of a few straight pieces.
func rounded(x, y, w, h, radius float64) []point {
	if radius <= 0 {
		return []point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}
	}
	const pieces = 6
	var path []point
	for corner, centre := range []point{
		{x + w - radius, y + radius}, {x + w - radius, y + h - radius}, {x + radius, y + h - radius}, {x + radius, y + radius},
	} {
		for i := range pieces + 1 {
			sin, cos := math.Sincos((float64(corner-1) + float64(i)/pieces) * math.Pi / 2)
			path = append(path, point{centre.x + radius*cos, centre.y + radius*sin})
		}
	}
	return path
}

// curve paints a line as the band between its two sides.
func (p *painter) curve(c *Curve) {
	pieces := 24
	if c.Straight {
		pieces = 1
	}
	left, right := make([]point, 0, 2*pieces+2), make([]point, 0, pieces+1)
	for i := range pieces + 1 {
		at, along := c.at(float64(i) / float64(pieces))
		length := math.Hypot(along.x, along.y)
		if length == 0 {
			return
		}
		n := point{-along.y / length * c.Width / 2, along.x / length * c.Width / 2}
		left = append(left, point{at.x + n.x, at.y + n.y})
		right = append(right, point{at.x - n.x, at.y - n.y})
	}
	for i := len(right) - 1; i >= 0; i-- {
		left = append(left, right[i])
	}
	p.fill(c.Colour, c.Opacity, left)
}

// at returns a point of the line, t = 0 … 1, and the direction there. It is the cubic whose inner points lie level with the
// ends, half way, as the SVG has it.
func (c *Curve) at(t float64) (at, along point) {
	if c.Straight {
		return point{c.X0 + t*(c.X1-c.X0), c.Y0 + t*(c.Y1-c.Y0)}, point{c.X1 - c.X0, c.Y1 - c.Y0}
	}
	u, middle := 1-t, (c.X0+c.X1)/2
	at = point{
		u*u*u*c.X0 + 3*u*t*middle + t*t*t*c.X1,
		(u*u*u+3*u*u*t)*c.Y0 + (3*u*t*t+t*t*t)*c.Y1,
	}
	along = point{
		3*u*u*(middle-c.X0) + 3*t*t*(c.X1-middle),
		6 * u * t * (c.Y1 - c.Y0),
	}
	return at, along
}

func (p *painter) text(t *Text) {
	shown := legible(t.Text)
	x := t.X
	switch t.Anchor {
	case Middle:
		x -= p.faces.measure(shown, t.Size) / 2
	case End:
		x -= p.faces.measure(shown, t.Size)
	}
	d := font.Drawer{
		Dst: p.to, Src: image.NewUniform(t.Colour.opaque()), Face: p.faces.at(t.Size),
		Dot: fixed.Point26_6{X: toFixed(x), Y: toFixed(t.Y)},
	}
	d.DrawString(shown)
}
