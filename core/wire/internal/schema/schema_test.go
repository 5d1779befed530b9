package schema

import (
	"strings"
	"testing"
)

// What the generator does not write it refuses, with the place.
func TestRefuses(t *testing.T) {
	for _, c := range []struct{ field, want string }{
		{"A float64 `json:\"a\"`", "does not write"},
		{"A []uint32 `json:\"a\"`", "does not write"},
		{"A [][]string `json:\"a\"`", "does not write"},
		{"A map[string]string `json:\"a\"`", "does not write"},
		{"A [2]U `json:\"a\"`", "does not write"},
		{"A []*U `json:\"a\"`", "does not write"},
		{"A Absent `json:\"a\"`", "does not write"},
		{"A string", "no json tag"},
		{"A string `json:\"\"`", "no plain name"},
		{"A string `json:\"-\"`", "no plain name"},
		{"A string `json:\"a b\"`", "no plain name"},
		{"A string `json:\"a,omitempty\"`", ",omitempty"},
		{"A *U `json:\"a\"`", ",omitempty"},
		{"A *U `json:\"a,omitempty\"`", "the first field"},
		{"a string `json:\"a\"`", "exported"},
		{"U", "embedded"},
		{"A, B string `json:\"a\"`", "one exported field a line"},
		{"A string `json:\"a\"`\nB string `json:\"a\"`", "same key"},
		{"", "without fields"},
	} {
		_, err := Parse("t.go", []byte("package p\ntype T struct {\n"+c.field+"\n}\ntype U struct{ S string `json:\"s\"` }\n"))
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "t.go:") {
			t.Errorf("%s: error %v, want one at t.go with %q", c.field, err, c.want)
		}
	}
	if _, err := Parse("t.go", []byte("package p\ntype Name string\n")); err == nil {
		t.Error("a type that is neither a struct nor Num is taken")
	}
}

func TestTypeScript(t *testing.T) {
	s, err := Parse("t.go", []byte(`package p

// Num is
// a number.
type Num float32

// T ends no comment: */
type T struct {
	// A stands above
	A  string    `+"`json:\"a\"`"+` // and beside
	B  bool      `+"`json:\"b\"`"+`
	C  int       `+"`json:\"c\"`"+`
	D  uint32    `+"`json:\"d\"`"+`
	E  Num       `+"`json:\"e\"`"+`
	F  []string  `+"`json:\"f\"`"+`
	K  []int     `+"`json:\"k\"`"+`
	G  [3]string `+"`json:\"g\"`"+`
	H  U         `+"`json:\"h\"`"+`
	I  []U       `+"`json:\"i\"`"+`
	J  *U        `+"`json:\"j,omitempty\"`"+`
}

type U struct {
	S string `+"`json:\"s\"`"+`
}
`))
	if err != nil {
		t.Fatal(err)
	}
	const want = header + `
/** Num is a number. */
export type Num = number | "NaN" | "Infinity" | "-Infinity";

/** T ends no comment: *\/ */
export interface T {
  /** A stands above and beside */
  a: string;
  b: boolean;
  c: number;
  d: number;
  e: Num;
  f: string[];
  k: number[];
  g: [string, string, string];
  h: U;
  i: U[];
  j?: U;
}

export interface U {
  s: string;
}
`
	if got := string(s.TypeScript()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
