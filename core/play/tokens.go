package play

import (
	"slices"
	"strconv"
	"strings"
)

// readTokens reads tokens between |; a literal | or \ takes a backslash.
func readTokens(d *Document, value string) *Problem {
	tokens, p := splitTokens(value, "tokens")
	d.Tokens = tokens
	return p
}

func splitTokens(value, field string) ([]string, *Problem) {
	var tokens []string
	var b strings.Builder
	end := func() *Problem {
		if b.Len() == 0 {
			return problem(EmptyToken, field, strconv.Itoa(len(tokens)+1))
		}
		tokens = append(tokens, b.String())
		b.Reset()
		return nil
	}
	for i := 0; i < len(value); i++ {
		switch c := value[i]; c {
		case '|':
			if p := end(); p != nil {
				return nil, p
			}
		case '\\':
			i++
			if i >= len(value) || (value[i] != '|' && value[i] != '\\') {
				return nil, problem(BadBackslash, field, b.String()+`\`)
			}
			b.WriteByte(value[i])
		default:
			b.WriteByte(c)
		}
	}
	if p := end(); p != nil {
		return nil, p
	}
	return tokens, nil
}

// JoinTokens writes tokens as splitTokens reads them.
func JoinTokens(tokens []string) string {
	parts := make([]string, len(tokens))
	for i, t := range tokens {
		parts[i] = replaceEach(t, `\`, `\\`, `|`, `\|`)
	}
	return strings.Join(parts, "|")
}

func writeTokens(d *Document) string {
	if !d.hasX() && d.Text == "" && slices.Equal(d.Tokens, articleTokens) {
		return ""
	}
	return JoinTokens(d.Tokens)
}
