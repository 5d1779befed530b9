// Command qkv computes a document and prints every step.
//
//	go run ./core/cmd/qkv 'text=저는 고양이&heads=2&mask=causal'
//	go run ./core/cmd/qkv -steps q,head.0.attn 'seed=42'
//	go run ./core/cmd/qkv -explain head.0.attn.1.3
//	go run ./core/cmd/qkv -torch > attention.py
//	go run ./core/cmd/qkv -svg > card.svg
//	go run ./core/cmd/qkv -png -steps head.0.attn > attn.png
//	go run ./core/cmd/qkv -format npy -steps q > q.npy
//	go run ./core/cmd/qkv -load w.safetensors 'text=the cat sat'
//	go run ./core/cmd/qkv -experiment key-bias
//	go run ./core/cmd/qkv -exercises how -seed 7 -solutions
//
// A problem goes to standard error, and the exit status is 2.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"qkvlab/core/draw"
	"qkvlab/core/file"
	"qkvlab/core/mat"
	"qkvlab/core/play"
	"qkvlab/core/wire"
)

func main() {
	var o options
	o.define(flag.CommandLine)
	flag.Usage = usage
	flag.Parse()
	if flag.NArg() > 1 {
		fmt.Fprintln(os.Stderr, "qkv: one document at a time; put it between quotes, and flags before it")
		os.Exit(2)
	}
	out := bufio.NewWriter(os.Stdout)
	problem := run(out, documentOf(flag.Arg(0)), o)
	out.Flush()
	if problem != nil {
		if o.json {
			fmt.Fprintf(os.Stderr, "%s\n", wire.ProblemJSON(problem, play.Lang(o.lang)))
		} else {
			fmt.Fprintln(os.Stderr, "qkv:", problem.Message(play.Lang(o.lang)))
		}
		os.Exit(2)
	}
}

func usage() {
	w := flag.CommandLine.Output()
	fmt.Fprintln(w, "usage: qkv [flags] [DOCUMENT]")
	fmt.Fprintln(w, "A document is pairs key=value joined by &, such as 'text=hello world&heads=2', or a link to one; none is the article's sentence.")
	fmt.Fprintln(w, "Keys:", strings.Join(play.Keys(), " "), "STEP.ROW.COLUMN ui.*")
	flag.PrintDefaults()
}

// language follows the environment, as other commands do.
func language() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(name); v != "" {
			return string(play.LangOf(v))
		}
	}
	return string(play.English)
}

// run prints what the options ask for.
func run(w io.Writer, doc string, o options) *play.Problem {
	if p := o.check(doc); p != nil {
		return p
	}
	switch {
	case o.experiments:
		list(w, play.Lang(o.lang))
		return nil
	case o.experiment != "":
		return compare(w, doc, o)
	case o.exercises != "":
		return sheet(w, o)
	}
	d, p := opened(doc, o)
	if p != nil {
		return p
	}
	r := play.Run(d)
	steps := o.stepList()
	switch {
	case o.explain != "":
		return explain(w, r, o)
	case o.torch:
		fmt.Fprint(w, play.Export(r, play.PyTorch, o.literal))
	case o.numpy:
		fmt.Fprint(w, play.Export(r, play.NumPy, true))
	case o.format != "":
		return export(w, r, steps, o.format)
	case o.tensors != "":
		if err := os.WriteFile(o.tensors, file.Safetensors(file.Parameters(r), ""), 0o644); err != nil {
			return &play.Problem{Code: Unwritten, Field: "safetensors", Args: []string{err.Error()}}
		}
	case o.svg, o.png:
		return picture(w, r, steps, o)
	case o.json:
		b, p := wire.ResultJSON(r, steps, nil, play.Lang(o.lang))
		if p != nil {
			return p
		}
		fmt.Fprintf(w, "%s\n", b)
	default:
		return print(w, r, steps, o.decimals)
	}
	return nil
}

// picture draws one step, or the document.
func picture(w io.Writer, r *play.Result, steps []string, o options) *play.Problem {
	var scene *draw.Scene
	switch len(steps) {
	case 0:
		scene = draw.Card(r, play.Lang(o.lang))
	case 1:
		s, ok := r.Trace.Step(steps[0])
		if !ok {
			return &play.Problem{Code: play.AbsentStep, Field: "steps", Args: []string{steps[0]}}
		}
		if o.png && s.Rows*s.Cols > 1<<17 {
			return &play.Problem{Code: LargePNG, Field: "steps", Args: []string{strconv.Itoa(s.Rows) + "×" + strconv.Itoa(s.Cols)}}
		}
		scene = draw.Step(r, s.ID, play.Lang(o.lang))
	default:
		name := "-svg"
		if o.png {
			name = "-png"
		}
		return &play.Problem{Code: OneStep, Field: "steps", Args: []string{name}}
	}
	if o.png {
		w.Write(scene.PNG())
	} else {
		fmt.Fprint(w, scene.SVG())
	}
	return nil
}

// export writes one step in the format of another program.
func export(w io.Writer, r *play.Result, steps []string, name string) *play.Problem {
	f, ok := file.FormatOf(name)
	switch {
	case !ok:
		return &play.Problem{Code: play.BadChoice, Field: "format", Args: []string{name, file.Names()}}
	case len(steps) != 1:
		return &play.Problem{Code: OneStep, Field: "steps", Args: []string{"-format " + name}}
	}
	if _, ok := r.Trace.Step(steps[0]); !ok {
		return &play.Problem{Code: play.AbsentStep, Field: "steps", Args: []string{steps[0]}}
	}
	w.Write(f.Write(r.Trace.Mat(steps[0])))
	return nil
}

// print writes steps with brackets, each under a line that says how it arose.
func print(w io.Writer, r *play.Result, steps []string, decimals int) *play.Problem {
	if len(steps) == 0 {
		for _, s := range r.Trace.Steps {
			steps = append(steps, s.ID)
		}
		if len(r.Tokens) > 0 {
			fmt.Fprintf(w, "tokens: %s\n\n", strings.Join(r.Tokens, " · "))
		}
	}
	for _, id := range steps {
		s, ok := r.Trace.Step(id)
		if !ok {
			return &play.Problem{Code: play.AbsentStep, Field: "steps", Args: []string{id}}
		}
		fmt.Fprintf(w, "%s = %s", s.ID, s.Op)
		if len(s.In) > 0 {
			fmt.Fprintf(w, "(%s)", strings.Join(s.In, ", "))
		}
		fmt.Fprintf(w, "  (%s, %s) = (%d, %d)\n%s\n\n", s.Axes[0], s.Axes[1], s.Rows, s.Cols, mat.Format(r.Trace.Mat(id), decimals))
	}
	return nil
}

// explain writes one cell with its terms.
func explain(w io.Writer, r *play.Result, o options) *play.Problem {
	id, row, col, p := play.ParseCell(o.explain)
	if p == nil {
		p = r.HasCell(id, row, col)
	}
	if p != nil {
		p.Field = "explain"
		return p
	}
	switch {
	case o.torch:
		fmt.Fprint(w, play.ExportCell(r, id, row, col, play.PyTorch))
		return nil
	case o.numpy:
		fmt.Fprint(w, play.ExportCell(r, id, row, col, play.NumPy))
		return nil
	}
	e := r.Trace.Explain(id, row, col)
	switch {
	case o.latex:
		fmt.Fprint(w, r.ExplainLaTeX(&e))
		return nil
	case o.markdown:
		fmt.Fprint(w, r.ExplainMarkdown(&e, play.Lang(o.lang)))
		return nil
	}
	l := r.Describe(&e, play.Lang(o.lang))
	fmt.Fprintln(w, l.Text())
	for i := range e.Terms {
		t := &e.Terms[i]
		var factors []string
		for _, f := range t.Factors {
			name := f.Name
			if f.Step != "" {
				name = play.CellSymbol(f.Step, f.Row, f.Col)
			}
			factors = append(factors, name+" "+mat.Shortest(f.Value))
		}
		fmt.Fprintf(w, "  %-12s %s = %s  →  %s\n", r.TermLabel(&e, t), strings.Join(factors, " · "), mat.Shortest(t.Product), mat.Shortest(t.Sum))
	}
	fmt.Fprintf(w, "%s = %s\n", play.CellSymbol(id, row, col), mat.Shortest(e.Value))
	return nil
}
