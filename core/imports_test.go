package core

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers says which of our packages each may import: every arrow is a rule, and there are no others.
var layers = map[string][]string{
	"core/mat":            {},
	"core/text":           {},
	"core/torch":          {"core/mat"}, // its normal numbers need one sine on every host
	"core/attn":           {"core/mat"},
	"core/sdpa":           {"core/mat"}, // no page loads it: it is for programs in Go
	"core/play":           {"core/mat", "core/torch", "core/text", "core/attn"},
	"core/experiment":     {"core/mat", "core/attn", "core/play"},
	"core/exercise":       {"core/mat", "core/torch", "core/attn", "core/play"},
	"core/wire":           {"core/mat", "core/attn", "core/play", "core/experiment", "core/exercise"},
	"core/draw":           {"core/mat", "core/attn", "core/play"}, // no page loads it: for link previews and the command line
	"core/file":           {"core/mat", "core/play"},              // no page loads it yet
	"core/cmd/qkv":        {"core/file", "core/draw", "core/mat", "core/play", "core/experiment", "core/exercise", "core/wire"},
	"wasm":                {"wasm/engine", "wasm/page"},
	"wasm/engine":         {"core/wire"},
	"wasm/page":           {"core/wire"},
	"wasm/bench":          {"core/mat", "core/sdpa"}, // the page that times the kernels loads it, web/bench
	"serve":               {"serve/compute", "serve/site"},
	"serve/compute":       {"core/draw", "core/play", "core/wire", "serve/site"},
	"serve/worker":        {"serve/compute", "serve/site"},
	"serve/worker/layout": {"serve/site"},
	"serve/site":          {"core/play", "core/wire"}, // nothing of the arithmetic: a step is handed in
	"web/gallery/record":  {"core/play", "core/wire"}, // writes what the gallery shows
}

// small is all that core may import of the world outside: what a browser loads of it is part of the download.
var small = map[string]string{
	"cmp": "", "errors": "", "iter": "", "maps": "", "math": "", "math/bits": "", "slices": "", "strconv": "",
	"strings": "", "unicode/utf8": "",
	"sync/atomic":            "tables that are made once are shared by those who ask for them at the same time",
	"github.com/rivo/uniseg": "grapheme clusters are a table of their own",
}

// drawing is what core/draw may import besides: no page loads it.
var drawing = map[string]string{
	"bytes": "", "embed": "the font", "image": "", "image/color": "", "image/draw": "", "image/png": "",
	"sync":                             "the font is parsed once",
	"golang.org/x/image/font":          "",
	"golang.org/x/image/font/opentype": "",
	"golang.org/x/image/font/sfnt":     "",
	"golang.org/x/image/math/fixed":    "",
	"golang.org/x/image/vector":        "",
}

// reading is what core/file may import besides: no page loads it.
var reading = map[string]string{"archive/zip": "NumPy's archives", "bytes": "", "io": ""}

// refused are imports worth a reason, wherever a browser loads them.
var refused = map[string]string{
	"encoding/json": "doubles the download; json.gen.go writes what we need",
	"fmt":           "reflection, 100 kB; strconv and concatenation do",
	"reflect":       "keeps every method of every type alive",
	"os":            "a document is all the arithmetic may read",
	"net/http":      "core answers functions, not requests",
	"time":          "the same document gives the same numbers, whenever",
	"math/rand":     "random numbers are PyTorch's, from the seed",
	"syscall/js":    "bindings stand in wasm/",
	"unicode":       "its tables change with Go; core/text freezes Unicode 15.0",
}

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	err := fs.WalkDir(os.DirFS(".."), ".", func(file string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (strings.HasPrefix(e.Name(), ".") && file != "." || slices.Contains([]string{"node_modules", "testdata", "internal", "pack"}, e.Name())) {
			return fs.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), "../"+file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		folder := path.Dir(file)
		seen[folder] = true
		for _, i := range f.Imports {
			name, _ := strconv.Unquote(i.Path.Value)
			checkImport(t, file, folder, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for folder := range layers {
		if !seen[folder] {
			t.Errorf("no package in %s: the rules have a line too many", folder)
		}
	}
}

func checkImport(t *testing.T, file, folder, name string) {
	t.Helper()
	if ours, ok := strings.CutPrefix(name, "qkvlab/"); ok {
		if !slices.Contains(layers[folder], ours) {
			t.Errorf("%s imports %s: not an arrow of core/doc.go", file, name)
		}
		return
	}
	if !strings.HasPrefix(folder, "core/") || folder == "core/cmd/qkv" {
		return
	}
	_, ok := small[name]
	if folder == "core/draw" && !ok {
		_, ok = drawing[name]
	}
	if folder == "core/file" && !ok {
		_, ok = reading[name]
	}
	if !ok {
		reason := refused[name]
		if reason == "" {
			reason = "is none of the small packages that core may use; add it there, with a reason"
		}
		t.Errorf("%s imports %s: %s", file, name, reason)
	}
}
