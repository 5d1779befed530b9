package draw

import (
	_ "embed" // the font
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed font/hangul.otf
var fontFile []byte

// parsed is the font; reading its tables waits for the first picture.
var parsed = sync.OnceValue(func() *opentype.Font {
	f, err := opentype.Parse(fontFile)
	if err != nil {
		panic("draw: font: " + err.Error())
	}
	return f
})

// fontFamily is what an SVG asks for: fonts with Hangul, the page's order.
const fontFamily = `Pretendard, "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic", system-ui, sans-serif`

const fontWeight = "600"

// faces are the sizes that a picture has used. They are not safe for several goroutines at once.
type faces map[float64]font.Face

func (f faces) at(size float64) font.Face {
	if face, ok := f[size]; ok {
		return face
	}
	face, err := opentype.NewFace(parsed(), &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic("draw: font: " + err.Error())
	}
	f[size] = face
	return face
}

// measure returns how wide a text is, in pixels.
func (f faces) measure(text string, size float64) float64 {
	return toFloat(font.MeasureString(f.at(size), text))
}

// has reports whether the font has a character.
func has(buffer *sfnt.Buffer, c rune) bool {
	i, err := parsed().GlyphIndex(buffer, c)
	return err == nil && i != 0
}

func toFloat(x fixed.Int26_6) float64 { return float64(x) / 64 }

func toFixed(x float64) fixed.Int26_6 { return fixed.Int26_6(x*64 + 0.5) }
