package site

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// The limits that static hosts set to a _headers file.
const (
	maxRules = 100
	maxLine  = 2000
)

// HeadersFile returns the headers that Handler sends with each file as a _headers file, for static hosts that read one
// (Cloudflare, Netlify).
func HeadersFile(files fs.FS) ([]byte, error) {
	s, err := readShelf(files)
	if err != nil {
		return nil, err
	}
	rules := map[string]string{}
	for path, f := range s.files {
		rules[path] = f.headerLines()
	}
	if len(rules) > maxRules {
		return nil, fmt.Errorf("%d files need a rule each; a _headers file may have %d", len(rules), maxRules)
	}
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(rules)) {
		b.WriteString(path + "\n" + rules[path])
	}
	for line := range strings.Lines(b.String()) {
		if len(line) > maxLine {
			return nil, errors.New("too long for a _headers file: " + line[:80] + "…")
		}
	}
	return []byte(b.String()), nil
}

// headerLines are the headers of a file that do not depend on the request.
func (f *file) headerLines() string {
	var b strings.Builder
	for _, row := range headerTable {
		value := row.value
		if row.on&f.kind == 0 {
			continue
		}
		if row.name == "Content-Security-Policy" && f.policy != "" {
			value = f.policy
		}
		b.WriteString("  " + row.name + ": " + value + "\n")
	}
	b.WriteString("  Content-Type: " + f.media + "\n")
	return b.String()
}
