package site

import (
	"bytes"
	"net/http"
	"time"

	"qkvlab/core/play"
)

// A Painter draws a document as a PNG, with its words in lang. It is called from many goroutines at once.
type Painter func(d *play.Document, lang play.Lang) []byte

// recentCards is how many pictures are kept: a link that has been posted is asked for by many at once. Each has about 50 kB.
const recentCards = 64

// card answers /card.png?DOCUMENT with its picture, in the document's language. Keys that are not ours are ignored. It may
// be kept for a day: the numbers of a document never change, their drawing may.
//
//	400, 413, 422  a problem, as JSON
//	503            too much to do at the moment
type card struct {
	paint  Painter
	load   *load
	recent *recent
}

func (c *card) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !allow(w, r, "GET, HEAD", "GET", "HEAD") {
		return
	}
	setHeaders(w, answer)
	d, _, p := readLink(r)
	if p != nil {
		w.Header().Set("Vary", "Accept-Language")
		lang, _ := langOf(r)
		writeProblem(w, p, lang)
		return
	}
	key := d.String()
	v, known := c.recent.get(key)
	if !known {
		if !c.load.enter(r.Context()) {
			busy(w)
			return
		}
		png, p := c.draw(d)
		if p != nil {
			writeProblem(w, p, languageOf(d))
			return
		}
		v = newVariant("", png)
		c.recent.put(key, v)
	}
	setHeaders(w, picture)
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Etag", v.etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(v.body))
}

func (c *card) draw(d *play.Document) (png []byte, p *play.Problem) {
	defer c.load.leave()
	defer saved(d.String(), &p)
	return c.paint(d, languageOf(d)), nil
}
