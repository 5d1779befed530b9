package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"maps"
	"math/bits"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/andybalholm/brotli"
)

// A form is one way to compress. Its settings are part of the names in the cache.
type form struct {
	suffix   string
	settings string
	writer   func(w io.Writer, size int) (io.WriteCloser, error)
}

var forms = []form{
	{".br", "q11w24", func(w io.Writer, size int) (io.WriteCloser, error) {
		window := min(max(bits.Len(uint(size+16)), 10), 24) // no larger than the file: it costs memory on both sides
		return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: 11, LGWin: window}), nil
	}},
	gzipForm,
}

var gzipForm = form{".gz", "9", func(w io.Writer, _ int) (io.WriteCloser, error) {
	return gzip.NewWriterLevel(w, gzip.BestCompression)
}}

// compressedAlready are the formats that gain nothing.
var compressedAlready = []string{".png", ".jpg", ".webp", ".woff2"}

// compress returns site with a .br and a .gz beside every file that becomes smaller by it. Brotli at its best takes about
// five seconds for the engine, so results are kept in the cache folder by the hash of what went in.
func compress(site tree, cache string) (tree, error) {
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return nil, err
	}
	var (
		mu     sync.Mutex
		failed []error
		used   []string
		wait   sync.WaitGroup
		turns  = make(chan struct{}, runtime.GOMAXPROCS(0))
	)
	packed := maps.Clone(site)
	for name, body := range site {
		if slices.Contains(compressedAlready, path.Ext(name)) {
			continue
		}
		for _, f := range forms {
			wait.Go(func() {
				turns <- struct{}{}
				defer func() { <-turns }()
				key := cacheName(f, body)
				small, err := f.cached(filepath.Join(cache, key), body)
				mu.Lock()
				defer mu.Unlock()
				used = append(used, key)
				if err != nil {
					failed = append(failed, err)
				} else if len(small) < len(body) {
					packed[name+f.suffix] = small
				}
			})
		}
	}
	wait.Wait()
	if err := errors.Join(failed...); err != nil {
		return nil, err
	}
	return packed, prune(cache, used)
}

func cacheName(f form, body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:]) + "." + f.settings + f.suffix
}

// cached returns what the file holds, or compresses body into it.
func (f form) cached(file string, body []byte) ([]byte, error) {
	if small, err := os.ReadFile(file); err == nil {
		return small, nil
	}
	small, err := f.encode(body)
	if err != nil {
		return nil, err
	}
	// Another run may write the same file: each writes its own, and the last rename wins.
	t, err := os.CreateTemp(filepath.Dir(file), "new-*")
	if err != nil {
		return nil, err
	}
	_, err = t.Write(small)
	return small, errors.Join(err, t.Close(), os.Rename(t.Name(), file))
}

func (f form) encode(body []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := f.writer(&b, len(body))
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(body); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// prune removes what was not used and is older than a day: another run may be using, or writing, what is younger.
func prune(cache string, used []string) error {
	entries, err := os.ReadDir(cache)
	if err != nil {
		return err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || slices.Contains(used, e.Name()) || time.Since(info.ModTime()) < 24*time.Hour {
			continue
		}
		if err := os.Remove(filepath.Join(cache, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
