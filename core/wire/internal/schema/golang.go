package schema

import (
	"fmt"
	"go/format"
	"strings"
)

// Go returns json.gen.go: for each struct a method appendJSON. The helpers it calls stand in core/wire/json.go.
func (s *Schema) Go() []byte {
	var b strings.Builder
	b.WriteString(header + "\npackage wire\n")
	if s.has(Bool) {
		b.WriteString("\nimport \"strconv\"\n")
	}
	for _, t := range s.Structs {
		fmt.Fprintf(&b, "\nfunc (v %s) appendJSON(b []byte) []byte {\n", t.Name)
		for i, f := range t.Fields {
			before := ","
			if i == 0 {
				before = "{"
			}
			key := fmt.Sprintf("b = append(b, `%s\"%s\":`...)\n", before, f.Key)
			if f.Kind == Optional {
				fmt.Fprintf(&b, "if v.%s != nil {\n%s%s}\n", f.Name, key, writer(f))
				continue
			}
			b.WriteString(key + writer(f))
		}
		b.WriteString("return append(b, '}')\n}\n")
	}
	source, err := format.Source([]byte(b.String()))
	if err != nil {
		panic("schema: Go: wrote what does not parse: " + err.Error())
	}
	return source
}

// writer returns the statement that appends a field's value.
func writer(f Field) string {
	v := "v." + f.Name
	switch f.Kind {
	case String:
		return "b = appendString(b, " + v + ")\n"
	case Bool:
		return "b = strconv.AppendBool(b, " + v + ")\n"
	case Int:
		return "b = appendInt(b, " + v + ")\n"
	case Uint32:
		return "b = appendUint32(b, " + v + ")\n"
	case Number:
		return "b = appendNum(b, " + v + ")\n"
	case Strings:
		return "b = appendStrings(b, " + v + ")\n"
	case Ints:
		return "b = appendInts(b, " + v + ")\n"
	case Tuple:
		return "b = appendStrings(b, " + v + "[:])\n"
	case Objects:
		return "b = appendObjects(b, " + v + ")\n"
	case Object, Optional:
		return "b = " + v + ".appendJSON(b)\n"
	}
	panic(fmt.Sprintf("schema: Go: no writer for kind %d", f.Kind))
}

func (s *Schema) has(kind Kind) bool {
	for _, t := range s.Structs {
		for _, f := range t.Fields {
			if f.Kind == kind {
				return true
			}
		}
	}
	return false
}
