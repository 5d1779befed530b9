package schema

import (
	"fmt"
	"strings"
)

// TypeScript returns wire.gen.ts: an interface for each struct, with the doc comments of the Go source.
func (s *Schema) TypeScript() []byte {
	var b strings.Builder
	b.WriteString(header + "\n")
	b.WriteString(jsDoc("", s.NumDoc))
	b.WriteString("export type Num = number | \"NaN\" | \"Infinity\" | \"-Infinity\";\n")
	for _, t := range s.Structs {
		fmt.Fprintf(&b, "\n%sexport interface %s {\n", jsDoc("", t.Doc), t.Name)
		for _, f := range t.Fields {
			mark := ""
			if f.Kind == Optional {
				mark = "?"
			}
			fmt.Fprintf(&b, "%s  %s%s: %s;\n", jsDoc("  ", f.Doc), f.Key, mark, tsType(f))
		}
		b.WriteString("}\n")
	}
	return []byte(b.String())
}

func tsType(f Field) string {
	switch f.Kind {
	case String:
		return "string"
	case Bool:
		return "boolean"
	case Int, Uint32:
		return "number"
	case Number:
		return "Num"
	case Ints:
		return "number[]"
	case Strings:
		return "string[]"
	case Tuple:
		return "[" + strings.Join(strings.Fields(strings.Repeat("string ", f.Len)), ", ") + "]"
	case Object, Optional:
		return f.Elem
	case Objects:
		return f.Elem + "[]"
	}
	panic(fmt.Sprintf("schema: TypeScript: no type for kind %d", f.Kind))
}

// jsDoc returns a comment on its own line, or nothing for an empty text.
func jsDoc(indent, text string) string {
	if text == "" {
		return ""
	}
	return indent + "/** " + strings.ReplaceAll(text, "*/", "*\\/") + " */\n"
}
