package draw

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"qkvlab/core/mat"
)

// SVG writes the scene as an SVG document that stands alone: no script, no style sheet, nothing from elsewhere. Every cell
// carries data-step, data-row, data-col and its whole value; text is text.
func (s *Scene) SVG() string {
	var b strings.Builder
	w := svgWriter{&b}
	size := strconv.Itoa(s.Width) + " " + strconv.Itoa(s.Height)
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ` + size + `" width="` + strconv.Itoa(s.Width) +
		`" height="` + strconv.Itoa(s.Height) + `" role="img" lang="` + s.Lang + `" font-family="` + escape(strings.ReplaceAll(fontFamily, `"`, `'`)) +
		`" font-weight="` + fontWeight + `">` + "\n")
	b.WriteString("<title>" + escape(s.Title) + "</title>\n<desc>" + escape(s.About) + "</desc>\n")
	w.rect(&Rect{W: float64(s.Width), H: float64(s.Height), Colour: s.Ground})
	for _, shape := range s.Shapes {
		switch shape := shape.(type) {
		case *Rect:
			w.rect(shape)
		case *Curve:
			w.curve(shape)
		case *Text:
			w.text(shape)
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}

type svgWriter struct{ b *strings.Builder }

// element writes a tag with its attributes, name and value in turn; numbers and colours need no escaping.
func (w svgWriter) element(name, content string, attributes ...string) {
	w.b.WriteString("<" + name)
	for i := 0; i < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			w.b.WriteString(" " + attributes[i] + `="` + attributes[i+1] + `"`)
		}
	}
	if content == "" {
		w.b.WriteString("/>\n")
		return
	}
	w.b.WriteString(">" + content + "</" + name + ">\n")
}

func (w svgWriter) rect(r *Rect) {
	a := []string{}
	if r.Line == 0 {
		a = append(a, "x", length(r.X), "y", length(r.Y), "width", length(r.W), "height", length(r.H), "fill", r.Colour.String())
	} else { // an SVG line lies half on either side
		h := r.Line / 2
		a = append(a, "x", length(r.X+h), "y", length(r.Y+h), "width", length(r.W-r.Line), "height", length(r.H-r.Line),
			"fill", "none", "stroke", r.Colour.String(), "stroke-width", length(r.Line))
	}
	if r.Radius > 0 {
		a = append(a, "rx", length(r.Radius))
	}
	content := ""
	if c := r.Cell; c != nil {
		a = append(a, "data-step", c.Step, "data-row", strconv.Itoa(c.Row), "data-col", strconv.Itoa(c.Col))
		content = "<title>" + c.Step + "." + strconv.Itoa(c.Row) + "." + strconv.Itoa(c.Col) + " = " + mat.Shortest(c.Value) + "</title>"
	}
	w.element("rect", content, a...)
}

func (w svgWriter) curve(c *Curve) {
	d := "M" + length(c.X0) + " " + length(c.Y0)
	if c.Straight {
		d += "L" + length(c.X1) + " " + length(c.Y1)
	} else {
		m := length((c.X0 + c.X1) / 2)
		d += "C" + m + " " + length(c.Y0) + " " + m + " " + length(c.Y1) + " " + length(c.X1) + " " + length(c.Y1)
	}
	opacity := ""
	if c.Opacity < 1 {
		opacity = length(c.Opacity)
	}
	w.element("path", "", "d", d, "fill", "none", "stroke", c.Colour.String(), "stroke-width", length(c.Width), "stroke-opacity", opacity)
}

var anchors = [...]string{Start: "", Middle: "middle", End: "end"}

func (w svgWriter) text(t *Text) {
	hidden := ""
	if t.Hidden {
		hidden = "true"
	}
	w.element("text", escape(t.Text), "x", length(t.X), "y", length(t.Y), "font-size", length(t.Size),
		"text-anchor", anchors[t.Anchor], "fill", t.Colour.String(), "aria-hidden", hidden, "pointer-events", pointer(hidden))
}

// pointer lets the mouse through to the cell behind its digits, whose title it shows.
func pointer(hidden string) string {
	if hidden == "" {
		return ""
	}
	return "none"
}

// length writes a number with two decimals at most.
func length(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// escape makes anybody's text safe in content and between quotes, and leaves out what XML cannot hold.
func escape(s string) string {
	var b strings.Builder
	for i, c := range s {
		switch {
		case c == '&':
			b.WriteString("&amp;")
		case c == '<':
			b.WriteString("&lt;")
		case c == '>':
			b.WriteString("&gt;")
		case c == '"':
			b.WriteString("&quot;")
		case c < ' ' && c != '\t' && c != '\n' && c != '\r', c == 0xfffe, c == 0xffff:
		case c == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}
