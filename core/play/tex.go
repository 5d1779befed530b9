package play

import "strings"

// tex writes what formula and numbers say in the notation of LaTeX's mathematics: W_q[2,k] is (W_q)_{2,k}, scores₀[1,2] is
// \mathrm{scores}^{(0)}_{1,2}, 1e−05 is 1 \times 10^{-5}.
func tex(s string) string {
	var b strings.Builder
	for s != "" {
		c := s[0]
		switch {
		case '0' <= c && c <= '9':
			s = texNumber(&b, s)
		case isLetter(c):
			s = texName(&b, s)
		case strings.HasPrefix(s, "^("):
			inner, rest := bracketed(s[1:])
			b.WriteString("^{" + tex(inner) + "}")
			s = rest
		default:
			s = texSign(&b, s)
		}
	}
	return b.String()
}

var texSigns = []struct{ from, to string }{
	{"Σₖ", `\sum_{k}`}, {"Σₛ", `\sum_{s}`}, {"Σₜ", `\sum_{t}`}, {"√Dh", `\sqrt{D_h}`}, {"·", ` \cdot `}, {"−", "-"},
	{"∞", `\infty`}, {"θ", `\theta`}, {"…", `\cdots`}, {"→", `\to`}, {"|", `\vert `},
}

// texSign writes one sign, and returns what follows it.
func texSign(b *strings.Builder, s string) string {
	for _, sign := range texSigns {
		if rest, ok := strings.CutPrefix(s, sign.from); ok {
			b.WriteString(sign.to)
			return rest
		}
	}
	b.WriteByte(s[0]) // of ASCII: signs, brackets and spaces
	return s[1:]
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// span returns how many bytes from the first on belong together.
func span(s string, belongs func(c byte) bool) int {
	i := 0
	for i < len(s) && belongs(s[i]) {
		i++
	}
	return i
}

func texNumber(b *strings.Builder, s string) string {
	isDigit := func(c byte) bool { return '0' <= c && c <= '9' }
	n := span(s, func(c byte) bool { return isDigit(c) || c == '.' })
	b.WriteString(s[:n])
	s = s[n:]
	if !strings.HasPrefix(s, "e") {
		return s
	}
	exponent, sign := s[1:], ""
	for _, minus := range []string{"−", "-"} {
		if rest, ok := strings.CutPrefix(exponent, minus); ok {
			exponent, sign = rest, "-"
		}
	}
	n = span(exponent, isDigit)
	b.WriteString(` \times 10^{` + sign + strings.TrimLeft(exponent[:n], "0") + "}")
	return exponent[n:]
}

// texName writes a function or the name of a matrix, with what belongs to it: its letter below, its head, its cell.
func texName(b *strings.Builder, s string) string {
	n := span(s, isLetter)
	name, s := s[:n], s[n:]
	switch name {
	case "exp", "tanh", "sin", "cos", "max":
		b.WriteString(`\` + name + " ")
		return s
	case "Dh":
		b.WriteString("D_h")
		return s
	}
	if len(name) > 1 {
		name = `\mathrm{` + name + "}"
	}
	if len(s) > 1 && s[0] == '_' && isLetter(s[1]) {
		name, s = name+s[:2], s[2:]
	}
	head := ""
	for len(s) >= 3 && s[:2] == "₀"[:2] && "₀"[2] <= s[2] && s[2] <= "₀"[2]+9 {
		head += string(s[2] - "₀"[2] + '0')
		s = s[3:]
	}
	if rest, ok := strings.CutPrefix(s, "′"); ok {
		name, s = "{"+name+"'}", rest
	}
	if strings.HasPrefix(s, "[tokens]") {
		name, s = "{"+name+`[\mathrm{tokens}]}`, s[len("[tokens]"):]
	}
	if strings.HasPrefix(s, "[") && strings.Contains(name, "_") {
		name = "(" + name + ")"
	}
	b.WriteString(name)
	if head != "" {
		b.WriteString("^{(" + head + ")}")
	}
	if strings.HasPrefix(s, "[") {
		index, rest := bracketed(s)
		b.WriteString("_{" + index + "}")
		s = rest
	}
	return s
}

// bracketed splits after the bracket that closes the first, and takes both away.
func bracketed(s string) (inner, rest string) {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			if depth--; depth == 0 {
				return s[1:i], s[i+1:]
			}
		}
	}
	return s[1:], ""
}

// texPart writes one side of an equation; a quotient of all that stands there is a fraction.
func texPart(s string) string {
	depth, at := 0, -1
	for i := range len(s) {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		}
		if depth > 0 {
			continue
		}
		if strings.HasPrefix(s[i:], " + ") && at < 0 {
			return tex(s)
		}
		if strings.HasPrefix(s[i:], " / ") {
			at = i
		}
	}
	if at < 0 {
		return tex(s)
	}
	below := s[at+3:]
	if below[0] == '(' {
		if inner, rest := bracketed(below); rest == "" {
			below = inner
		}
	}
	return `\frac{` + tex(s[:at]) + "}{" + tex(below) + "}"
}
