package site

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"qkvlab/core/play"
)

// ErrNotBuilt is returned where files hold no page.
var ErrNotBuilt = errors.New("the page has not been built yet")

// A shelf is a site's files in memory, by URL path, ready to be sent.
type shelf struct {
	files    map[string]*file  // "/ko/", "/qkvlab.js"
	redirect map[string]string // "/ko" → "ko/", relative
	shells   map[play.Lang]shell
}

// A file is one URL with its representations.
type file struct {
	kind     kind
	media    string
	policy   string    // of a page
	variants []variant // identity first
	header   []headerRow
}

// A headerRow is a header as answers hold it. Its values are shared: they are never written to.
type headerRow struct {
	name   string // canonical
	values []string
}

// A variant is one representation, with a strong ETag of its own, as RFC 9110 §8.8.3 asks.
type variant struct {
	encoding string // "", "br", "gzip"
	etag     string
	body     []byte
	header   []headerRow // what of the headers is its own
}

// suffixes are the names that compressed variants have beside their file, in the order of our preference.
var suffixes = []struct{ suffix, encoding string }{{".br", "br"}, {".gz", "gzip"}}

// readShelf reads every file. Names that begin with a dot are not part of a site.
func readShelf(files fs.FS) (*shelf, error) {
	bodies := map[string][]byte{}
	err := walk(files, func(name string, _ fs.DirEntry) (err error) {
		bodies[name], err = fs.ReadFile(files, name)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, must := range []string{"index.html", "ko/index.html", "en/index.html"} {
		if _, ok := bodies[must]; !ok {
			return nil, fmt.Errorf("%w: there is no %s", ErrNotBuilt, must)
		}
	}

	s := &shelf{files: map[string]*file{}, redirect: map[string]string{}, shells: map[play.Lang]shell{}}
	for _, lang := range []play.Lang{play.Korean, play.English} {
		s.shells[lang] = shellOf(bodies[string(lang)+"/index.html"])
	}
	for name, body := range bodies {
		if isVariant(name, bodies) {
			continue
		}
		f := &file{kind: kindOf(name, body), media: mediaTypes[path.Ext(name)]}
		if f.media == "" {
			f.media = "application/octet-stream"
		}
		switch f.kind {
		case page:
			f.policy = policyOf(body)
		case framed:
			f.policy = framedPolicy(body)
		}
		f.variants = append(f.variants, newVariant("", body))
		for _, v := range suffixes {
			if packed, ok := bodies[name+v.suffix]; ok {
				f.variants = append(f.variants, newVariant(v.encoding, packed))
			}
		}
		f.prepare()
		s.place(name, f)
	}
	return s, nil
}

// prepare makes the headers that every answer with this file has.
func (f *file) prepare() {
	for _, row := range headerTable {
		if row.on&f.kind != 0 && !(row.name == "Content-Security-Policy" && f.policy != "") {
			f.header = append(f.header, headerRow{row.name, []string{row.value}})
		}
	}
	f.header = append(f.header, headerRow{"Content-Type", []string{f.media}})
	if f.policy != "" {
		f.header = append(f.header, headerRow{"Content-Security-Policy", []string{f.policy}})
	}
	for i := range f.variants {
		v := &f.variants[i]
		v.header = []headerRow{{"Etag", []string{v.etag}}, {"Content-Length", []string{strconv.Itoa(len(v.body))}}}
		if v.encoding != "" {
			v.header = append(v.header, headerRow{"Content-Encoding", []string{v.encoding}})
		}
	}
}

// place gives a file its URL: an index stands for its folder, and other spellings of the folder lead there.
func (s *shelf) place(name string, f *file) {
	dir, base := path.Split(name)
	if base != "index.html" {
		s.files["/"+name] = f
		return
	}
	s.files["/"+dir] = f
	s.redirect["/"+name] = "./"
	if dir != "" {
		bare := strings.TrimSuffix("/"+dir, "/")
		s.redirect[bare] = path.Base(bare) + "/"
	}
}

func newVariant(encoding string, body []byte) variant {
	return variant{encoding: encoding, etag: `"` + hash(body) + `"`, body: body}
}

// hash is what ETags and hashed names are made of: 12 hexadecimal digits, which no accident makes equal.
func hash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:6])
}

func isVariant(name string, bodies map[string][]byte) bool {
	for _, v := range suffixes {
		if plain, ok := strings.CutSuffix(name, v.suffix); ok {
			if _, ok := bodies[plain]; ok {
				return true
			}
		}
	}
	return false
}

// versioned are the scripts whose address holds their version, with which their bytes change.
var versioned = regexp.MustCompile(`^v/\d+\.\d+\.\d+/`)

// kindOf calls a file hashed only where its name tells the truth: whoever keeps it for a year must be right to.
func kindOf(name string, body []byte) kind {
	switch {
	case name == embedFile:
		return framed
	case path.Ext(name) == ".html":
		return page
	case strings.Contains(path.Base(name), "."+hash(body)+"."), versioned.MatchString(name):
		return hashed
	}
	return asset
}

func walk(files fs.FS, f func(name string, d fs.DirEntry) error) error {
	return fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != "." && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		return f(name, d)
	})
}

// A library hands out the shelf; where live, it loads a new one whenever a file has changed.
type library struct {
	files fs.FS
	live  bool

	mu    sync.Mutex
	stamp string
	shelf *shelf
}

func openLibrary(files fs.FS, live bool) (*library, error) {
	l := &library{files: files, live: live}
	var err error
	if live {
		l.stamp = stampOf(files)
	}
	l.shelf, err = readShelf(files)
	return l, err
}

// current returns the shelf. A build that is half written keeps the last whole one.
func (l *library) current() *shelf {
	if !l.live {
		return l.shelf
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	stamp := stampOf(l.files)
	if stamp == l.stamp {
		return l.shelf
	}
	s, err := readShelf(l.files)
	if err != nil {
		log.Printf("site: still serving the last build: %v", err)
		return l.shelf
	}
	l.stamp, l.shelf = stamp, s
	return s
}

// stampOf changes whenever a file is added, removed or written.
func stampOf(files fs.FS) string {
	var b strings.Builder
	walk(files, func(name string, d fs.DirEntry) error {
		if info, err := d.Info(); err == nil {
			fmt.Fprintln(&b, name, info.Size(), info.ModTime().UnixNano())
		}
		return nil
	})
	return b.String()
}
