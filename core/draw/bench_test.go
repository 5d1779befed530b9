package draw

import (
	"testing"

	"qkvlab/core/play"
)

func BenchmarkCardPNG(b *testing.B) {
	for _, c := range cards {
		name, doc := c.name, c.doc
		d, _ := play.Decode(doc)
		r := play.Run(d)
		b.Run(name+"/scene", func(b *testing.B) {
			for b.Loop() {
				Card(r, play.Korean)
			}
		})
		s := Card(r, play.Korean)
		b.Run(name+"/paint", func(b *testing.B) {
			for b.Loop() {
				s.paint()
			}
		})
		m := s.paint()
		b.Run(name+"/indexed", func(b *testing.B) {
			for b.Loop() {
				indexed(m, s.inks())
			}
		})
		b.Run(name+"/png", func(b *testing.B) {
			for b.Loop() {
				s.PNG()
			}
		})
	}
}
