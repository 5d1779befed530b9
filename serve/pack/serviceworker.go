package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

const (
	serviceWorker = "sw.js"
	framePage     = "embed.html" // serve sends it as /embed
)

// addServiceWorker puts the site's service worker into it, with the addresses of the files that the site needs without a
// network, the hashes of their bytes, and a version that changes with any of them. frame is the address of the page for
// frames. A build that has none gives a site without.
func addServiceWorker(site tree, in, frame string) error {
	built, err := readTree(filepath.Join(in, offline))
	if err != nil || len(built[serviceWorker]) == 0 {
		return nil
	}
	sum := sha256.New()
	files := [][2]string{}
	for _, name := range keptOffline(site) {
		body := sha256.Sum256(site[name])
		address := strings.TrimSuffix(name, "index.html")
		if name == framePage {
			address = frame
		}
		fmt.Fprintf(sum, "%s %x\n", address, body)
		files = append(files, [2]string{address, "sha256-" + base64.StdEncoding.EncodeToString(body[:])})
	}
	list, err := json.Marshal(files)
	if err != nil {
		return err
	}
	body := bytes.TrimSpace(built[serviceWorker])
	for _, part := range []struct{ old, now string }{
		{`QKV_VERSION`, hex.EncodeToString(sum.Sum(nil)[:6])}, {`["QKV_FILES"]`, string(list)},
	} {
		if !bytes.Contains(body, []byte(part.old)) {
			return fmt.Errorf("%s nowhere has %s", serviceWorker, part.old)
		}
		body = bytes.ReplaceAll(body, []byte(part.old), []byte(part.now))
	}
	site[serviceWorker] = body
	return nil
}

// keptOffline are the pages in a language, the page for frames, and every file that they may load.
func keptOffline(site tree) (files []string) {
	for _, name := range slices.Sorted(maps.Keys(site)) {
		_, page := pageFolder(name)
		switch {
		case page, name == framePage:
		case strings.Contains(name, "/") || path.Ext(name) == ".html" || path.Ext(name) == ".map":
			continue
		case slices.Contains(fixedNames, name) || strings.HasPrefix(name, "qkvlab.") && path.Ext(name) == ".js" && !strings.HasSuffix(name, ".worker.js"):
			continue // for other people's pages
		}
		files = append(files, name)
	}
	return files
}
