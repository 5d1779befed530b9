package main

import (
	"cmp"
	"crypto/sha512"
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
)

// A budget bounds what a first visit downloads, in bytes after brotli.
type budget struct {
	what  string
	files []string // as the build names them; a page has its style in it
	limit int
}

var budgets = []budget{
	{"engine", []string{engine}, 700_000},
	{"script, style and page", []string{own, worker, "ko/index.html"}, 120_000},
}

// printSizes shows every file that visitors load, source maps left out.
func printSizes(w io.Writer, site, packed tree) {
	fmt.Fprintf(w, "%9s %9s %9s\n", "bytes", "gzip", "brotli")
	for _, name := range slices.Sorted(maps.Keys(site)) {
		if path.Ext(name) != ".map" {
			fmt.Fprintf(w, "%9d %9d %9d  %s\n", len(site[name]), sent(packed, name, ".gz"), sent(packed, name, ".br"), name)
		}
	}
}

// printBudgets shows each budget and what it is for, and reports whether one is exceeded.
func printBudgets(w io.Writer, packed tree, names map[string]string) (over bool) {
	for _, b := range budgets {
		size := 0
		for _, f := range b.files {
			size += sent(packed, cmp.Or(names[f], f), ".br")
		}
		verdict := "within"
		if size > b.limit {
			verdict, over = "OVER", true
		}
		fmt.Fprintf(w, "%s: %d bytes of brotli, %s the budget of %d\n", b.what, size, verdict, b.limit)
	}
	return over
}

// printIntegrity shows what a page that loads a script by its version may write beside it: integrity="sha384-…" crossorigin.
func printIntegrity(w io.Writer, site tree) {
	for _, name := range slices.Sorted(maps.Keys(site)) {
		if strings.HasPrefix(name, versions) {
			sum := sha512.Sum384(site[name])
			fmt.Fprintf(w, "%s sha384-%s\n", name, base64.StdEncoding.EncodeToString(sum[:]))
		}
	}
}

// sent is how many bytes a client that takes a compressed form gets.
func sent(packed tree, name, suffix string) int {
	if small, ok := packed[name+suffix]; ok {
		return len(small)
	}
	return len(packed[name])
}
