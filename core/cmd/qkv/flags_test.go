package main

import (
	"flag"
	"slices"
	"strings"
	"testing"

	"qkvlab/core/play"
)

// What a flag asks for is done, or refused with a way out: never passed over.
func TestFlagsThatDoNotGoTogether(t *testing.T) {
	for _, c := range []struct {
		args string
		code play.Code
		says string
	}{
		{"-seed 7 text=hi", SeedAlone, "'seed=7'"},
		{"-seed 7 -json", Together, "-json and -seed"},
		{"-json -explain q.0.0", Together, "-explain and -json"},
		{"-torch -numpy", Together, "-torch and -numpy"},
		{"-torch -steps q", Together, "-torch and -steps"},
		{"-format npy -png -steps q", Together, "-format and -png"},
		{"-explain q.0.0 -latex -markdown", Together, "-latex and -markdown"},
		{"-explain q.0.0 -torch -literal", Together, "-explain and -literal"},
		{"-exercises how text=hi", Together, "-exercises and DOCUMENT"},
		{"-experiment symmetry -load w.npy", Together, "-experiment and -load"},
		{"-literal", GoesWith, "It goes with -torch"},
		{"-latex", GoesWith, "It goes with -explain"},
		{"-solutions", GoesWith, "It goes with -exercises"},
		{"-svg -steps q,k", OneStep, "-svg -steps head.0.attn"},
		{"-format csv", OneStep, "-format csv -steps head.0.attn"},
		{"-png -steps wq dim=512", LargePNG, "512×512"},
		{"-lang fr", play.BadChoice, "ko, en"},
		{"-decimals -3", play.OutOfRange, "from 0"},
		{"-load /no/such/file", Unread, "/no/such/file"},
		{"-safetensors /no/such/folder/w", Unwritten, "/no/such/folder/w"},
		{"-experiment nothing", NoSuch, "-experiments"},
	} {
		_, p := asked(t, c.args)
		if p == nil || p.Code != c.code || !strings.Contains(p.Message(play.English), c.says) {
			t.Errorf("%s: %v, want %s with %q", c.args, p, c.code, c.says)
			continue
		}
		if ko := p.Message(play.Korean); ko == p.Message(play.English) || strings.Contains(ko, "{") {
			t.Errorf("%s: in Korean %q", c.args, ko)
		}
	}
}

func TestFlagsThatGoTogether(t *testing.T) {
	for args, want := range map[string]string{
		"-steps q,,k":                   "k = linear",
		"-steps q,·k":                   "k = linear",
		"-explain q.0.0 -torch":         "import torch",
		"-explain q.0.0 -latex":         "align*",
		"-torch -literal text=hi":       "import torch",
		"-experiment symmetry -steps q": "q = linear",
		"-exercises how -seed 7":        "seed 7",
		"-json -steps q text=hi":        `"id": "q"`,
		"-steps out https://lab.example/en/#text=hi&dim=2&ui.theme=dark": "(T, D) = (1, 2)",
		"-steps out http://127.0.0.1:8080/embed?text=hi&dim=2":           "(T, D) = (1, 2)",
	} {
		if got, p := asked(t, args); p != nil || !strings.Contains(got, want) {
			t.Errorf("%s: %v, %.200q, want %q in it", args, p, got, want)
		}
	}
}

// Each flag that prints, and each that another heeds, is one of those that are looked at.
func TestTableOfFlags(t *testing.T) {
	var o options
	f := flag.NewFlagSet("", flag.PanicOnError)
	o.define(f)
	for _, a := range asks {
		for _, name := range append(strings.Fields(a.heeds), a.flag) {
			if name != "" && name != "DOCUMENT" && f.Lookup(strings.TrimPrefix(name, "-")) == nil {
				t.Errorf("there is no flag %s", name)
			}
		}
	}
	all := options{steps: "q", explain: "q", torch: true, numpy: true, literal: true, latex: true, markdown: true, json: true, svg: true, png: true,
		format: "npy", tensors: "w", load: "w", x: "x", experiment: "e", experiments: true, exercises: "how", seed: 1, solutions: true}
	given := all.given("")
	f.VisitAll(func(f *flag.Flag) {
		if f.Name != "lang" && f.Name != "decimals" && !slices.Contains(given, "-"+f.Name) {
			t.Errorf("-%s would be passed over", f.Name)
		}
	})
}

// asked runs a command line; · is a space within a word.
func asked(t *testing.T, line string) (string, *play.Problem) {
	t.Helper()
	words := strings.Split(line, " ")
	for i := range words {
		words[i] = strings.ReplaceAll(words[i], "·", " ")
	}
	var o options
	f := flag.NewFlagSet("qkv", flag.ContinueOnError)
	o.define(f)
	if err := f.Parse(words); err != nil {
		t.Fatal(err)
	}
	if o.lang == "ko" { // of this machine
		o.lang = "en"
	}
	var b strings.Builder
	p := run(&b, documentOf(f.Arg(0)), o)
	return b.String(), p
}
