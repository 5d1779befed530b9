package main

import (
	"flag"
	"slices"
	"strconv"
	"strings"

	"qkvlab/core/file"
	"qkvlab/core/play"
)

type options struct {
	steps    string
	explain  string
	torch    bool
	numpy    bool
	literal  bool
	latex    bool
	markdown bool
	json     bool
	svg      bool
	png      bool
	format   string
	tensors  string
	load     string
	x        string
	decimals int
	lang     string

	experiment  string
	experiments bool

	exercises string
	seed      int64
	solutions bool
}

// define declares the flags.
func (o *options) define(f *flag.FlagSet) {
	f.StringVar(&o.steps, "steps", "", "print only these steps, between commas: q,head.0.attn")
	f.StringVar(&o.explain, "explain", "", "print one cell with its terms: q.0.2; with -torch or -numpy, a program that computes it")
	f.BoolVar(&o.torch, "torch", false, "print a PyTorch program that prints the same numbers")
	f.BoolVar(&o.numpy, "numpy", false, "print a NumPy program that prints the same numbers")
	f.BoolVar(&o.literal, "literal", false, "with -torch: write the parameters out instead of drawing them")
	f.BoolVar(&o.latex, "latex", false, "with -explain: the explanation as LaTeX (amsmath)")
	f.BoolVar(&o.markdown, "markdown", false, "with -explain: the explanation as Markdown, its formulas between $$")
	f.BoolVar(&o.json, "json", false, "print JSON")
	f.BoolVar(&o.svg, "svg", false, "print a picture as SVG: of the one step that -steps names, or of the document, 1200×630")
	f.BoolVar(&o.png, "png", false, "the same picture as PNG")
	f.StringVar(&o.format, "format", "", "print one step, named by -steps, as "+file.Names())
	f.StringVar(&o.tensors, "safetensors", "", "write the parameters into this file, as safetensors")
	f.StringVar(&o.load, "load", "", "read this file first: safetensors or JSON set the parameters that their names say; STEP=FILE sets one matrix, from NPY or CSV, too")
	f.StringVar(&o.x, "x", "", "read this file first, as the input matrix X: NPY, CSV, TSV, JSON")
	f.IntVar(&o.decimals, "decimals", 4, "decimals of printed matrices")
	f.BoolVar(&o.experiments, "experiments", false, "list the experiments")
	f.StringVar(&o.experiment, "experiment", "", "print both documents of an experiment and what its law measures; a DOCUMENT stands in for B")
	f.StringVar(&o.exercises, "exercises", "", "print the exercises of a chapter: why, how, after, scores, training or 1 … 5")
	f.Int64Var(&o.seed, "seed", 0, "with -exercises: what draws their numbers; the same seed gives the same sheet")
	f.BoolVar(&o.solutions, "solutions", false, "with -exercises: the solutions, too")
	f.StringVar(&o.lang, "lang", language(), "language of messages: ko or en")
}

// asks are the flags that say what is printed, each with all that it heeds besides; without any of them, every step is. The
// first that was given is the one that is meant.
var asks = []struct{ flag, heeds string }{
	{"-experiments", ""},
	{"-experiment", "-steps DOCUMENT"},
	{"-exercises", "-seed -solutions"},
	{"-explain", "-torch -numpy -latex -markdown -load -x DOCUMENT"},
	{"-torch", "-literal -load -x DOCUMENT"},
	{"-numpy", "-load -x DOCUMENT"},
	{"-format", "-steps -load -x DOCUMENT"},
	{"-safetensors", "-load -x DOCUMENT"},
	{"-svg", "-steps -load -x DOCUMENT"},
	{"-png", "-steps -load -x DOCUMENT"},
	{"-json", "-steps -load -x DOCUMENT"},
	{"", "-steps -load -x DOCUMENT"},
}

// given returns the flags that were given, of those that asks speak of.
func (o *options) given(doc string) (names []string) {
	for _, f := range []struct {
		name string
		on   bool
	}{
		{"-experiments", o.experiments}, {"-experiment", o.experiment != ""}, {"-exercises", o.exercises != ""},
		{"-explain", o.explain != ""}, {"-torch", o.torch}, {"-numpy", o.numpy}, {"-format", o.format != ""}, {"-safetensors", o.tensors != ""},
		{"-svg", o.svg}, {"-png", o.png}, {"-json", o.json}, {"-literal", o.literal}, {"-latex", o.latex}, {"-markdown", o.markdown},
		{"-seed", o.seed != 0}, {"-solutions", o.solutions}, {"-steps", o.steps != ""}, {"-load", o.load != ""}, {"-x", o.x != ""}, {"DOCUMENT", doc != ""},
	} {
		if f.on {
			names = append(names, f.name)
		}
	}
	return names
}

// check returns what is wrong with the flags: none is passed over in silence.
func (o *options) check(doc string) *play.Problem {
	switch {
	case o.lang != "" && o.lang != string(play.Korean) && o.lang != string(play.English):
		return &play.Problem{Code: play.BadChoice, Field: "lang", Args: []string{o.lang, "ko, en"}}
	case o.decimals < 0 || o.decimals > maxDecimals:
		return &play.Problem{Code: play.OutOfRange, Field: "decimals", Args: []string{strconv.Itoa(o.decimals), "0", strconv.Itoa(maxDecimals)}}
	}
	given := o.given(doc)
	var asked, heeds string
	for _, a := range asks {
		if a.flag == "" || slices.Contains(given, a.flag) {
			asked, heeds = a.flag, a.heeds
			break
		}
	}
	form := "" // of an explanation: it has one
	for _, name := range given {
		isForm := asked == "-explain" && slices.Contains([]string{"-torch", "-numpy", "-latex", "-markdown"}, name)
		switch {
		case name == asked:
		case !slices.Contains(strings.Fields(heeds), name):
			return clash(asked, name, strconv.FormatInt(o.seed, 10))
		case isForm && form != "":
			return clash(form, name, "")
		case isForm:
			form = name
		}
	}
	return nil
}

// maxDecimals is more than a float32 ever needs to be read back.
const maxDecimals = 60

// clash says that a flag has no meaning beside what is asked for.
func clash(asked, name, seed string) *play.Problem {
	field := strings.TrimPrefix(name, "-")
	switch {
	case asked != "":
		return &play.Problem{Code: Together, Field: field, Args: []string{asked, name}}
	case name == "-seed":
		return &play.Problem{Code: SeedAlone, Field: field, Args: []string{seed}}
	}
	var with []string
	for _, a := range asks {
		if slices.Contains(strings.Fields(a.heeds), name) {
			with = append(with, a.flag)
		}
	}
	return &play.Problem{Code: GoesWith, Field: field, Args: []string{name, strings.Join(with, ", ")}}
}

// stepList are the ids of -steps.
func (o *options) stepList() []string {
	return strings.FieldsFunc(o.steps, func(c rune) bool { return c == ',' || c == ' ' })
}

// documentOf is the document of an argument: itself, or that of a link to one.
func documentOf(arg string) string {
	if !strings.HasPrefix(arg, "http://") && !strings.HasPrefix(arg, "https://") {
		return arg
	}
	if _, doc, ok := strings.Cut(arg, "#"); ok {
		return doc
	}
	_, doc, _ := strings.Cut(arg, "?") // of /embed, /s and /card.png
	return doc
}
