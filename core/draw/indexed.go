package draw

import (
	"image"
	"image/color"
	"slices"
)

// indexed returns a picture with a palette: a quarter of the bytes to filter and compress. Of more than 256 colours, nearly
// all of them shades at the edges of letters and lines, it keeps the inks and those that cover most; each other becomes the
// nearest of these.
func indexed(m *image.RGBA, inks []Colour) *image.Paletted {
	t := tally{ids: map[uint32]int{}}
	runs := t.runs(m)
	for _, c := range inks {
		t.covered[t.id(uint32(c.R)<<16|uint32(c.G)<<8|uint32(c.B))] += len(m.Pix)
	}
	order := make([]int, len(t.colours))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if d := t.covered[b] - t.covered[a]; d != 0 {
			return d
		}
		return int(t.colours[a]) - int(t.colours[b])
	})

	to := image.NewPaletted(m.Rect, nil)
	kept := make([]uint32, 0, 256)
	places := make([]uint8, len(t.colours))
	for i, id := range order {
		c := t.colours[id]
		if i < 256 {
			to.Palette = append(to.Palette, color.RGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 255})
			kept = append(kept, c)
			places[id] = uint8(i)
		} else {
			places[id] = nearest(kept, c)
		}
	}
	at := 0
	for _, r := range runs {
		if place := places[r.id]; place != 0 { // which all are at first
			for i := range r.pixels {
				to.Pix[at+i] = place
			}
		}
		at += r.pixels
	}
	return to
}

// A run is so many equal pixels, one after another.
type run struct{ id, pixels int }

// A tally numbers colours (0xrrggbb) as they come, and counts their pixels.
type tally struct {
	colours []uint32
	covered []int
	ids     map[uint32]int
	recent  [512]struct {
		colour uint32 // and a bit, so that an empty one is none
		id     int
	}
}

func (t *tally) id(colour uint32) int {
	near := &t.recent[(colour^colour>>7^colour>>15)%uint32(len(t.recent))] // letters have few shades: the map is asked rarely
	if near.colour == colour|1<<24 {
		return near.id
	}
	id, known := t.ids[colour]
	if !known {
		id = len(t.colours)
		t.ids[colour] = id
		t.colours, t.covered = append(t.colours, colour), append(t.covered, 0)
	}
	near.colour, near.id = colour|1<<24, id
	return id
}

// runs are all pixels of a picture. Its loop calls nothing for a pixel that is as the one before: the edge worker is built
// without inlining.
func (t *tally) runs(m *image.RGBA) (runs []run) {
	pix := m.Pix
	for start, end := 0, 0; start < len(pix); start = end {
		r, g, b := pix[start], pix[start+1], pix[start+2]
		for end += 4; end < len(pix) && pix[end] == r && pix[end+1] == g && pix[end+2] == b; {
			end += 4
		}
		id := t.id(uint32(r)<<16 | uint32(g)<<8 | uint32(b))
		t.covered[id] += (end - start) / 4
		runs = append(runs, run{id, (end - start) / 4})
	}
	return runs
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
