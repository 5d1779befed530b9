package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

const singleName = "qkvlab.html"

// writeZip writes the site for any host that only hands out files, in whatever folder: hashed names, no compressed forms
// and no source maps, and the single file beside them. From a disk a browser lets no page load its engine: there, every page
// leads to the same page in the single file.
func writeZip(file, in string) (size int, err error) {
	raw, err := readTree(in)
	if err != nil {
		return 0, err
	}
	scripts, err := readTree(in + "/" + offline)
	if err != nil {
		return 0, err
	}
	single, err := singleFile(raw, scripts["boot.js"], scripts["app.js"])
	if err != nil {
		return 0, err
	}
	site, _, err := rename(raw)
	if err != nil {
		return 0, err
	}
	for name, body := range site {
		if _, ok := pageFolder(name); ok || name == "index.html" {
			site[name] = fromDisk(name, body)
		}
	}
	if err := addServiceWorker(site, in, framePage); err != nil {
		return 0, err
	}
	site[singleName] = single
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(site)) {
		if path.Ext(name) == ".map" {
			continue
		}
		w, err := z.Create("qkvlab/" + name) // no date: the same site is the same archive
		if err != nil {
			return 0, err
		}
		if _, err := w.Write(site[name]); err != nil {
			return 0, err
		}
	}
	if err := z.Close(); err != nil {
		return 0, err
	}
	return out.Len(), os.WriteFile(file, out.Bytes(), 0o644)
}

// fromDisk puts before everything else what leads a page that was opened from a disk to the single file, and marks the page as
// one of a host that computes nothing: it shares no pictures.
func fromDisk(name string, body []byte) []byte {
	folder := strings.TrimSuffix(name, "index.html")
	to := strings.Repeat("../", strings.Count(name, "/")) + singleName
	if folder != "" {
		to += "?" + folder
	}
	script := fmt.Sprintf(`<script>location.protocol==="file:"&&location.replace(%q+location.hash)</script>`, to)
	body = bytes.Replace(body, []byte("<html "), []byte("<html data-files "), 1)
	return bytes.Replace(body, []byte(`<meta charset="utf-8">`), []byte(`<meta charset="utf-8">`+script), 1)
}
