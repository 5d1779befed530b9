package main

import (
	"bytes"
	"encoding/ascii85"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// singleLimit bounds the single file: it is sent by mail, and opened on telephones.
const singleLimit = 2_000_000

// offline is where the build leaves the scripts of the single file, beside the site and no part of it.
const offline = ".offline"

// A book is every page of the lab and the lessons in both languages. web/offline/boot.ts opens it.
type book struct {
	Sheets []string        `json:"sheets"`
	Pages  map[string]leaf `json:"pages"` // by folder: "ko/", "en/learn/why/"
}

type leaf struct {
	Lang   string `json:"lang"`
	Title  string `json:"title"`
	Sheets []int  `json:"sheets"`
	Body   string `json:"body"`
	Script bool   `json:"script"` // it runs the script
}

// writeSingle writes the whole site as one HTML file: pages, style, script and engine, which needs nothing else. An
// error names what a page needs that is not in the file.
func writeSingle(file, in string) (size int, err error) {
	raw, err := readTree(in)
	if err != nil {
		return 0, err
	}
	scripts, err := readTree(filepath.Join(in, offline))
	if err != nil {
		return 0, err
	}
	single, err := singleFile(raw, scripts["boot.js"], scripts["app.js"])
	if err != nil {
		return 0, err
	}
	if len(single) > singleLimit {
		return 0, fmt.Errorf("it has %d bytes, %d at most", len(single), singleLimit)
	}
	return len(single), os.WriteFile(file, single, 0o644)
}

func singleFile(raw tree, boot, app []byte) ([]byte, error) {
	if len(boot) == 0 || len(app) == 0 || len(raw[engine]) == 0 {
		return nil, errors.New("the scripts or the engine of the single file are not built: run ./build.sh build")
	}
	b := book{Pages: map[string]leaf{}}
	for _, name := range slices.Sorted(maps.Keys(raw)) {
		if folder, ok := pageFolder(name); ok {
			if err := b.add(folder, raw); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	for _, must := range []string{"ko/", "en/"} {
		if _, ok := b.Pages[must]; !ok {
			return nil, fmt.Errorf("there is no page %s: run ./build.sh build", must)
		}
	}
	pages, err := json.Marshal(b)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString(singleHead)
	for _, block := range []struct {
		id    string
		bytes []byte
	}{{"qkv-pages", pages}, {"qkv-script", app}, {"qkv-engine", raw[engine]}} {
		zipped, err := gzipForm.encode(block.bytes)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, "<script type=\"application/octet-stream\" id=\"%s\">%s</script>\n", block.id, base85(zipped))
	}
	fmt.Fprintf(&out, singleEnd, bytes.TrimSpace(boot))
	return out.Bytes(), nil
}

// base85 is Ascii85 in groups of five letters throughout, and without <, which would end the script that it stands in: v is in its
// place. It takes 1.25 letters for a byte, base64 1.33. web/offline/blocks.ts reads it.
func base85(b []byte) []byte {
	text := make([]byte, ascii85.MaxEncodedLen(len(b)))
	text = text[:ascii85.Encode(text, b)]
	return bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("z"), []byte("!!!!!")), []byte("<"), []byte("v"))
}

// The file states a policy of its own: it runs what is in it, and speaks to nobody.
const singleHead = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'">
<title>QKV Lab</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
`

const singleEnd = `</head>
<body>
<noscript><p lang="ko">이 페이지는 계산을 위해 자바스크립트와 WebAssembly를 씁니다. 브라우저 설정에서 자바스크립트를 켜 주세요.</p>
<p lang="en">This page computes with JavaScript and WebAssembly. Please turn JavaScript on in the browser's settings.</p></noscript>
<script>%s</script>
</body>
</html>
`

// pageFolder is the folder of a page that the single file has: those in a language.
func pageFolder(name string) (folder string, ok bool) {
	folder, ok = strings.CutSuffix(name, "index.html")
	return folder, ok && (strings.HasPrefix(name, "ko/") || strings.HasPrefix(name, "en/"))
}

func (b *book) add(folder string, raw tree) error {
	doc, err := html.Parse(bytes.NewReader(raw[folder+"index.html"]))
	if err != nil {
		return err
	}
	var l leaf
	var body *html.Node
	var rest []*html.Node
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			l.Lang = valueOf(n, "lang")
		case atom.Title:
			if l.Title == "" && n.Parent.DataAtom == atom.Head {
				l.Title = textOf(n)
			}
		case atom.Style:
			l.Sheets = append(l.Sheets, b.sheet(textOf(n)))
		case atom.Link:
			if valueOf(n, "rel") == "stylesheet" {
				name := path.Join(folder, valueOf(n, "href"))
				if _, ok := raw[name]; !ok {
					return fmt.Errorf("there is no style %s", name)
				}
				l.Sheets = append(l.Sheets, b.sheet(withFonts(name, raw)))
			}
		case atom.Body:
			body = n
		case atom.Template:
			if valueOf(n, "id") == "rest" {
				rest = append(rest, n)
			}
		}
		if err := retargetToSingle(n, folder, raw); err != nil {
			return err
		}
	}
	for _, n := range rest { // the scripts of the site; the file's own stands for them
		n.Parent.RemoveChild(n)
		l.Script = true
	}
	var out strings.Builder
	for n := range body.ChildNodes() {
		if err := html.Render(&out, n); err != nil {
			return err
		}
	}
	l.Body = strings.TrimSpace(out.String())
	b.Pages[folder] = l
	return nil
}

// withFonts is a style with its fonts in it.
func withFonts(name string, raw tree) string {
	css := raw[name]
	for other, body := range raw {
		for _, from := range spellings(name, other) {
			if path.Ext(other) == ".woff2" {
				css = bytes.ReplaceAll(css, from, []byte("url(data:font/woff2;base64,"+base64.StdEncoding.EncodeToString(body)+")"))
			}
		}
	}
	return string(css)
}

// sheet keeps a style once.
func (b *book) sheet(css string) int {
	if i := slices.Index(b.Sheets, css); i >= 0 {
		return i
	}
	b.Sheets = append(b.Sheets, css)
	return len(b.Sheets) - 1
}

// retargetToSingle rewrites a link to a page so that it leads to it in the file: "../why/#keys" to "?ko/learn/why/#keys".
func retargetToSingle(n *html.Node, folder string, raw tree) error {
	if n.DataAtom != atom.A {
		if src := valueOf(n, "src"); src != "" && n.DataAtom != atom.Script && !strings.HasPrefix(src, "data:") {
			return fmt.Errorf("%s is not in the single file", src)
		}
		return nil
	}
	for i, a := range n.Attr {
		if a.Key != "href" {
			continue
		}
		to, err := url.Parse(a.Val)
		if err != nil {
			return err
		}
		if to.IsAbs() || to.Path == "" && to.RawQuery == "" {
			continue
		}
		at := folder
		if to.Path != "" {
			at = path.Join(folder, to.Path) + "/"
		}
		if _, ok := raw[at+"index.html"]; !ok || !strings.HasPrefix(at, "ko/") && !strings.HasPrefix(at, "en/") {
			return fmt.Errorf("the link %s leads out of the single file", a.Val)
		}
		query, hash := "", ""
		if to.RawQuery != "" {
			query = "&" + to.RawQuery
		}
		if _, fragment, ok := strings.Cut(a.Val, "#"); ok {
			hash = "#" + fragment // as it is written: a document has its own way to escape
		}
		n.Attr[i].Val = "?" + at + query + hash
	}
	return nil
}

func valueOf(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	if n.FirstChild == nil {
		return ""
	}
	return n.FirstChild.Data
}
