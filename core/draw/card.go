package draw

import (
	"strconv"
	"strings"

	"qkvlab/core/attn"
	"qkvlab/core/play"
)

// The size of a card: what Open Graph, and the messengers that follow it, show whole.
const (
	cardWidth  = 1200
	cardHeight = 630
	margin     = 48.0
)

// Card draws what a link to a result shows before it is followed: the sentence, who looks at whom in the first head, the
// matrix of these shares with its numbers, and in words where the largest is. What the document says of itself is obeyed:
// ui.title stands in place of the sentence, ui.theme=dark makes the card dark.
func Card(r *play.Result, lang play.Lang) *Scene {
	p := &light
	if uiOf(r.Doc, "theme") == "dark" {
		p = &dark
	}
	title, about := Title(r, lang), tidy(r.Summary(0, lang))
	s := &Scene{Width: cardWidth, Height: cardHeight, Ground: p.paper, Title: title, About: about, Lang: string(lang)}
	f := faces{}
	const width = cardWidth - 2*margin

	size := 50.0
	if _, cut := f.fit(title, size, width); cut {
		size = 40
	}
	line, _ := f.fit(title, size, width)
	s.add(&Text{X: margin, Y: 88, Size: size, Colour: p.ink, Text: line})

	newFigure(r, lang, p, f).draw(s)

	line, _ = f.fit(about, 27, width)
	s.add(&Text{X: margin, Y: 560, Size: 27, Colour: p.ink, Text: line})
	footer(s, r, p, f)
	return s
}

// Title is what a result is called: the title that its document has, or its sentence, or the shape of X.
func Title(r *play.Result, lang play.Lang) string {
	if title := tidy(uiOf(r.Doc, "title")); title != "" {
		return title
	}
	if text := tidy(sentence(r)); text != "" {
		return text
	}
	c := r.Trace.Params.Config
	return "X " + strconv.Itoa(c.T) + "×" + strconv.Itoa(c.D)
}

// sentence is the text, or the tokens one after another; those that continue a word (##) without a space.
func sentence(r *play.Result) string {
	if r.Doc.InputKind() == "text" {
		return r.Doc.Text
	}
	var b strings.Builder
	for i, token := range r.Tokens {
		rest, continues := strings.CutPrefix(token, "##")
		if continues && rest != "" {
			token = rest
		} else if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(token)
	}
	return b.String()
}

func uiOf(d *play.Document, key string) string {
	for _, u := range d.UI {
		if u.Key == "ui."+key {
			return u.Value
		}
	}
	return ""
}

// footer: whose card it is, and the settings that the numbers follow from.
func footer(s *Scene, r *play.Result, p *palette, f faces) {
	const y, size = 601.0, 22.0
	x := margin
	for _, part := range []struct {
		text   string
		colour Colour
	}{{"Q", p.roleQ}, {"K", p.roleK}, {"V", p.roleV}} {
		s.add(&Text{X: x, Y: y, Size: size, Colour: part.colour, Text: part.text})
		x += f.measure(part.text, size)
	}
	s.add(&Text{X: x + 6, Y: y, Size: size, Colour: p.ink, Text: "Lab"})
	x += 6 + f.measure("Lab", size)
	line, _ := f.fit(settings(r), 19, cardWidth-2*margin-(x-margin)-40)
	s.add(&Text{X: cardWidth - margin, Y: y, Size: 19, Anchor: End, Colour: p.ink3, Text: line})
}

// settings names what shapes the numbers, in the letters of the dimension key and the document's own words.
func settings(r *play.Result) string {
	c := &r.Trace.Params.Config
	parts := []string{"T " + strconv.Itoa(c.T), "D " + strconv.Itoa(c.D), "H " + strconv.Itoa(c.H)}
	if c.G != c.H {
		parts = append(parts, "G "+strconv.Itoa(c.G))
	}
	parts = append(parts, "Dh "+strconv.Itoa(c.Dh))
	for _, key := range []struct{ name, standard string }{
		{"mask", "none"}, {"pad", "0"}, {"pos", "none"}, {"scale", "sqrt"}, {"softcap", "off"}, {"temperature", "1"}, {"softmax", "keys"},
	} {
		if value := r.Doc.Value(key.name); value != key.standard {
			parts = append(parts, key.name+" "+value)
		}
	}
	return strings.Join(append(parts, "seed "+r.Doc.Value("seed")), " · ")
}

// attnID is the step that a card shows.
const attnID = "head.0.attn"

// allows reports whether a query may look at a key.
func allows(c *attn.Config, t, s int) bool {
	ok, _ := c.Allows(t, s)
	return ok
}
