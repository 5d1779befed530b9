package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// A tree is a folder in memory: bytes by slash-separated path.
type tree map[string][]byte

// readTree reads a folder, names that begin with a dot left out.
func readTree(dir string) (tree, error) {
	t := tree{}
	files := os.DirFS(dir)
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("%w: run ./build.sh build", err)
		case name != "." && strings.HasPrefix(path.Base(name), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		t[name], err = fs.ReadFile(files, name)
		return err
	})
	return t, err
}

// writeTree puts a tree in place of a folder in two renames, so that no reader ever sees half of it.
func writeTree(dir string, t tree) error {
	next, last := dir+".next", dir+".last"
	for _, leftover := range []string{next, last} {
		if err := os.RemoveAll(leftover); err != nil {
			return err
		}
	}
	for name, body := range t {
		file := filepath.Join(next, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, body, 0o644); err != nil {
			return err
		}
	}
	if err := os.Rename(dir, last); err != nil && !os.IsNotExist(err) {
		return err
	}
	if err := os.Rename(next, dir); err != nil {
		return err
	}
	return os.RemoveAll(last)
}
