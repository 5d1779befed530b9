package draw

import (
	"math"
	"strconv"
	"strings"

	"qkvlab/core/attn"
	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// The measures of one matrix: cells wide enough for two decimals as long as there are no more columns than a page has room for.
const (
	stepMargin  = 24.0
	stepColumns = 24 // with more, cells are small and have no digits
	stepHeight  = 34.0
	stepDigits  = 15.0
	stepName    = 15.0
	stepSmall   = 10.0
)

// Step draws one matrix of a result with its numbers: names of rows and columns, every value with two decimals, colours as on
// the page. It panics where there is no such step.
func Step(r *play.Result, id string, lang play.Lang) *Scene {
	p := &light
	if uiOf(r.Doc, "theme") == "dark" {
		p = &dark
	}
	step, ok := r.Trace.Step(id)
	if !ok {
		panic("draw: Step: no step " + id)
	}
	g := &stepFigure{r: r, step: step, m: r.Trace.Mat(id), p: p, f: faces{}}
	g.measure()
	title := play.Symbol(id) + " · " + sizesOf(step) + " · " + Title(r, lang)
	s := &Scene{Ground: p.paper, Title: title, About: strings.Join(append([]string{id, string(step.Op)}, step.In...), " "), Lang: string(lang)}
	s.Width = int(math.Ceil(math.Max(g.x+g.width*float64(g.m.Cols)+stepMargin, 320)))
	s.Height = int(math.Ceil(g.y + g.height*float64(g.m.Rows) + 60))
	line, _ := g.f.fit(title, 17, float64(s.Width)-2*stepMargin)
	s.add(&Text{X: stepMargin, Y: stepMargin + 12, Size: 17, Colour: p.ink, Text: line})
	g.names(s)
	g.cells(s)
	line, _ = g.f.fit("QKV Lab · "+settings(r), 13, float64(s.Width)-2*stepMargin)
	s.add(&Text{X: stepMargin, Y: float64(s.Height) - 20, Size: 13, Colour: p.ink3, Text: line})
	return s
}

// stepFigure is one matrix and where it stands.
type stepFigure struct {
	r             *play.Result
	step          *attn.Step
	m             mat.Mat
	p             *palette
	f             faces
	x, y          float64 // its corner
	width, height float64 // of a cell
	most          float64 // the end of the scale
}

func (g *stepFigure) measure() {
	g.width, g.height = 56, stepHeight
	for _, v := range g.m.Data {
		if g.m.Cols > stepColumns {
			g.width, g.height = stepSmall, stepSmall
			break
		}
		g.width = math.Max(g.width, g.f.measure(cellText(v), stepDigits)+10)
	}
	for row := range g.m.Rows {
		g.x = math.Max(g.x, g.f.measure(g.name(g.step.Axes[0], row, 160), g.nameSize()))
	}
	g.x += stepMargin + 12
	g.y = stepMargin + 56
	for _, v := range g.m.Data {
		if size := math.Abs(float64(v)); size < math.Inf(1) {
			g.most = math.Max(g.most, size)
		}
	}
	if g.step.Op == attn.OpSoftmax {
		g.most = math.Max(g.most, 1)
	}
}

func (g *stepFigure) nameSize() float64 { return math.Min(stepName, g.height) }

// name of a place on an axis: a token, or a number.
func (g *stepFigure) name(axis attn.Axis, i int, room float64) string {
	name := strconv.Itoa(i)
	if (axis == attn.AxisT || axis == attn.AxisS) && i < len(g.r.Tokens) {
		if name = tidy(g.r.Tokens[i]); name == "" {
			name = "␣"
		}
	}
	text, _ := g.f.fit(name, g.nameSize(), room)
	return text
}

func (g *stepFigure) names(s *Scene) {
	size := g.nameSize()
	for row := range g.m.Rows {
		s.add(&Text{X: g.x - 12, Y: g.y + (float64(row)+0.5)*g.height + size*0.36, Size: size, Anchor: End, Colour: g.p.ink2, Text: g.name(g.step.Axes[0], row, 160)})
	}
	every := 1
	for float64(every)*g.width < 26 {
		every *= 2
	}
	for col := 0; col < g.m.Cols; col += every {
		s.add(&Text{X: g.x + (float64(col)+0.5)*g.width, Y: g.y - 9, Size: 12, Anchor: Middle, Colour: g.p.ink3, Text: g.name(g.step.Axes[1], col, float64(every)*g.width-4)})
	}
}

func (g *stepFigure) cells(s *Scene) {
	gap := 1.0
	if g.width <= stepSmall {
		gap = 0
	}
	for row := range g.m.Rows {
		for col, v := range g.m.Row(row) {
			fill, ink := g.colours(v)
			x, y := g.x+float64(col)*g.width, g.y+float64(row)*g.height
			s.add(&Rect{X: x, Y: y, W: g.width - gap, H: g.height - gap, Radius: 2 * gap, Colour: fill, Cell: &Cell{g.step.ID, row, col, v}})
			if g.width > stepSmall {
				s.add(&Text{X: x + (g.width-gap)/2, Y: y + (g.height-gap)/2 + stepDigits*0.36, Size: stepDigits, Anchor: Middle, Colour: ink, Text: cellText(v), Hidden: true})
			}
		}
	}
	s.add(&Rect{X: g.x - 2, Y: g.y - 2, W: g.width*float64(g.m.Cols) + 4 - gap, H: g.height*float64(g.m.Rows) + 4 - gap, Radius: 4, Line: 2, Colour: g.p.ink3})
}

// colours of a value: of shares from paper to the end of their scale, of others from zero to either end. What is not finite has none.
func (g *stepFigure) colours(v float32) (fill, ink Colour) {
	if v-v != 0 || g.most == 0 {
		return g.p.paper, g.p.ink3
	}
	t := float64(v) / g.most
	if g.step.Op == attn.OpSoftmax {
		return g.p.shade(t), g.p.digits(t)
	}
	return g.p.tint(t), g.p.ink
}

// cellText writes a value as the page's cells do.
func cellText(v float32) string {
	switch {
	case v-v != 0:
		return play.Short(v)
	case math.Abs(float64(v)) >= 1e5:
		return strings.ReplaceAll(strconv.FormatFloat(float64(v), 'e', 2, 32), "-", "−")
	}
	return strings.ReplaceAll(strconv.FormatFloat(float64(v), 'f', 2, 64), "-", "−")
}

func sizesOf(s *attn.Step) string { return strconv.Itoa(s.Rows) + "×" + strconv.Itoa(s.Cols) }
