package draw

import (
	"math"
	"strconv"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// figure is the middle of a card. From left to right: the matrix of shares; the queries, which name its rows; lines from
// them to the keys; the keys.
type figure struct {
	r    *play.Result
	lang play.Lang
	p    *palette
	f    faces
	attn mat.Mat // (T, S)
	top  [2]int  // row and column of the largest share between tokens; −1: none

	cell                  float64 // width and height of a cell
	x, y                  float64 // the matrix's corner
	queryX, lineX0        float64 // where the names of queries begin, and the lines
	lineX1, keyX          float64 // where lines end, and the names of keys begin
	namedSize, nameLength float64 // the size of names, the widest
}

const (
	figureTop    = 122.0
	figureBottom = 522.0
	columnNames  = 28.0 // height of the line over the matrix
	largestCell  = 92.0
	nameWidth    = 210.0
	leastName    = 11.0 // below this size names are left out, but for the two of the largest share
	loneName     = 20.0 // the size of these
	leastDigits  = 12.0
)

func newFigure(r *play.Result, lang play.Lang, p *palette, f faces) *figure {
	g := &figure{r: r, lang: lang, p: p, f: f, attn: r.Trace.Mat(attnID), top: [2]int{-1, -1}}
	if t, s, _, ok := r.Strongest(0); ok {
		g.top = [2]int{t, s}
	}
	height := figureBottom - figureTop - columnNames
	g.cell = math.Min(height/float64(g.attn.Rows), largestCell)
	g.y = figureTop + columnNames + (height-g.cell*float64(g.attn.Rows))/2
	g.x = margin
	g.namedSize = math.Min(27, g.cell*0.62)
	if g.namedSize < leastName {
		g.namedSize = loneName
	}
	for i := range g.attn.Rows {
		if g.isNamed(i, 0) || g.isNamed(i, 1) {
			g.nameLength = math.Max(g.nameLength, g.f.measure(legible(g.fitted(i)), g.namedSize))
		}
	}
	g.queryX = g.x + g.cell*float64(g.attn.Cols) + 16
	g.lineX0 = g.queryX + g.nameLength + 14
	g.keyX = cardWidth - margin - g.nameLength
	g.lineX1 = g.keyX - 14
	return g
}

func (g *figure) draw(s *Scene) {
	g.headings(s)
	g.lines(s)
	g.names(s)
	g.matrix(s)
}

func (g *figure) headings(s *Scene) {
	y := g.y - 12
	const size = 19.0
	s.add(&Text{X: g.queryX, Y: y, Size: size, Colour: g.p.roleQ, Text: queryWords.in(g.lang)},
		&Text{X: cardWidth - margin, Y: y, Size: size, Anchor: End, Colour: g.p.roleK, Text: keyWords.in(g.lang)})
	if h := g.r.Trace.Params.H; h > 1 {
		s.add(&Text{X: (g.lineX0 + g.lineX1) / 2, Y: y, Size: size, Anchor: Middle, Colour: g.p.ink3, Text: headWords.in(g.lang, strconv.Itoa(h))})
	}
	small := math.Min(17, g.cell*0.42)
	if small < leastName {
		return
	}
	for col := range g.attn.Cols {
		text, _ := g.f.fit(g.name(col), small, g.cell-4)
		s.add(&Text{X: g.x + (float64(col)+0.5)*g.cell, Y: y, Size: small, Anchor: Middle, Colour: g.p.roleK, Text: text, Hidden: true})
	}
}

// isNamed reports whether a token has its name beside its line, as a query (side 0) or a key (side 1): where there are too
// many tokens for legible names, only those of the largest share have.
func (g *figure) isNamed(i, side int) bool { return g.cell*0.62 >= leastName || g.top[side] == i }

// fitted is a name as it stands there.
func (g *figure) fitted(i int) string {
	text, _ := g.f.fit(g.name(i), g.namedSize, nameWidth)
	return text
}

func (g *figure) name(i int) string {
	if i < len(g.r.Tokens) {
		if name := tidy(g.r.Tokens[i]); name != "" {
			return name
		}
		return "␣"
	}
	return strconv.Itoa(i)
}

func (g *figure) middle(row int) float64 { return g.y + (float64(row)+0.5)*g.cell }

func (g *figure) names(s *Scene) {
	for i := range g.attn.Rows {
		for side, x := range [2]float64{g.queryX, g.keyX} {
			if g.isNamed(i, side) {
				s.add(&Text{X: x, Y: g.middle(i) + g.namedSize*0.36, Size: g.namedSize, Colour: g.ink(i, side), Text: g.fitted(i)})
			}
		}
	}
}

// ink of a name: the two tokens of the largest share stand out.
func (g *figure) ink(i, side int) Colour {
	if g.top[side] == i {
		return g.p.focus
	}
	return g.p.ink
}

// lines draws every share between tokens that can be seen; of many tokens the largest three of each.
func (g *figure) lines(s *Scene) {
	const seen = 0.03
	least := make([]float32, g.attn.Rows)
	if g.attn.Rows > 16 {
		for row := range least {
			least[row] = third(g.attn.Row(row))
		}
	}
	for row := range g.attn.Rows {
		for col, share := range g.attn.Row(row) {
			if share >= seen && share >= least[row] && [2]int{row, col} != g.top {
				s.add(g.line(row, col, g.p.ink2, 0.08+0.75*math.Min(float64(share), 1)))
			}
		}
	}
	if g.top[0] >= 0 {
		s.add(g.line(g.top[0], g.top[1], g.p.focus, 1))
	}
}

func (g *figure) line(row, col int, colour Colour, opacity float64) *Curve {
	share := math.Min(float64(g.attn.At(row, col)), 1)
	thickest := math.Min(9, g.cell*0.5)
	return &Curve{
		X0: g.lineX0, Y0: g.middle(row), X1: g.lineX1, Y1: g.middle(col),
		Width: math.Max(1, thickest*share), Colour: colour, Opacity: opacity,
	}
}

// third is the third largest of some numbers, or the least where there are fewer.
func third(row []float32) float32 {
	var most [3]float32
	for _, v := range row {
		switch {
		case v > most[0]:
			most = [3]float32{v, most[0], most[1]}
		case v > most[1]:
			most = [3]float32{most[0], v, most[1]}
		case v > most[2]:
			most[2] = v
		}
	}
	return most[2]
}

func (g *figure) matrix(s *Scene) {
	digits := g.digits()
	gap := 1.5
	if g.cell < 20 {
		gap = 0
	}
	c := &g.r.Trace.Params.Config
	for row := range g.attn.Rows {
		for col, v := range g.attn.Row(row) {
			x, y := g.x+float64(col)*g.cell, g.y+float64(row)*g.cell
			share := float64(v)
			if v != v {
				share = 0
			}
			s.add(&Rect{
				X: x, Y: y, W: g.cell - gap, H: g.cell - gap, Radius: math.Min(3, gap*2), Colour: g.p.shade(share),
				Cell: &Cell{attnID, row, col, v},
			})
			if !allows(c, row, col) && v == 0 {
				if g.cell >= 8 {
					inset := g.cell * 0.3
					s.add(&Curve{X0: x + inset, Y0: y + g.cell - inset, X1: x + g.cell - inset, Y1: y + inset, Straight: true, Width: 1.5, Colour: g.p.line, Opacity: 1})
				}
				continue
			}
			if digits > 0 {
				s.add(&Text{
					X: x + (g.cell-gap)/2, Y: y + (g.cell-gap)/2 + digits*0.36, Size: digits, Anchor: Middle,
					Colour: g.p.digits(share), Text: g.number(v, digits), Hidden: true,
				})
			}
		}
	}
	side := float64(g.attn.Rows) * g.cell
	s.add(&Rect{X: g.x - 2, Y: g.y - 2, W: side + 4 - gap, H: side + 4 - gap, Radius: 4, Line: 2, Colour: g.p.ink3})
	if g.top[0] >= 0 && g.cell >= 8 {
		x, y := g.x+float64(g.top[1])*g.cell, g.y+float64(g.top[0])*g.cell
		s.add(&Rect{X: x - 2.5, Y: y - 2.5, W: g.cell - gap + 5, H: g.cell - gap + 5, Radius: 4, Line: 3.5, Colour: g.p.focus})
	}
}

// digits is the size of the numbers in cells; 0 where they would not be legible.
func (g *figure) digits() float64 {
	if size := math.Min(30, g.cell*0.5); size >= leastDigits {
		return size
	}
	return 0
}

// number writes a share with two decimals, and without the 0 before them where that does not fit.
func (g *figure) number(v float32, size float64) string {
	if v != v {
		return "NaN"
	}
	text := strconv.FormatFloat(float64(v), 'f', 2, 32)
	if g.f.measure(text, size) <= g.cell-8 {
		return text
	}
	if len(text) == 4 && text[0] == '0' {
		return text[1:]
	}
	if text == "1.00" {
		return "1.0"
	}
	text, _ = g.f.fit(strconv.FormatFloat(float64(v), 'g', 2, 32), size, g.cell-4)
	return text
}
