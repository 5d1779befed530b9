package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

// The service worker names every file that the pages load, by the hash of the bytes that are served, and is another one
// whenever any of them changes.
func TestServiceWorkerNamesFilesByTheirHash(t *testing.T) {
	packed := func(title, frame string) (tree, string) {
		raw := built()
		raw["ko/learn/index.html"] = []byte("<!doctype html><title>" + title + "</title>")
		raw["embed.html"] = []byte("<!doctype html><script src=qkvembed.js></script>")
		raw["qkvembed.js"] = []byte("show()")
		raw[offline+"/"+serviceWorker] = []byte("const c=\"QKV_VERSION\",f=new Map([\"QKV_FILES\"])\n")
		in := writeBuilt(t, raw)
		site, _, err := rename(raw)
		if err != nil {
			t.Fatal(err)
		}
		if err := addServiceWorker(site, in, frame); err != nil {
			t.Fatal(err)
		}
		return site, string(site[serviceWorker])
	}
	site, text := packed("one", "embed")
	parts := regexp.MustCompile(`^const c="([0-9a-f]{12})",f=new Map\((\[.*\])\)$`).FindStringSubmatch(text)
	if parts == nil {
		t.Fatalf("not a service worker: %s", text)
	}
	var files [][2]string
	if err := json.Unmarshal([]byte(parts[2]), &files); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, f := range files {
		address := f[0]
		name := address
		switch {
		case address == "embed":
			name = "embed.html"
		case strings.HasSuffix(address, "/"):
			name += "index.html"
		}
		sum := sha256.Sum256(site[name])
		if want := "sha256-" + base64.StdEncoding.EncodeToString(sum[:]); site[name] == nil || f[1] != want {
			t.Errorf("%s: %s, want %s", address, f[1], want)
		}
		seen[regexp.MustCompile(`\.[0-9a-f]{12}\.`).ReplaceAllString(address, ".HASH.")] = true
	}
	for _, want := range []string{"ko/", "en/", "ko/learn/", "embed", "icon.svg", "qkvpage.HASH.js", "qkvlab.HASH.wasm", "qkvlab.HASH.css", "qkvfigures.HASH.js", "qkvembed.HASH.js"} {
		if !seen[want] {
			t.Errorf("%s is not kept: %v", want, seen)
		}
	}
	for _, not := range []string{"qkvlab.js", "qkvlab.HASH.js", "sw.js", "embed.html", ""} {
		if seen[not] {
			t.Errorf("%q is kept, which no page of ours loads", not)
		}
	}
	if _, same := packed("one", "embed"); same != text {
		t.Error("the same site has another service worker")
	}
	if _, other := packed("two", "embed"); other == text {
		t.Error("another page, and the service worker is the same")
	}
	if _, plain := packed("one", "embed.html"); !strings.Contains(plain, `["embed.html",`) {
		t.Errorf("for a plain host: %s", plain)
	}
}
