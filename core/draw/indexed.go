package draw

import (
	"image"
	"image/color"
	"maps"
	"slices"
)

// indexed returns a picture with a palette: a quarter of the bytes to filter and compress. Of more than 256 colours, nearly
// all of them shades at the edges of letters and lines, it keeps the inks and those that cover most; each other becomes the
// nearest of these.
func indexed(m *image.RGBA, inks []Colour) *image.Paletted {
	counts := map[uint32]int{}
	eachRun(m, func(_ int, colour uint32, n int) { counts[colour] += n })
	for _, c := range inks {
		counts[uint32(c.R)<<16|uint32(c.G)<<8|uint32(c.B)] += len(m.Pix)
	}
	kept := slices.SortedFunc(maps.Keys(counts), func(a, b uint32) int {
		if d := counts[b] - counts[a]; d != 0 {
			return d
		}
		return int(a) - int(b)
	})
	kept = kept[:min(len(kept), 256)]

	to := image.NewPaletted(m.Rect, nil)
	places := make(map[uint32]uint8, len(counts))
	for i, c := range kept {
		to.Palette = append(to.Palette, color.RGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 255})
		places[c] = uint8(i)
	}
	eachRun(m, func(at int, colour uint32, n int) {
		place, known := places[colour]
		if !known {
			place = nearest(kept, colour)
			places[colour] = place
		}
		for i := range n {
			to.Pix[at+i] = place
		}
	})
	return to
}

// eachRun calls f for every run of equal pixels: the first one's place, its colour as 0xrrggbb, how many they are.
func eachRun(m *image.RGBA, f func(at int, colour uint32, n int)) {
	colour := func(i int) uint32 {
		p := m.Pix[4*i : 4*i+3 : 4*i+3]
		return uint32(p[0])<<16 | uint32(p[1])<<8 | uint32(p[2])
	}
	start, last := 0, colour(0)
	pixels := len(m.Pix) / 4
	for i := 1; i < pixels; i++ {
		if c := colour(i); c != last {
			f(start, last, i-start)
			start, last = i, c
		}
	}
	f(start, last, pixels-start)
}

func nearest(kept []uint32, colour uint32) uint8 {
	best, distance := 0, 1<<30
	for i, k := range kept {
		r, g, b := int(k>>16)-int(colour>>16), int(k>>8&255)-int(colour>>8&255), int(k&255)-int(colour&255)
		if d := r*r + g*g + b*b; d < distance {
			best, distance = i, d
		}
	}
	return uint8(best)
}
