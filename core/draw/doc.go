// Package draw makes pictures of a result without a browser: a scene of a few kinds of shapes, written as SVG or painted
// into a PNG. Like the page it shows nothing that was not computed.
//
//	scene := draw.Card(r, play.Korean) // 1200×630, as link previews want it
//	svg := scene.SVG()
//	png := scene.PNG()
//
//	card.go, figure.go   what a card shows, and where
//	step.go              one matrix
//	scene.go             shapes
//	svg.go, raster.go    the two ways out
//	font.go, text.go     the font of the PNG, and the measuring of text for both
//	palette.go           the page's colours
//
// The font holds the Hangul of KS X 1001, Latin, Greek, Cyrillic and signs; of other scripts a PNG shows boxes, an SVG
// whatever the viewer's fonts have.
package draw
