package site

import (
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"qkvlab/core/play"
)

const siteName = "QKV Lab"

var locales = map[play.Lang]string{play.Korean: "ko_KR", play.English: "en_US"}

// tags are the lines of a head by which others preview a document: its title and description, Open Graph, the few that
// Twitter does not take from there, and where the oEmbed answer is. Addresses must be absolute; without an origin those
// that need one are left out.
func tags(d *play.Document, lang play.Lang, p Preview, origin string) string {
	var b strings.Builder
	put := func(parts ...string) { // markup and text by turns
		for i, part := range parts {
			if i%2 == 1 {
				part = html.EscapeString(part)
			}
			b.WriteString(part)
		}
		b.WriteByte('\n')
	}
	put(`<title>`, p.Title+" · "+siteName, `</title>`)
	put(`<meta name="description" content="`, p.Line, `">`)
	for _, row := range []struct{ property, content string }{
		{"og:type", "website"}, {"og:site_name", siteName}, {"og:title", p.Title}, {"og:description", p.Line}, {"og:locale", locales[lang]},
	} {
		put(`<meta property="`, row.property, `" content="`, row.content, `">`)
	}
	put(`<meta name="twitter:card" content="summary_large_image">`)
	if origin == "" {
		return b.String()
	}
	link := origin + "/s" + query(d.String())
	picture := origin + "/card.png" + query(inLanguage(d, lang))
	for _, row := range []struct{ property, content string }{
		{"og:url", link}, {"og:image", picture}, {"og:image:type", "image/png"},
		{"og:image:width", strconv.Itoa(p.Width)}, {"og:image:height", strconv.Itoa(p.Height)}, {"og:image:alt", p.Title + ": " + p.Line},
	} {
		put(`<meta property="`, row.property, `" content="`, row.content, `">`)
	}
	put(`<meta name="twitter:image" content="`, picture, `">`)
	put(`<link rel="alternate" type="application/json+oembed" href="`, origin+"/oembed?format=json&url="+url.QueryEscape(link),
		`" title="`, p.Title, `">`)
	return b.String()
}

func query(document string) string {
	if document == "" {
		return ""
	}
	return "?" + document
}

// inLanguage is a document that says its language, where it would be shown in another one by itself.
func inLanguage(d *play.Document, lang play.Lang) string {
	if languageOf(d) == lang {
		return d.String()
	}
	said := *d
	said.UI = slices.DeleteFunc(slices.Clone(d.UI), func(u play.UI) bool { return u.Key == "ui.lang" })
	said.UI = append(said.UI, play.UI{Key: "ui.lang", Value: string(lang)})
	slices.SortFunc(said.UI, func(a, b play.UI) int { return strings.Compare(a.Key, b.Key) })
	return said.String()
}
