package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"io"
	"maps"
	"math/rand"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"qkvlab/serve/site"
)

const page = `<!doctype html><html lang=ko>
<link rel="preload" href="../qkvlab.wasm" as=fetch crossorigin>
<link rel=stylesheet href=../qkvlab.css>
<script src='../qkvlab.js' data-wasm="qkvlab.wasm" data-note="qkvlab.js" defer></script>
<!-- src="../qkvlab.js" --><a href="../en/" title="src=../qkvlab.js">English</a> <a href="https://example.com/qkvlab.js">x</a>
<pre>&lt;script src="../qkvlab.js">&lt;/script></pre>`

func built() tree {
	return tree{
		"index.html":        []byte(`<!doctype html><link rel=stylesheet href="qkvlab.css"><a href=ko/>한국어</a>`),
		"ko/index.html":     []byte(page),
		"en/index.html":     []byte(strings.Replace(page, "lang=ko", "lang=en", 1)),
		"qkvlab.js":         []byte(strings.Repeat("/* padding */", 100) + `run("qkvlab.wasm","qkvlab.worker.js");say('qkvlab.js');` + "\n//# sourceMappingURL=qkvlab.js.map\n"),
		"qkvfigures.js":     []byte(`run("qkvlab.wasm","qkvlab.worker.js")`),
		"qkvpage.js":        []byte(`run("qkvlab.wasm","qkvlab.worker.js")`),
		"qkvlab.js.map":     []byte(`{"version":3,"sources":["../src/main.ts"]}`),
		"qkvlab.worker.js":  []byte(strings.Repeat("/* padding */", 100) + "warm()"),
		"v/1.2.3/qkvlab.js": []byte(`run("../../qkvlab.wasm","../../qkvlab.worker.js")` + "\n//# sourceMappingURL=../../qkvlab.js.map\n"),
		"qkvlab.css":        []byte(strings.Repeat("p { margin: 0 }\n", 50)),
		"qkvlab.wasm":       append([]byte("\x00asm"), bytes.Repeat([]byte("engine"), 1000)...),
		"gallery/fig.js":    []byte(`load("../qkvlab.wasm")`),
		"icon.svg":          []byte("<svg/>"),
	}
}

func writeBuilt(t *testing.T, files tree) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "dist")
	if err := writeTree(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}

// served asks the packed site as the server hands it out.
func served(t *testing.T, packed string) func(path string) (*http.Response, string) {
	t.Helper()
	h, err := site.Handler(os.DirFS(packed), site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return func(path string) (*http.Response, string) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return w.Result(), w.Body.String()
	}
}

// The packed site, served, must hang together: every file that a page names is there, and may be kept for ever.
func TestPackedPagesFindTheirFiles(t *testing.T) {
	in, out, cache := writeBuilt(t, built()), filepath.Join(t.TempDir(), "site"), t.TempDir()
	if err := run(t.Output(), in, out, cache, true); err != nil {
		t.Fatal(err)
	}
	get := served(t, out)
	fetched := 0
	for _, p := range []string{"/ko/", "/en/"} {
		_, html := get(p)
		for _, m := range regexp.MustCompile(`<(?:link|script)[^>]*?(?:src|href)=["']?\.\.(/[^"'> ]+)|data-wasm="([^"]+)"`).FindAllStringSubmatch(html, -1) {
			name := m[1]
			if name == "" {
				name = "/" + m[2]
			}
			fetched++
			if res, _ := get(name); res.StatusCode != 200 || !strings.Contains(res.Header.Get("Cache-Control"), "immutable") {
				t.Errorf("%s names %s: status %d, Cache-Control %q", p, name, res.StatusCode, res.Header.Get("Cache-Control"))
			}
		}
		for _, kept := range []string{
			`<pre>&lt;script src="../qkvlab.js">`, `<!-- src="../qkvlab.js" -->`, `title="src=../qkvlab.js"`,
			`data-note="qkvlab.js"`, `https://example.com/qkvlab.js`, `as=fetch crossorigin>`,
		} {
			if !strings.Contains(html, kept) {
				t.Errorf("%s: %s was changed: %s", p, kept, html)
			}
		}
	}
	if fetched != 8 {
		t.Errorf("%d references in two pages, want 8", fetched)
	}

	// The script that other people's pages load keeps its name, and names the engine and the worker that belong to it.
	res, script := get("/qkvlab.js")
	m := regexp.MustCompile(`run\("(qkvlab\.[0-9a-f]{12}\.wasm)","(qkvlab\.[0-9a-f]{12}\.worker\.js)"\)`).FindStringSubmatch(script)
	if m == nil || res.Header.Get("Cache-Control") != "no-cache" {
		t.Fatalf("qkvlab.js (%s): %s", res.Header.Get("Cache-Control"), script)
	}
	for _, name := range m[1:] {
		if res, _ := get("/" + name); res.StatusCode != 200 {
			t.Errorf("%s: status %d", name, res.StatusCode)
		}
	}
	m = regexp.MustCompile(`sourceMappingURL=(\S+)`).FindStringSubmatch(script)
	if res, _ := get("/" + m[1]); res.StatusCode != 200 || !strings.Contains(res.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("source map %s: status %d", m[1], res.StatusCode)
	}
	if !strings.Contains(script, `say('qkvlab.js')`) {
		t.Errorf("the script's own fixed name was changed: %s", script)
	}
}

// A script under its version keeps its address and may be kept for ever; its hash, as printed, is that of what is served.
func TestVersionedScripts(t *testing.T) {
	in, out := writeBuilt(t, built()), filepath.Join(t.TempDir(), "site")
	var said bytes.Buffer
	if err := run(&said, in, out, t.TempDir(), false); err != nil {
		t.Fatal(err)
	}
	get := served(t, out)
	res, script := get("/v/1.2.3/qkvlab.js")
	if cache := res.Header.Get("Cache-Control"); res.StatusCode != 200 || !strings.Contains(cache, "immutable") || res.Header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("status %d, Cache-Control %q", res.StatusCode, cache)
	}
	for _, m := range regexp.MustCompile(`\.\./\.\.(/qkvlab\.[0-9a-f]{12}\.(?:wasm|worker\.js|js\.map))`).FindAllStringSubmatch(script, -1) {
		if res, _ := get(m[1]); res.StatusCode != 200 {
			t.Errorf("%s: status %d", m[1], res.StatusCode)
		}
	}
	if n := strings.Count(script, "../../qkvlab."); n != 3 || strings.Contains(script, `"../../qkvlab.wasm"`) {
		t.Errorf("the script names %d files: %s", n, script)
	}
	sum := sha512.Sum384([]byte(script))
	if want := "v/1.2.3/qkvlab.js sha384-" + base64.StdEncoding.EncodeToString(sum[:]) + "\n"; !strings.Contains(said.String(), want) {
		t.Errorf("%q is not among what was printed:\n%s", want, said.String())
	}
}

func TestNewEngineMeansNewScript(t *testing.T) {
	_, before, err := rename(built())
	if err != nil {
		t.Fatal(err)
	}
	changed := built()
	changed["qkvlab.wasm"] = append(changed["qkvlab.wasm"], 0)
	site, after, err := rename(changed)
	if err != nil {
		t.Fatal(err)
	}
	for name, same := range map[string]bool{"qkvlab.wasm": false, "qkvlab.js": false, "gallery/fig.js": false, "qkvlab.css": true, "qkvlab.js.map": true} {
		if (before[name] == after[name]) != same {
			t.Errorf("%s: %s before, %s after", name, before[name], after[name])
		}
	}
	if got, want := string(site[after["gallery/fig.js"]]), `load("../`+after["qkvlab.wasm"]+`")`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestIncompleteBuilds(t *testing.T) {
	for _, name := range required {
		files := built()
		delete(files, name)
		if _, _, err := rename(files); err == nil || !strings.Contains(err.Error(), "./build.sh build") {
			t.Errorf("without %s: error %v", name, err)
		}
	}
	files := built()
	files["qkvlab.js"] = []byte("forgot the engine")
	if _, _, err := rename(files); err == nil || !strings.Contains(err.Error(), "qkvlab.wasm") {
		t.Errorf("a script without the engine's name: error %v", err)
	}
	if err := run(t.Output(), filepath.Join(t.TempDir(), "none"), t.TempDir(), t.TempDir(), false); err == nil || !strings.Contains(err.Error(), "./build.sh build") {
		t.Errorf("no build at all: error %v", err)
	}
}

func TestCompressedFormsAreTheFile(t *testing.T) {
	noise := make([]byte, 4096)
	rand.New(rand.NewSource(1)).Read(noise)
	files := tree{
		"text.js": []byte(strings.Repeat("let x = 1;\n", 400)), "noise.wasm": noise, "tiny.css": []byte("a"), "empty.js": {},
		"picture.png": bytes.Repeat([]byte{0}, 4096),
	}
	packed, err := compress(files, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"empty.js", "noise.wasm", "picture.png", "text.js", "text.js.br", "text.js.gz", "tiny.css"}
	if got := slices.Sorted(maps.Keys(packed)); !slices.Equal(got, want) {
		t.Errorf("files %q, want %q", got, want)
	}
	gz, err := gzip.NewReader(bytes.NewReader(packed["text.js.gz"]))
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]io.Reader{"gzip": gz, "brotli": brotli.NewReader(bytes.NewReader(packed["text.js.br"]))} {
		if plain, err := io.ReadAll(r); err != nil || !bytes.Equal(plain, files["text.js"]) {
			t.Errorf("%s: %d bytes, error %v", name, len(plain), err)
		}
	}
}

func TestCache(t *testing.T) {
	cache := t.TempDir()
	old, young := filepath.Join(cache, "old.q11w24.br"), filepath.Join(cache, "young.q11w24.br")
	for _, f := range []string{old, young} {
		if err := os.WriteFile(f, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	yesterday := time.Now().Add(-25 * time.Hour)
	if err := os.Chtimes(old, yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	body := bytes.Repeat([]byte("again "), 100)
	first, err := compress(tree{"a.js": body}, cache)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); !os.IsNotExist(err) {
		t.Errorf("what nobody uses is still there: %v", err)
	}
	if _, err := os.Stat(young); err != nil {
		t.Errorf("what another run may be using is gone: %v", err)
	}
	// A mark in the cached file shows whether the next run takes it.
	if err := os.WriteFile(filepath.Join(cache, cacheName(forms[0], body)), []byte("mark"), 0o644); err != nil {
		t.Fatal(err)
	}
	second, err := compress(tree{"renamed.js": body}, cache)
	if err != nil {
		t.Fatal(err)
	}
	if string(second["renamed.js.br"]) != "mark" || !bytes.Equal(second["renamed.js.gz"], first["a.js.gz"]) {
		t.Errorf("the cache was not used")
	}
}

func TestBudgets(t *testing.T) {
	for _, c := range []struct {
		script, worker, page, engine int
		over                         bool
	}{
		{60_000, 10_000, 50_000, 700_000, false},
		{60_000, 10_000, 50_001, 700_000, true},
		{60_000, 10_001, 50_000, 700_000, true},
		{60_001, 10_000, 50_000, 700_000, true},
		{60_000, 10_000, 50_000, 700_001, true},
	} {
		names := map[string]string{own: "s", worker: "k", engine: "w"} // a page keeps its own
		packed := tree{
			"s": make([]byte, 900_000), "s.br": make([]byte, c.script),
			"k": make([]byte, 900_000), "k.br": make([]byte, c.worker),
			"ko/index.html": make([]byte, 900_000), "ko/index.html.br": make([]byte, c.page),
			"w": make([]byte, c.engine), // one that brotli cannot make smaller
		}
		if over := printBudgets(t.Output(), packed, names); over != c.over {
			t.Errorf("%+v: over budget %v", c, over)
		}
	}

	defer func(b []budget) { budgets = b }(budgets)
	budgets = []budget{{"engine", []string{engine}, 10}}
	in, out, cache := writeBuilt(t, built()), filepath.Join(t.TempDir(), "site"), t.TempDir()
	if err := run(t.Output(), in, out, cache, true); err == nil || !strings.Contains(err.Error(), "over budget") {
		t.Errorf("with -check: error %v", err)
	}
	if err := run(t.Output(), in, out, cache, false); err != nil {
		t.Errorf("without: %v", err)
	}
}
