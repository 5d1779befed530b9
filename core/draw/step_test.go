package draw

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"qkvlab/core/play"
)

// Every matrix of documents with every option can be drawn: the SVG is XML with each cell's own value, the digits are that value
// rounded, the PNG has the size that the scene says.
func TestSteps(t *testing.T) {
	for _, doc := range []string{
		"text=저는 고양이 <b>&mask=causal&heads=2&pos=rope&softcap=2&temperature=0.5",
		"text=a b&pos=sinusoidal&softmax=queries&pad=2&ui.theme=dark", "x=1e20,-1e-20;3e38,1e-45&pos=alibi", "dim=64&heads=4&out_proj=0",
	} {
		d, p := play.Decode(doc)
		if p != nil {
			t.Fatal(p)
		}
		r := play.Run(d)
		for i := range r.Trace.Steps {
			step := &r.Trace.Steps[i]
			s := Step(r, step.ID, play.Korean)
			cells, shown := cellsOf(t, s.SVG()), 0
			m := r.Trace.Mat(step.ID)
			if len(cells) != len(m.Data) {
				t.Fatalf("%s %s: %d cells, want %d", doc, step.ID, len(cells), len(m.Data))
			}
			for _, shape := range s.Shapes {
				if text, ok := shape.(*Text); ok && text.Hidden {
					v := float64(m.Data[shown])
					got, err := strconv.ParseFloat(strings.NewReplacer("−", "-", "∞", "Inf").Replace(text.Text), 64)
					if err != nil || got != v && !(math.IsNaN(got) && math.IsNaN(v)) && math.Abs(got-v) > 0.00501+math.Abs(v)*0.005 {
						t.Errorf("%s %s: %s for %v", doc, step.ID, text.Text, v)
					}
					shown++
				}
			}
			if shown != 0 && shown != len(m.Data) {
				t.Errorf("%s %s: %d numbers, want %d", doc, step.ID, shown, len(m.Data))
			}
			if i%5 != 0 {
				continue
			}
			c, err := png.DecodeConfig(bytes.NewReader(s.PNG()))
			if err != nil || c.Width != s.Width || c.Height != s.Height {
				t.Errorf("%s %s: %v %v", doc, step.ID, c, err)
			}
		}
	}
}

// cellsOf are the cells that a reader of XML finds.
func cellsOf(t *testing.T, svg string) (cells []string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return cells
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			for _, a := range e.Attr {
				if a.Name.Local == "data-step" {
					cells = append(cells, a.Value)
				}
			}
		}
	}
}
