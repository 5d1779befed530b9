package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"golang.org/x/net/html"
)

// pagePolicy lets a page load what stands beside it, and nothing else: no script or style in the page but those it was
// built with, no eval but WebAssembly's, markup from strings only through Lit's own policy and workers through ours.
// Scripts carry it too, since a worker is governed by the policy that its script came with.
var pagePolicy = policy("", "")

// policy adds the sources of scripts and styles that a page has within itself.
func policy(scripts, styles string) string {
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self' 'wasm-unsafe-eval'" + scripts,
		"worker-src 'self'",
		"manifest-src 'self'",
		"style-src 'self'" + styles,
		"connect-src 'self'",
		"img-src 'self' data:",
		"font-src 'self'",
		"frame-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
		"require-trusted-types-for 'script'",
		"trusted-types lit-html qkvlab qkvapp",
	}, "; ")
}

// policyOf is the policy of a page that allows, by their hashes, the scripts and styles that stand in it and no others:
// what is in the page is there before anything else has been fetched.
func policyOf(body []byte) string {
	sources := map[string]string{}
	z := html.NewTokenizer(bytes.NewReader(body))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind != html.StartTagToken {
			continue
		}
		tag := z.Token()
		if tag.Data != "script" && tag.Data != "style" || z.Next() != html.TextToken {
			continue
		}
		sum := sha256.Sum256(z.Raw())
		sources[tag.Data] += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return policy(sources["script"], sources["style"])
}

// framedPolicy is the policy of a page that anybody may put into a frame.
func framedPolicy(body []byte) string {
	return strings.Replace(policyOf(body), "frame-ancestors 'none'", "frame-ancestors *", 1)
}
