package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
)

// The files that other pages load by a name that never changes: what they load in turn has its hashed name, so that a
// script never meets another version's engine.
var fixedNames = []string{script, figures}

// renamed are the kinds of files that get names with hashes.
var renamed = []string{".map", ".wasm", ".css", ".js", ".woff2"}

// versions is the folder of scripts by version: their bytes never change, so that a page may name their hash.
const versions = "v/"

// required is what no site can do without.
var required = []string{"index.html", "ko/index.html", "en/index.html", script, figures, own, worker, style, engine}

const (
	script  = "qkvlab.js"
	figures = "qkvfigures.js" // without the lab
	own     = "qkvpage.js"    // of the lab's own pages
	style   = "qkvlab.css"
	engine  = "qkvlab.wasm"
	worker  = "qkvlab.worker.js"
)

// rename gives every script, style, font, engine and source map a name with the hash of its bytes (qkvlab.0123456789ab.js), and
// rewrites the references to them. Pages keep their names, and so does a copy of each of fixedNames. names leads from the
// old path to the new one.
func rename(raw tree) (site tree, names map[string]string, err error) {
	for _, must := range required {
		if _, ok := raw[must]; !ok {
			return nil, nil, fmt.Errorf("there is no %s in the built page: run ./build.sh build", must)
		}
	}
	site, names = tree{}, map[string]string{}
	sorted := slices.Sorted(maps.Keys(raw))
	begun := map[string]bool{}
	var place func(name string)
	place = func(name string) {
		if begun[name] || !slices.Contains(renamed, path.Ext(name)) {
			return
		}
		begun[name] = true
		for _, other := range sorted {
			if mentions(name, raw[name], other) {
				place(other) // it needs its final name before this file is hashed
			}
		}
		body := retarget(name, raw[name], names)
		if strings.HasPrefix(name, versions) {
			names[name], site[name] = name, body // its address says already that it stays
			return
		}
		names[name] = hashedName(name, body)
		site[names[name]] = body
		if slices.Contains(fixedNames, name) {
			site[name] = body
		}
	}
	for _, name := range sorted {
		place(name)
	}
	for _, name := range sorted {
		switch _, done := names[name]; {
		case done:
		case path.Ext(name) == ".html":
			body, err := retargetHTML(name, raw[name], names)
			if err != nil {
				return nil, nil, fmt.Errorf("%s: %w", name, err)
			}
			site[name] = body
		default:
			site[name] = raw[name]
		}
	}
	for _, name := range fixedNames {
		if !bytes.Contains(site[name], []byte(names[engine])) {
			return nil, nil, fmt.Errorf("%s nowhere has the string %q, so that a page of someone else's could not load the engine",
				name, engine)
		}
	}
	return site, names, nil
}

// hashedName puts 12 hexadecimal digits before the extension. serve recognises them, and checks them, by the same rule.
func hashedName(name string, body []byte) string {
	sum := sha256.Sum256(body)
	dir, base := path.Split(name)
	stem, ext, _ := strings.Cut(base, ".")
	return dir + stem + "." + hex.EncodeToString(sum[:6]) + "." + ext
}

// retarget rewrites what a script or style mentions.
func retarget(name string, body []byte, names map[string]string) []byte {
	for old, now := range names {
		to := spellings(name, now)
		for i, from := range spellings(name, old) {
			body = bytes.ReplaceAll(body, from, to[i])
		}
	}
	return body
}

func mentions(name string, body []byte, other string) bool {
	return slices.ContainsFunc(spellings(name, other), func(s []byte) bool { return bytes.Contains(body, s) })
}

// spellings are the ways in which a file may mention another one: a source map in the closing comment, in a script every
// other file as a whole string literal, such as "qkvlab.wasm", and in a style a font as url(math.woff2).
func spellings(name, other string) (all [][]byte) {
	ext, as := path.Ext(name), relative(name, other)
	if path.Ext(other) == ".map" && (ext == ".js" || ext == ".css") {
		all = append(all, []byte("# sourceMappingURL="+as))
	}
	if ext == ".css" && path.Ext(other) == ".woff2" {
		all = append(all, []byte("url("+as+")"))
	}
	if ext == ".js" {
		for _, quote := range []string{`"`, `'`, "`"} {
			all = append(all, []byte(quote+as+quote))
		}
	}
	return all
}

// relative is how a file names another one.
func relative(from, to string) string {
	up := strings.Repeat("../", strings.Count(from, "/"))
	dir := path.Dir(from) + "/"
	if rest, beside := strings.CutPrefix(to, dir); beside {
		return rest
	}
	return up + to
}
