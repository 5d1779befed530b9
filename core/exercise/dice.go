package exercise

import (
	"strconv"
	"strings"

	"qkvlab/core/torch"
)

// dice draws what an exercise is about: small numbers, which can be reckoned with by hand.
type dice struct{ *torch.Generator }

// diceFor returns the dice of one exercise; others on the same sheet have others.
func diceFor(seed uint32, slug string, number int) dice {
	for _, c := range []byte(slug) {
		seed = seed*31 + uint32(c)
	}
	return dice{torch.New(seed*31 + uint32(number))}
}

// between draws a whole number from lo to hi.
func (d dice) between(lo, hi int) int { return lo + int(d.Uint32()%uint32(hi-lo+1)) }

// nonzero draws a whole number from lo to hi that is not 0.
func (d dice) nonzero(lo, hi int) int {
	for {
		if n := d.between(lo, hi); n != 0 {
			return n
		}
	}
}

// pick draws one of some whole numbers.
func (d dice) pick(of ...int) int { return of[d.between(0, len(of)-1)] }

// pair draws two different places below n.
func (d dice) pair(n int) (i, j int) {
	i = d.between(0, n-1)
	return i, (i + d.between(1, n-1)) % n
}

// matrix draws whole numbers from lo to hi, none of them 0, written as a document writes a matrix.
func (d dice) matrix(rows, cols, lo, hi int) string {
	lines := make([]string, rows)
	for i := range lines {
		line := make([]string, cols)
		for j := range line {
			line[j] = strconv.Itoa(d.nonzero(lo, hi))
		}
		lines[i] = strings.Join(line, ",")
	}
	return strings.Join(lines, ";")
}

// names are the first n letters, as the tokens of a document.
func names(n int) string {
	letters := make([]string, n)
	for i := range letters {
		letters[i] = name(i)
	}
	return strings.Join(letters, "|")
}

func name(i int) string { return string(rune('A' + i)) }

// cell writes the key of a cell.
func cell(step string, row, col int) string {
	return step + "." + strconv.Itoa(row) + "." + strconv.Itoa(col)
}
