package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

const serviceWorker = "sw.js"

// addServiceWorker puts the site's service worker into it, with the names of the files that the site needs without a
// network, and a version that changes with any of them. A build that has none gives a site without.
func addServiceWorker(site tree, in string) error {
	built, err := readTree(filepath.Join(in, offline))
	if err != nil || len(built[serviceWorker]) == 0 {
		return nil
	}
	files := keptOffline(site)
	sum := sha256.New()
	addresses := []string{}
	for _, name := range files {
		fmt.Fprintf(sum, "%s %x\n", name, sha256.Sum256(site[name]))
		addresses = append(addresses, strings.TrimSuffix(name, "index.html"))
	}
	list, err := json.Marshal(addresses)
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

// keptOffline are the pages in a language, and every file that they may load.
func keptOffline(site tree) (files []string) {
	for _, name := range slices.Sorted(maps.Keys(site)) {
		_, page := pageFolder(name)
		switch {
		case page:
		case strings.Contains(name, "/") || path.Ext(name) == ".html" || path.Ext(name) == ".map":
			continue
		case slices.Contains(fixedNames, name) || strings.HasPrefix(name, "qkvlab.") && path.Ext(name) == ".js" && !strings.HasSuffix(name, ".worker.js"):
			continue // for other people's pages
		case strings.HasPrefix(name, "qkvembed."):
			continue
		}
		files = append(files, name)
	}
	return files
}
