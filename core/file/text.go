package file

import (
	"math"
	"strings"

	"qkvlab/core/mat"
)

// A Format writes one matrix.
type Format struct {
	Name  string // as the command line calls it
	Ext   string // of a file
	write func(m mat.Mat) []byte
}

// Write returns a matrix in the format.
func (f Format) Write(m mat.Mat) []byte { return f.write(m) }

// Formats are all there are, in the order in which they are offered.
var Formats = []Format{
	{"csv", ".csv", func(m mat.Mat) []byte { return rows(m, style{between: ",", end: "\n", nan: "nan", inf: "inf"}) }},
	{"tsv", ".tsv", func(m mat.Mat) []byte { return rows(m, style{between: "\t", end: "\n", nan: "nan", inf: "inf"}) }},
	{"npy", ".npy", NPY},
	{"json", ".json", func(m mat.Mat) []byte { return wrapped("[", "]\n", m, bracketed(`"NaN"`, `"Infinity"`, `"-Infinity"`)) }},
	{"latex", ".tex", latex},
	{"markdown", ".md", markdown},
	{"python", ".py", func(m mat.Mat) []byte {
		return wrapped("[", "]\n", m, bracketed(`float("nan")`, `float("inf")`, `-float("inf")`))
	}},
}

// FormatOf finds a format by its name.
func FormatOf(name string) (Format, bool) {
	for _, f := range Formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// Names are the names of all formats, between commas.
func Names() string {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = f.Name
	}
	return strings.Join(names, ", ")
}

// style is how rows and numbers are written.
type style struct {
	start, between, end, join string // around a row, between its numbers, between rows
	nan, inf, minusInf        string // minusInf "": - and inf
	zero                      string // how -0 is written where "-0" would be a whole number, which has no sign
}

func bracketed(nan, inf, minusInf string) style {
	return style{start: "[", between: ", ", end: "]", join: ",\n ", nan: nan, inf: inf, minusInf: minusInf, zero: "-0.0"}
}

func (s style) number(v float32) string {
	switch {
	case v != v:
		return s.nan
	case v > 0 && v/2 == v:
		return s.inf
	case v < 0 && v/2 == v:
		if s.minusInf != "" {
			return s.minusInf
		}
		return "-" + s.inf
	case s.zero != "" && v == 0 && math.Signbit(float64(v)):
		return s.zero
	}
	return mat.Shortest(v)
}

func rows(m mat.Mat, s style) []byte {
	var b []byte
	for r := range m.Rows {
		if r > 0 {
			b = append(b, s.join...)
		}
		b = append(b, s.start...)
		for c, v := range m.Row(r) {
			if c > 0 {
				b = append(b, s.between...)
			}
			b = append(b, s.number(v)...)
		}
		b = append(b, s.end...)
	}
	return b
}

func wrapped(before, after string, m mat.Mat, s style) []byte {
	return append(append([]byte(before), rows(m, s)...), after...)
}

// latex is a bmatrix of amsmath, whose columns are counted: amsmath allows ten unless MaxMatrixCols says more.
func latex(m mat.Mat) []byte {
	s := style{between: " & ", end: ` \\` + "\n", nan: `\mathrm{NaN}`, inf: `\infty`}
	return wrapped(`\begin{bmatrix}`+"\n", `\end{bmatrix}`+"\n", m, s)
}

// markdown is a table, whose head are the columns' numbers.
func markdown(m mat.Mat) []byte {
	head, line := "|", "|"
	for c := range m.Cols {
		head += " " + mat.Shortest(float32(c)) + " |"
		line += " ---: |"
	}
	s := style{start: "| ", between: " | ", end: " |\n", nan: "NaN", inf: "∞", minusInf: "−∞"}
	return wrapped(head+"\n"+line+"\n", "", m, s)
}
