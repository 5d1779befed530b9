package main

import (
	"bytes"
	"compress/gzip"
	"encoding/ascii85"
	"encoding/json"
	"io"
	"regexp"
	"strings"
	"testing"
)

func builtBook() tree {
	files := built()
	files["ko/index.html"] = []byte(`<!doctype html><html lang=ko><title>실험실</title><style>p{}</style><body><a href="../en/">English</a> <a href="learn/why/#keys">배우기</a><qkv-lab></qkv-lab><template id="rest"><script src="../qkvlab.js"></script></template>`)
	files["en/index.html"] = []byte(`<!doctype html><html lang=en><title>Lab</title><style>p{}</style><body><a href="../ko/">한국어</a>`)
	files["ko/learn/why/index.html"] = []byte(`<!doctype html><html lang=ko><title>왜</title><link rel=stylesheet href="../../../qkvlab.css"><body>` +
		`<a href="../../#text=a%26b&amp;seed=2">실험실</a> <a href="#keys">이 장</a> <a href="./?seed=3">문제</a> <a href="https://arxiv.org/abs/1706.03762">논문</a>`)
	return files
}

// blockOf unpacks what the file carries under an id, as a browser does.
func blockOf(t *testing.T, single []byte, id string) []byte {
	t.Helper()
	m := regexp.MustCompile(`id="` + id + `">([^<]*)</script>`).FindSubmatch(single)
	if m == nil {
		t.Fatalf("there is no %s", id)
	}
	z, err := gzip.NewReader(ascii85.NewDecoder(bytes.NewReader(bytes.ReplaceAll(m[1], []byte("v"), []byte("<")))))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func TestSingleFile(t *testing.T) {
	files := builtBook()
	single, err := singleFile(files, []byte("boot()\n"), []byte("app()"))
	if err != nil {
		t.Fatal(err)
	}
	if got := blockOf(t, single, "qkv-engine"); !bytes.Equal(got, files[engine]) {
		t.Errorf("the engine has other bytes: %q", got)
	}
	if got := string(blockOf(t, single, "qkv-script")); got != "app()" {
		t.Errorf("script %q", got)
	}
	if !bytes.Contains(single, []byte("<script>boot()</script>")) {
		t.Error("the file does not begin by itself")
	}
	var b book
	if err := json.Unmarshal(blockOf(t, single, "qkv-pages"), &b); err != nil {
		t.Fatal(err)
	}
	lab, why := b.Pages["ko/"], b.Pages["ko/learn/why/"]
	if lab.Lang != "ko" || lab.Title != "실험실" || !lab.Script || why.Script || b.Pages["en/"].Title != "Lab" {
		t.Errorf("pages %+v", b.Pages)
	}
	if strings.Contains(lab.Body, "qkvlab.js") {
		t.Errorf("the site's script is still asked for: %s", lab.Body)
	}
	if len(b.Sheets) != 2 || b.Sheets[lab.Sheets[0]] != "p{}" || b.Sheets[why.Sheets[0]] != string(files["qkvlab.css"]) {
		t.Errorf("styles %v of %q", b.Pages, b.Sheets)
	}
	for _, link := range []struct {
		in   leaf
		href string
	}{
		{lab, `"?en/"`}, {lab, `"?ko/learn/why/#keys"`}, {why, `"?ko/#text=a%26b&amp;seed=2"`}, {why, `"#keys"`},
		{why, `"?ko/learn/why/&amp;seed=3"`}, {why, `"https://arxiv.org/abs/1706.03762"`},
	} {
		if !strings.Contains(link.in.Body, "href="+link.href) {
			t.Errorf("no link %s in %s", link.href, link.in.Body)
		}
	}
}

func TestSingleFileIsWhole(t *testing.T) {
	for name, c := range map[string]struct{ page, want string }{
		"a link to nothing":   {`<a href="../none/">`, "../none/"},
		"a link out":          {`<a href="../../gallery/">`, "../../gallery/"},
		"a picture":           {`<img src="icon.svg">`, "icon.svg"},
		"a style that is not": {`<link rel=stylesheet href="none.css">`, "none.css"},
	} {
		files := builtBook()
		files["ko/learn/how/index.html"] = []byte(c.page)
		if _, err := singleFile(files, []byte("boot()"), []byte("app()")); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "ko/learn/how/") {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if _, err := singleFile(builtBook(), nil, []byte("app()")); err == nil || !strings.Contains(err.Error(), "./build.sh build") {
		t.Errorf("no script: error %v", err)
	}
}
