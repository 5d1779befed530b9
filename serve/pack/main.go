// Pack turns the built page (web/dist) into the site that serve embeds: content-hashed names for what is loaded, the
// references to them rewritten, and compressed forms beside every file that becomes smaller by them.
//
//	go run ./serve/pack                     web/dist → serve/dist/site
//	go run ./serve/pack -check              … and fail where a size is over its budget
//	go run ./serve/pack -single FILE        web/dist → one HTML file that needs nothing else (single.go)
//	go run ./serve/pack -zip FILE           web/dist → an archive for any host of files (zip.go)
//
// It is part of ./build.sh build. The table that it prints is in bytes.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	in := flag.String("in", "web/dist", "the built page")
	out := flag.String("out", "serve/dist/site", "where the packed site goes; what is there is replaced")
	cache := flag.String("cache", ".build/pack", "where compressed forms are kept between runs")
	check := flag.Bool("check", false, "fail where a size is over its budget")
	single := flag.String("single", "", "write the built page as this one HTML file, and nothing else")
	zipped := flag.String("zip", "", "write the site as this archive for any host of files, and nothing else")
	flag.Parse()
	for _, form := range []struct {
		file  string
		write func(file, in string) (int, error)
	}{{*single, writeSingle}, {*zipped, writeZip}} {
		if form.file == "" {
			continue
		}
		size, err := form.write(form.file, *in)
		if err != nil {
			fmt.Fprintf(os.Stderr, "pack: %s: %v\n", form.file, err)
			os.Exit(1)
		}
		fmt.Printf("%s: %d bytes\n", form.file, size)
	}
	if *single != "" || *zipped != "" {
		return
	}
	if err := run(os.Stdout, *in, *out, *cache, *check); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, in, out, cache string, check bool) error {
	raw, err := readTree(in)
	if err != nil {
		return err
	}
	site, names, err := rename(raw)
	if err != nil {
		return err
	}
	if err := addServiceWorker(site, in, "embed"); err != nil {
		return err
	}
	packed, err := compress(site, cache)
	if err != nil {
		return err
	}
	if err := writeTree(out, packed); err != nil {
		return err
	}
	printSizes(w, site, packed)
	printIntegrity(w, site)
	over := printBudgets(w, packed, names)
	if check && over {
		return errors.New("over budget: look for what grew in the table above")
	}
	return nil
}
