// Layout puts the packed site where the edge worker's host wants it: the files without their compressed forms, which the
// host makes itself, the _headers file that says with which headers to send them, and the pages that the worker holds.
//
//	go run ./serve/worker/layout
//
// It is part of ./build.sh worker.
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"qkvlab/serve/site"
)

func main() {
	in := flag.String("in", "serve/dist/site", "the packed site")
	out := flag.String("out", ".build/worker/public", "where its files go; what is there is replaced")
	pages := flag.String("pages", "serve/worker/pages", "where the pages go that the worker embeds")
	flag.Parse()
	if err := run(*in, *out, *pages); err != nil {
		fmt.Fprintln(os.Stderr, "layout:", err)
		os.Exit(1)
	}
}

// embedded are the pages that the worker sends itself, as they are or with tags in their heads.
var embedded = []string{"index.html", "ko/index.html", "en/index.html", "embed.html"}

func run(in, out, pages string) error {
	files := os.DirFS(in)
	headers, err := site.HeadersFile(files)
	if err != nil {
		return fmt.Errorf("%w; ./build.sh build makes %s", err, in)
	}
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz") {
			return err
		}
		return put(files, name, filepath.Join(out, name))
	})
	if err != nil {
		return err
	}
	for _, name := range embedded {
		if err := put(files, name, filepath.Join(pages, name)); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(out, "_headers"), headers, 0o644)
}

func put(files fs.FS, name, to string) error {
	body, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, body, 0o644)
}
