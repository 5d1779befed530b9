package main

import (
	"bytes"
	"errors"
	"io"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// urlAttributes are the attributes that may name one of our files.
var urlAttributes = map[string]bool{"src": true, "href": true, "data-wasm": true, "data-worker": true}

// retargetHTML rewrites the attributes of a page that name a renamed file. Everything else, a listing that shows such a
// tag included, keeps its bytes.
//
// data-wasm and data-worker are read by the script, so they are relative to the script's folder, the site's root; the others
// to the page.
func retargetHTML(name string, body []byte, names map[string]string) ([]byte, error) {
	var out bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		kind := z.Next()
		raw := bytes.Clone(z.Raw())
		if kind == html.ErrorToken {
			if errors.Is(z.Err(), io.EOF) {
				out.Write(raw)
				return out.Bytes(), nil
			}
			return nil, z.Err()
		}
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			for _, a := range z.Token().Attr {
				raw = retargetAttribute(name, raw, a, names)
			}
		}
		out.Write(raw)
	}
}

func retargetAttribute(page string, tag []byte, a html.Attribute, names map[string]string) []byte {
	if !urlAttributes[a.Key] {
		return tag
	}
	dir := path.Dir(page)
	if strings.HasPrefix(a.Key, "data-") {
		dir = "."
	}
	now, ok := names[path.Join(dir, a.Val)]
	if !ok {
		return tag
	}
	// The folder stays as the page wrote it; only the last part changes.
	val := strings.TrimSuffix(a.Val, path.Base(a.Val)) + path.Base(now)
	old := regexp.MustCompile(`(?i)(\s` + a.Key + `\s*=\s*["']?)` + regexp.QuoteMeta(a.Val))
	return old.ReplaceAll(tag, []byte("${1}"+val))
}
