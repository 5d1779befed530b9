package play

import (
	_ "embed"
	"slices"
	"strings"
	"testing"
)

//go:embed doc.go
var manual string

// tableIn returns the rows of a section's table in the package comment: first column, the rest.
func tableIn(t *testing.T, section string) (rows [][2]string) {
	t.Helper()
	_, text, _ := strings.Cut(manual, "// # "+section+"\n")
	text, _, _ = strings.Cut(text, "\n// # ")
	for line := range strings.Lines(text) {
		row, isRow := strings.CutPrefix(line, "//\t")
		if first, rest, ok := strings.Cut(strings.TrimSpace(row), "  "); isRow && ok && !strings.HasPrefix(row, " ") {
			rows = append(rows, [2]string{first, strings.TrimSpace(rest)})
		}
	}
	if len(rows) == 0 {
		t.Fatalf("no table in the section %s", section)
	}
	return rows
}

// The package comment is what a reader of go doc knows of documents: it names every key, with its default, and every edit.
func TestManualNamesEveryKey(t *testing.T) {
	var named []string
	for _, row := range tableIn(t, "Keys")[1:] {
		for _, name := range strings.Fields(row[0]) {
			k, ok := findKey(name)
			if !ok {
				if name != "STEP.ROW.COLUMN" && name != "ui.NAME" {
					t.Errorf("there is no key %s", name)
				}
				continue
			}
			named = append(named, name)
			if k.standard != "" && !strings.HasSuffix(row[1], "  "+k.standard) {
				t.Errorf("the default of %s is %s: %s", name, k.standard, row[1])
			}
		}
	}
	if !slices.Equal(named, Keys()) {
		t.Errorf("named are\n%v\nthe keys are\n%v", named, Keys())
	}
}

func TestManualNamesEveryEdit(t *testing.T) {
	named := map[string]bool{}
	for _, row := range tableIn(t, "Edits") {
		for _, kind := range strings.Split(row[0], ", ") {
			named[kind] = true
			if edits[kind] == nil {
				t.Errorf("there is no edit %s", kind)
			}
		}
	}
	for kind := range edits {
		if !named[kind] {
			t.Errorf("the edit %s is not in the package comment", kind)
		}
	}
}
