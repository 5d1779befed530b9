// Package compute is what the hosts of site, the server and the edge worker, hand in to it: the numbers of a document and
// its picture. All of it is a function of the document and the language.
package compute

import (
	"qkvlab/core/draw"
	"qkvlab/core/play"
	"qkvlab/core/wire"
	"qkvlab/serve/site"
)

// Options are a site's, computing everything.
func Options() site.Options { return site.Options{Step: Step, Card: Card, Preview: Preview} }

// Step is what /api/v1/step computes: the same door, and the same bytes, as the command line's -json.
func Step(document string, steps []string, lang play.Lang) ([]byte, *play.Problem) {
	d, p := play.Decode(document)
	if p != nil {
		return nil, p
	}
	return wire.ResultJSON(play.Run(d), steps, nil, lang)
}

// Card is what /card.png shows: the same picture as the command line's -svg, as a PNG.
func Card(d *play.Document, lang play.Lang) []byte { return draw.Card(play.Run(d).Told(), lang).PNG() }

// Preview is what a link to a document says of itself.
func Preview(d *play.Document, lang play.Lang) site.Preview {
	s := draw.Card(play.Run(d).Told(), lang)
	return site.Preview{Title: s.Title, Line: s.About, Width: s.Width, Height: s.Height}
}
