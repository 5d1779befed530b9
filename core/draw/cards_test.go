package draw

import (
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

var update = flag.Bool("update", false, "write the snapshots again; look at them before they are committed")

// cards are documents whose cards have been looked at.
var cards = []struct {
	name, doc string
	lang      play.Lang
	png       bool // there is a snapshot of the pixels too
}{
	{"story", play.Presets(play.English)[0].Doc, play.Korean, true},
	{"causal", "text=the cat sat on the mat&dim=8&heads=2&mask=causal", play.English, false},
	{"unnamed", "x=1,2,3,4;4,3,2,1;.5,.5,.5,.5", play.English, false},
	{"many", "text=나는 오늘 아침에 일어나서 커피를 마시고 책을 읽었다 그리고 오후에는 산책을 하면서 하늘을 보았다 정말 좋은 하루였다 내일도 이렇게 보내고 싶다" +
		"&dim=16&heads=4&temperature=0.1&ui.theme=dark", play.Korean, false},
	{"one", "text=안녕&ui.title=한 낱말", play.Korean, true},
	{"nan", "text=a b c&pad=3", play.English, false},
}

func cardOf(t testing.TB, doc string, lang play.Lang) (*play.Result, *Scene) {
	t.Helper()
	d, p := play.Decode(doc)
	if p != nil {
		t.Fatal(p)
	}
	r := play.Run(d)
	return r, Card(r, lang)
}

// The snapshots are pictures that somebody has looked at. SVG must be the same text; pixels may differ a little, where
// another processor fuses products.
func TestSnapshots(t *testing.T) {
	for _, c := range cards {
		t.Run(c.name, func(t *testing.T) {
			_, s := cardOf(t, c.doc, c.lang)
			svg, painted := s.SVG(), s.PNG()
			svgFile, pngFile := filepath.Join("testdata", c.name+".svg"), filepath.Join("testdata", c.name+".png")
			if *update {
				if err := os.WriteFile(svgFile, []byte(svg), 0o644); err != nil {
					t.Fatal(err)
				}
				if c.png {
					if err := os.WriteFile(pngFile, painted, 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
			want, err := os.ReadFile(svgFile)
			if err != nil {
				t.Fatal(err)
			}
			if svg != string(want) {
				t.Errorf("the SVG is not %s; look at both, then go test ./core/draw -update", svgFile)
			}
			if !c.png {
				return
			}
			wantPNG, err := os.ReadFile(pngFile)
			if err != nil {
				t.Fatal(err)
			}
			if n := differing(decoded(t, painted), decoded(t, wantPNG)); n > 200 {
				t.Errorf("%d pixels are not those of %s; look at both, then go test ./core/draw -update", n, pngFile)
			}
		})
	}
}

func decoded(t *testing.T, b []byte) image.Image {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func differing(a, b image.Image) (n int) {
	if a.Bounds() != b.Bounds() {
		return math.MaxInt
	}
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			if far(a.At(x, y), b.At(x, y)) {
				n++
			}
		}
	}
	return n
}

// far: more than the palette of 256 colours costs.
func far(a, b color.Color) bool {
	const most = 24 << 8
	ar, ag, ab, _ := a.RGBA()
	br, bg, bb, _ := b.RGBA()
	for _, pair := range [][2]uint32{{ar, br}, {ag, bg}, {ab, bb}} {
		if pair[0] > pair[1]+most || pair[1] > pair[0]+most {
			return true
		}
	}
	return false
}

// Every number of a card is the engine's: each cell has the value of the trace, its digits are that value rounded, its
// colour is that of its share, and there is one for each pair of tokens.
func TestEveryNumberIsTheEngines(t *testing.T) {
	for _, c := range cards {
		r, s := cardOf(t, c.doc, c.lang)
		attn := r.Trace.Mat("head.0.attn")
		var last *Cell
		seen := 0
		for _, shape := range s.Shapes {
			switch shape := shape.(type) {
			case *Rect:
				if last = shape.Cell; last == nil {
					continue
				}
				seen++
				if v := attn.At(last.Row, last.Col); math.Float32bits(v) != math.Float32bits(last.Value) || last.Step != "head.0.attn" {
					t.Errorf("%s: cell %d,%d is %v, the engine has %v", c.name, last.Row, last.Col, last.Value, v)
				}
			case *Text:
				if last == nil || !shape.Hidden || last.Value != last.Value {
					continue
				}
				shown, err := strconv.ParseFloat(shape.Text, 64)
				if err != nil || math.Abs(shown-float64(last.Value)) > 0.00501 && shape.Text != "1.0" {
					t.Errorf("%s: cell %d,%d shows %s for %v", c.name, last.Row, last.Col, shape.Text, last.Value)
				}
			}
		}
		if seen != len(attn.Data) {
			t.Errorf("%s: %d cells, want %d", c.name, seen, len(attn.Data))
		}
	}
}

// What another program reads in the SVG: it is XML, and its cells are those of the engine.
func TestSVGIsXML(t *testing.T) {
	hostile := "text=" + play.Escape(`<script>alert("1")</script> & ]]> ' "`) + "&ui.title=" + play.Escape("</title><script>\x01\uFFFE\u202E") + "&dim=2"
	for _, doc := range []string{cards[0].doc, cards[3].doc, cards[5].doc, hostile} {
		r, s := cardOf(t, doc, play.English)
		d := xml.NewDecoder(strings.NewReader(s.SVG()))
		cells := 0
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%.60s: %v", doc, err)
			}
			e, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if !strings.Contains(" svg title desc rect path text ", " "+e.Name.Local+" ") {
				t.Errorf("%.60s: element %s", doc, e.Name.Local)
			}
			for _, a := range e.Attr {
				if a.Name.Local == "data-step" {
					cells++
				}
			}
		}
		if want := len(r.Trace.Mat("head.0.attn").Data); cells != want {
			t.Errorf("%.60s: %d cells, want %d", doc, cells, want)
		}
	}
}

// All letters are drawn: where a word stands there is ink, and Hangul is not boxes.
func TestHangulHasShapes(t *testing.T) {
	for _, text := range []string{"안녕하세요", "뷁이 아닌 한글", "쿼리·키·밸류", "−∞ √Dh Σ “” …"} {
		if got := legible(text); text != "뷁이 아닌 한글" && got != text {
			t.Errorf("%q becomes %q", text, got)
		}
	}
	if got := tidy("한\u200d글\ufe0f\tab\n  c"); got != "한글 ab c" {
		t.Errorf("single jamo, shapeless characters, spaces: %q", got)
	}
	glyphs := map[string]bool{}
	for _, syllable := range []string{"가", "각", "힣", "쿼"} {
		s := Scene{Width: 60, Height: 60, Ground: light.paper, Shapes: []Shape{&Text{X: 5, Y: 50, Size: 48, Colour: light.ink, Text: syllable}}}
		glyphs[string(s.paint().Pix)] = true
	}
	if len(glyphs) != 4 {
		t.Errorf("%d different pictures of four syllables", len(glyphs))
	}
}

// Nothing of a line is wider than the place it was given.
func TestTextFits(t *testing.T) {
	for _, doc := range []string{
		"text=" + strings.Repeat("아주긴낱말", 60),
		"text=" + strings.Repeat("w", 300) + " " + strings.Repeat("W", 300),
		"tokens=" + play.Escape(strings.Join(slicesOf("안녕하세요반갑습니다", 8), "|")) + "&ui.title=" + strings.Repeat("x", 2000),
	} {
		_, s := cardOf(t, doc, play.Korean)
		f := faces{}
		for _, shape := range s.Shapes {
			text, ok := shape.(*Text)
			if !ok {
				continue
			}
			left, width := text.X, f.measure(legible(text.Text), text.Size)
			switch text.Anchor {
			case Middle:
				left -= width / 2
			case End:
				left -= width
			}
			if left < margin-6 || left+width > cardWidth-margin+6 {
				t.Errorf("%.30s: %q runs from %.0f to %.0f", doc, text.Text, left, left+width)
			}
		}
	}
}

func slicesOf(s string, n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = s + strconv.Itoa(i)
	}
	return all
}

// The largest document that there may be is drawn too, and its picture is not much larger than others.
func TestLargestDocument(t *testing.T) {
	_, s := cardOf(t, "text="+strings.Repeat("a ", 127)+"b&dim=64&heads=4", play.English)
	if b := s.PNG(); len(b) > 400_000 {
		t.Errorf("%d bytes", len(b))
	}
}

// The colours are the page's.
func TestPaletteIsThePages(t *testing.T) {
	source, err := os.ReadFile("../../web/src/styles/palette.ts")
	if err != nil {
		t.Fatal(err)
	}
	for name, p := range map[string]palette{"LIGHT": light, "DARK": dark} {
		_, text, _ := strings.Cut(string(source), "export const "+name)
		text, _, _ = strings.Cut(text, "};")
		for key, colour := range map[string]Colour{
			"paper": p.paper, "ink": p.ink, "ink-2": p.ink2, "ink-3": p.ink3, "ink-weak": p.inkWeak, "ink-strong": p.inkStrong,
			"line": p.line, "focus": p.focus, "role-q": p.roleQ, "role-k": p.roleK, "role-v": p.roleV, "attn-hi": p.attnHi, "neg": p.neg, "pos": p.pos,
		} {
			found := regexp.MustCompile(`\b"?` + key + `"?: "(#[0-9a-f]{6})"`).FindStringSubmatch(text)
			if found == nil || found[1] != colour.String() {
				t.Errorf("%s %s: %s here, %v in palette.ts", name, key, colour, found)
			}
		}
	}
	// d3-interpolate 3.0.1, interpolateLab("#fcfbf8", "#0b1b29"), asked at these places.
	for at, want := range map[float64]string{0: "#fcfbf8", 0.25: "#b9bcbf", 0.5: "#7b8289", 0.75: "#414b57", 1: "#0b1b29"} {
		if got := light.shade(at); !close(got, hex(want)) {
			t.Errorf("shade %v: %s, d3 %s", at, got, want)
		}
	}
}

func close(a, b Colour) bool {
	near := func(x, y uint8) bool { return x-y <= 1 || y-x <= 1 }
	return near(a.R, b.R) && near(a.G, b.G) && near(a.B, b.B)
}

func TestTitles(t *testing.T) {
	for doc, want := range map[string]string{
		"":                        "안녕하세요 저는 chat gp t입니다",
		"text=the cat":            "the cat",
		"tokens=%23%23|a|%23%23b": "## ab",
		"x=1,2;3,4;5,6":           "X 3×2",
		"x=1;2&tokens=p|q":        "p q",
		"text=a&ui.title=B%20c":   "B c",
	} {
		r, _ := cardOf(t, doc, play.English)
		if got := Title(r, play.English); got != want {
			t.Errorf("%s: %q, want %q", doc, got, want)
		}
	}
}

func TestHiddenNumbersAreMarked(t *testing.T) {
	r, s := cardOf(t, "text=a b c&mask=causal", play.English)
	strokes := 0
	for _, shape := range s.Shapes {
		if c, ok := shape.(*Curve); ok && c.Straight {
			strokes++
		}
	}
	if strokes != 3 || r.Trace.Mat("head.0.attn").At(0, 1) != 0 {
		t.Errorf("%d strokes through three masked cells", strokes)
	}
	if text := fmt.Sprint(mat.Shortest(r.Trace.Mat("head.0.attn").At(1, 0))); !strings.Contains(s.SVG(), text) {
		t.Errorf("the whole value %s is nowhere in the SVG", text)
	}
}
