package site

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"qkvlab/core/play"
)

// answered is the answer as a consumer reads it, with the standard library.
type answered struct {
	Type, Version, Title, HTML string
	Provider                   string `json:"provider_url"`
	Thumbnail                  string `json:"thumbnail_url"`
	Width, Height              int
}

func TestOEmbedFramesOwnLinks(t *testing.T) {
	h := shared(t, Options{Origin: "https://lab.example"})
	for _, c := range []struct{ link, document string }{
		{"https://lab.example/s?text=the%20cat&heads=2", "text=the%20cat&heads=2"},
		{"https://lab.example/embed?x=1,2;3,4", "x=1,2;3,4"},
		{"https://lab.example/en/#text=the%20cat", "text=the%20cat"},
		{"https://lab.example/ko/#text=the%20cat", "text=the%20cat&ui.lang=ko"}, // it is shown in the link's language
		{"https://lab.example/s?seed=3&utm_source=x&fbclid=y", "seed=3"},
		{"https://lab.example/s?dim=4&heads=1", ""},
		{"https://lab.example/ko/", ""},
	} {
		res, body := ask(t, h, "GET", "/oembed?format=json&url="+url.QueryEscape(c.link), "")
		wantStatus(t, res, 200)
		wantHeader(t, res, "Content-Type", "application/json")
		wantHeader(t, res, "Access-Control-Allow-Origin", "*")
		var a answered
		if err := json.Unmarshal([]byte(body), &a); err != nil {
			t.Fatalf("%v in %s", err, body)
		}
		if a.Type != "rich" || a.Version != "1.0" || a.Width != frameWidth || a.Height != frameHeight || a.Provider != "https://lab.example/" {
			t.Errorf("%s: %+v", c.link, a)
		}
		if want := "https://lab.example/card.png" + query(c.document); a.Thumbnail != want {
			t.Errorf("%s: thumbnail %s, want %s", c.link, a.Thumbnail, want)
		}
		if got, want := frameOf(t, a.HTML)["src"], "https://lab.example/embed"+query(c.document); got != want {
			t.Errorf("%s: frame of %s, want %s", c.link, got, want)
		}
	}
}

// frameOf reads markup as a browser does: it must be one empty frame and nothing else.
func frameOf(t *testing.T, markup string) map[string]string {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(markup), nil)
	if err != nil {
		t.Fatal(err)
	}
	var frames []*html.Node
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.ElementNode && n.Data == "iframe":
			frames = append(frames, n)
		case n.Type == html.ElementNode && n.Data != "html" && n.Data != "head" && n.Data != "body", n.Type == html.TextNode:
			t.Errorf("there is %s %q in %s", []string{"an error", "text", "a document", "an element"}[n.Type], n.Data, markup)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	for _, n := range nodes {
		walk(n)
	}
	if len(frames) != 1 {
		t.Fatalf("%d frames in %s", len(frames), markup)
	}
	found := map[string]string{}
	for _, a := range frames[0].Attr {
		found[a.Key] = a.Val
	}
	return found
}

func TestOEmbedEscapes(t *testing.T) {
	h := shared(t, Options{Origin: "https://lab.example"})
	hostile := `</iframe><script>alert(1)</script>" onload="x' & <b>`
	_, body := ask(t, h, "GET", "/oembed?url="+url.QueryEscape("https://lab.example/s?text="+strings.ReplaceAll(url.QueryEscape(hostile), "+", "%20")), "")
	if strings.ContainsAny(body, "<>&") {
		t.Errorf("markup reaches whoever prints the answer: %s", body)
	}
	var a answered
	if err := json.Unmarshal([]byte(body), &a); err != nil {
		t.Fatal(err)
	}
	attributes := frameOf(t, a.HTML)
	for name := range attributes {
		if !strings.Contains(" src width height title frameborder style loading allow ", " "+name+" ") {
			t.Errorf("an attribute %s got in: %s", name, a.HTML)
		}
	}
	d, p := play.Decode(strings.TrimPrefix(attributes["src"], "https://lab.example/embed?"))
	if p != nil || d.Text != hostile {
		t.Errorf("the frame shows %+v, %v", d, p)
	}
}

func TestOEmbedKeepsWithinLimits(t *testing.T) {
	h := shared(t, Options{Origin: "https://lab.example"})
	for _, c := range []struct {
		limits        string
		width, height int
	}{
		{"", 680, 520}, {"&maxwidth=400", 400, 520}, {"&maxwidth=400&maxheight=300", 400, 300}, {"&maxwidth=9999", 680, 520},
		{"&maxwidth=1", 200, 520}, {"&maxwidth=-5&maxheight=x", 200, 520}, {"&maxwidth=1e3", 680, 520},
	} {
		_, body := ask(t, h, "GET", "/oembed?url=https%3A%2F%2Flab.example%2Fs%3Fseed%3D1"+c.limits, "")
		var a answered
		if err := json.Unmarshal([]byte(body), &a); err != nil || a.Width != c.width || a.Height != c.height {
			t.Errorf("%s: %dx%d, %v", c.limits, a.Width, a.Height, err)
		}
	}
}

func TestOEmbedRefuses(t *testing.T) {
	h := shared(t, Options{Origin: "https://lab.example"})
	for _, c := range []struct {
		query  string
		status int
	}{
		{"", 400}, {"url=", 400}, {"url=%zz", 400}, {"url=https://lab.example/s?seed=1;2", 400},
		{"url=https%3A%2F%2Felsewhere.example%2Fs%3Fseed%3D1", 404},
		{"url=https%3A%2F%2Flab.example.evil.example%2Fs%3Fseed%3D1", 404},
		{"url=https%3A%2F%2Flab.example%40evil.example%2Fs", 404},
		{"url=http%3A%2F%2Flab.example%2Fs%3Fseed%3D1", 404}, // another origin
		{"url=javascript%3Aalert(1)", 404}, {"url=%2Fs%3Fseed%3D1", 404},
		{"url=https%3A%2F%2Flab.example%2Fapi%2Fv1%2Fstep%3Fseed%3D1", 404}, {"url=https%3A%2F%2Flab.example%2F", 404},
		{"format=xml&url=https%3A%2F%2Flab.example%2Fs%3Fseed%3D1", 501},
		{"url=https%3A%2F%2Flab.example%2Fs%3Fdim%3D6%26heads%3D4", 422},
		{"url=https%3A%2F%2Flab.example%2Fs%3Ftext%3D" + strings.Repeat("a", 3*MaxDocument), 413},
	} {
		res, body := ask(t, h, "GET", "/oembed?"+c.query, "")
		if res.StatusCode != c.status {
			t.Errorf("%.80s: status %d, want %d: %.200s", c.query, res.StatusCode, c.status, body)
		}
	}
	res, _ := ask(t, h, "POST", "/oembed?url=x", "")
	wantStatus(t, res, 405)
}

func TestOEmbedWhereTheRequestTellsTheOrigin(t *testing.T) {
	h := shared(t, Options{})
	res, body := ask(t, h, "GET", "http://127.0.0.1:8080/oembed?url="+url.QueryEscape("http://127.0.0.1:8080/s?seed=1"), "")
	wantStatus(t, res, 200)
	if !strings.Contains(body, "http://127.0.0.1:8080/embed?seed=1") {
		t.Error(body)
	}
}

func TestEmbedMayBeFramed(t *testing.T) {
	files := siteFiles()
	h, err := Handler(files, Options{})
	if err != nil {
		t.Fatal(err)
	}
	res, _ := ask(t, h, "GET", "/embed?seed=1", "")
	wantStatus(t, res, 404) // no such page was built
	files[embedFile] = files["index.html"]
	if h, err = Handler(files, Options{}); err != nil {
		t.Fatal(err)
	}
	res, _ = ask(t, h, "GET", "/embed?seed=1&utm_source=x", "")
	wantStatus(t, res, 200)
	wantHeader(t, res, "Cross-Origin-Resource-Policy", "cross-origin")
	wantHeader(t, res, "Cross-Origin-Embedder-Policy", "require-corp")
	csp := res.Header.Get("Content-Security-Policy")
	if !strings.Contains(csp, "frame-ancestors *") || strings.Contains(csp, "frame-ancestors 'none'") {
		t.Error(csp)
	}
	if res, _ = ask(t, h, "GET", "/ko/", ""); !strings.Contains(res.Header.Get("Content-Security-Policy"), "frame-ancestors 'none'") {
		t.Error("the lab may be framed too")
	}
	static, err := HeadersFile(files)
	if err != nil {
		t.Fatal(err)
	}
	if _, lines, _ := strings.Cut(string(static), "/embed.html\n"); !strings.HasPrefix(lines, "  ") || !strings.Contains(strings.SplitN(lines, "\n/", 2)[0], "frame-ancestors *") {
		t.Errorf("on a static host it may not be framed: %.600s", lines)
	}
	if res, _ = ask(t, h, "PUT", "/embed", ""); res.StatusCode != 405 {
		t.Errorf("PUT: status %d", res.StatusCode)
	}
}
