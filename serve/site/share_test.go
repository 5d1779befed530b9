package site

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"qkvlab/core/play"
)

const labPage = `<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<title>QKV Lab: of its own</title>
<meta name="description" content="of its own">
<style>p{}</style>
</head>
<body><svg><title>a picture's</title></svg><p>the lab</p></body></html>`

// shared is a site whose previews repeat what they were asked for.
func shared(t *testing.T, o Options) http.Handler {
	t.Helper()
	files := siteFiles()
	for _, lang := range []string{"ko", "en"} {
		files[lang+"/index.html"].Data = []byte(strings.Replace(labPage, `"ko"`, `"`+lang+`"`, 1))
	}
	if o.Card == nil {
		o.Card = func(d *play.Document, lang play.Lang) []byte { return []byte(string(lang) + ":" + d.String()) }
	}
	o.Preview = func(d *play.Document, lang play.Lang) Preview {
		return Preview{strings.Join(d.TokenList(), " "), "in " + string(lang), 1200, 630}
	}
	h, err := Handler(files, o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// head reads a page as a crawler does: titles, and each meta and link by what names it.
func head(t *testing.T, body string) map[string]string {
	t.Helper()
	found := map[string]string{}
	z := html.NewTokenizer(strings.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return found
		case html.StartTagToken:
			tag := z.Token()
			switch tag.Data {
			case "title":
				if z.Next(); found["title"] == "" {
					found["title"] = z.Token().Data
				}
			case "meta":
				name := attribute(tag, "property") + attribute(tag, "name")
				if _, twice := found[name]; twice && name != "" {
					t.Errorf("two tags %s", name)
				}
				found[name] = attribute(tag, "content")
			case "link":
				found[attribute(tag, "type")] = attribute(tag, "href")
			case "script":
				if to := attribute(tag, "data-to"); to != "" {
					found["to"] = to
				}
			case "body":
				return found
			}
		}
	}
}

func TestShareTagsADocument(t *testing.T) {
	h := shared(t, Options{})
	res, body := ask(t, h, "GET", "http://lab.example/s?text=the%20cat&heads=2&utm_source=chat&fbclid=x;y", "")
	wantStatus(t, res, 200)
	wantHeader(t, res, "Content-Type", "text/html; charset=utf-8")
	wantHeader(t, res, "Vary", "Accept-Encoding, Accept-Language")
	const doc = "text=the%20cat&heads=2"
	for name, want := range map[string]string{
		"title": "the cat · QKV Lab", "description": "in en", "og:title": "the cat", "og:description": "in en", "og:locale": "en_US",
		"og:type": "website", "og:site_name": "QKV Lab", "twitter:card": "summary_large_image",
		"og:url": "http://lab.example/s?" + doc, "og:image": "http://lab.example/card.png?" + doc,
		"og:image:width": "1200", "og:image:height": "630", "og:image:type": "image/png", "og:image:alt": "the cat: in en",
		"twitter:image": "http://lab.example/card.png?" + doc, "to": "en/#" + doc,
	} {
		if got := head(t, body)[name]; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	embed, err := url.Parse(head(t, body)["application/json+oembed"])
	if err != nil || embed.Path != "/oembed" || embed.Query().Get("url") != "http://lab.example/s?"+doc {
		t.Errorf("oEmbed discovery: %v, %v", embed, err)
	}
	if !strings.Contains(body, "<p>the lab</p>") || !strings.Contains(body, "a picture's") || strings.Contains(body, "of its own") {
		t.Error("the page is not whole, or has kept its own title")
	}
	if strings.Index(body, "og:title") > 1024 {
		t.Error("the tags stand too far behind for who reads only the beginning")
	}
	if policy := res.Header.Get("Content-Security-Policy"); policy != policyOf([]byte(body)) || !strings.Contains(policy, "'sha256-") {
		t.Errorf("policy %q", policy)
	}

	again, _ := ask(t, h, "GET", "http://lab.example/s?heads=2&text=the%20cat", "", "If-None-Match", res.Header.Get("Etag"))
	wantStatus(t, again, 304)
}

func TestShareLanguage(t *testing.T) {
	h := shared(t, Options{})
	for _, c := range []struct{ query, accept, want, image string }{
		{"text=hello", "", "en", "text=hello"},
		{"text=%EC%A0%80", "", "ko", "text=%EC%A0%80"},
		{"", "", "ko", ""}, // the article's sentence is Korean
		{"text=hello", "ko-KR", "ko", "text=hello&ui.lang=ko"},
		{"text=%EC%A0%80&ui.title=x&ui.hide=y", "en", "en", "text=%EC%A0%80&ui.hide=y&ui.lang=en&ui.title=x"},
		{"text=hello&ui.lang=ko", "en", "ko", "text=hello&ui.lang=ko"},
		{"text=hello&ui.lang=fr", "ko", "ko", "text=hello&ui.lang=ko"},
	} {
		_, body := ask(t, h, "GET", "http://lab.example/s?"+c.query, "", "Accept-Language", c.accept)
		tags := head(t, body)
		_, image, _ := strings.Cut(tags["og:image"], "?")
		if tags["og:description"] != "in "+c.want || image != c.image || !strings.Contains(body, `<html lang="`+c.want+`"`) {
			t.Errorf("%s for %q: %q, image %q, want %s, %q", c.query, c.accept, tags["og:description"], image, c.want, c.image)
		}
	}
}

// Whatever is in a document stays text.
func TestShareEscapes(t *testing.T) {
	h := shared(t, Options{})
	evil := `"><script>alert(1)</script><img src=x onerror=alert(1)> '&amp;` + "\u2028"
	for _, query := range []string{
		"text=" + play.Escape(evil), "ui.title=" + play.Escape(evil), "tokens=" + play.Escape(evil),
		`text="><script>alert(1)</script>`, `nonsense<script>`, `x=<script>alert(1)</script>`, "text=%3Cscript%3E&dim=0",
	} {
		res, body := ask(t, h, "GET", "http://lab.example/s?"+strings.ReplaceAll(query, " ", "%20"), "")
		z, scripts := html.NewTokenizer(strings.NewReader(body)), 0
		for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
			tag := z.Token()
			if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
				continue
			}
			if tag.Data == "img" || attribute(tag, "onerror") != "" {
				t.Errorf("%s: element %v", query, tag)
			}
			if tag.Data == "script" {
				scripts++
			}
		}
		if scripts != 1 || !strings.Contains(res.Header.Get("Content-Security-Policy"), "frame-ancestors 'none'") {
			t.Errorf("%s: %d scripts", query, scripts)
		}
	}
	for _, host := range []string{`evil"><script>`, "a b", "x/y", ""} {
		r, _ := http.NewRequest("GET", "http://lab.example/s", nil)
		r.Host = host
		if got := originOf(r, ""); got != "" {
			t.Errorf("host %q gives the origin %q", host, got)
		}
	}
}

func TestShareOrigin(t *testing.T) {
	_, body := ask(t, shared(t, Options{Origin: "https://qkv.example/"}), "GET", "http://inside:8080/s?dim=2", "")
	if got := head(t, body)["og:image"]; got != "https://qkv.example/card.png?dim=2" {
		t.Errorf("image %q", got)
	}
	_, body = ask(t, shared(t, Options{}), "GET", "http://lab.example/s?dim=2", "", "X-Forwarded-Proto", "https")
	if got := head(t, body)["og:image"]; got != "https://lab.example/card.png?dim=2" {
		t.Errorf("behind a proxy: image %q", got)
	}
}

// A link with a problem still opens the page, which says what is wrong.
func TestShareWithAProblem(t *testing.T) {
	h := shared(t, Options{})
	for query, status := range map[string]int{"heads=3": 422, "text=%zz": 422, "text=" + strings.Repeat("a", MaxDocument): 413} {
		res, body := ask(t, h, "GET", "http://lab.example/s?"+query, "")
		wantStatus(t, res, status)
		to := head(t, body)["to"]
		if !strings.Contains(body, "the lab") || head(t, body)["og:title"] != "" || status == 422 && to != "en/#"+query {
			t.Errorf("%.20s: leads to %.40q", query, to)
		}
	}
}

func TestShareCompressed(t *testing.T) {
	h := shared(t, Options{})
	_, plain := ask(t, h, "GET", "http://lab.example/s", "")
	res, body := ask(t, h, "GET", "http://lab.example/s", "", "Accept-Encoding", "gzip, br")
	wantHeader(t, res, "Content-Encoding", "gzip")
	r, err := gzip.NewReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(r); err != nil || string(b) != plain {
		t.Errorf("%d bytes, %v; want %d", len(b), err, len(plain))
	}
}

func TestCard(t *testing.T) {
	drawn := 0
	h := shared(t, Options{Card: func(d *play.Document, lang play.Lang) []byte {
		drawn++
		return []byte(string(lang) + ":" + d.String())
	}})
	res, body := ask(t, h, "GET", "/card.png?heads=2&utm_campaign=a&text=hi&fbclid=1", "")
	wantStatus(t, res, 200)
	wantHeader(t, res, "Content-Type", "image/png")
	wantHeader(t, res, "Cache-Control", "public, max-age=86400")
	wantHeader(t, res, "Cross-Origin-Resource-Policy", "cross-origin")
	wantHeader(t, res, "Content-Length", strconv.Itoa(len(body)))
	if body != "en:text=hi&heads=2" {
		t.Errorf("body %q", body)
	}
	etag := res.Header.Get("Etag")
	res, body = ask(t, h, "GET", "/card.png?text=hi&heads=2&kv_heads=2", "", "If-None-Match", etag)
	wantStatus(t, res, 304)
	wantHeader(t, res, "Etag", etag)
	if body != "" || drawn != 1 {
		t.Errorf("drawn %d times, body %q", drawn, body)
	}
	if _, body = ask(t, h, "HEAD", "/card.png?text=hi", ""); body != "" {
		t.Errorf("HEAD with a body: %q", body)
	}
	for query, status := range map[string]int{"heads=3": 422, "v=9": 422, "text=%": 422, strings.Repeat("a", MaxDocument+1): 413} {
		res, body := ask(t, h, "GET", "/card.png?"+query, "")
		wantStatus(t, res, status)
		wantHeader(t, res, "Content-Type", "application/json")
		wantHeader(t, res, "Cache-Control", "no-cache")
		if !strings.Contains(body, `"code"`) {
			t.Errorf("%.20s: %.100s", query, body)
		}
	}
	res, _ = ask(t, h, "POST", "/card.png", "")
	wantStatus(t, res, 405)
}

// Pictures share the turns of documents; one that panics is a problem, and gives its turn back.
func TestCardsAreBounded(t *testing.T) {
	quietLog(t)
	started, finish := make(chan struct{}), make(chan struct{})
	c := &card{load: newLoad(1), recent: newRecent(2), paint: func(d *play.Document, _ play.Lang) []byte {
		if d.Seed == 7 {
			panic("of a test")
		}
		started <- struct{}{}
		<-finish
		return []byte("png")
	}}
	c.load.patience = 20 * time.Millisecond
	var wait sync.WaitGroup
	wait.Go(func() {
		res, _ := ask(t, c, "GET", "/card.png?seed=1", "")
		wantStatus(t, res, 200)
	})
	<-started
	res, _ := ask(t, c, "GET", "/card.png?seed=2", "")
	wantStatus(t, res, 503)
	finish <- struct{}{}
	wait.Wait()
	for range 3 {
		res, _ = ask(t, c, "GET", "/card.png?seed=7", "")
		wantStatus(t, res, 500)
	}
	for i := range 5 {
		c.recent.put(strconv.Itoa(i), variant{})
	}
	if _, old := c.recent.get("2"); old || len(c.recent.kept) != 2 || len(c.recent.order) != 2 {
		t.Errorf("kept %v", c.recent.order)
	}
}
