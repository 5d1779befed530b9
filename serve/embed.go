package main

import (
	"embed"
	"io/fs"
)

// dist holds a README, which is committed so that the pattern always matches, and site/, which ./build.sh build makes.
//
//go:embed dist
var dist embed.FS

var embedded, _ = fs.Sub(dist, "dist/site")
