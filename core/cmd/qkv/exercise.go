package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"qkvlab/core/exercise"
	"qkvlab/core/play"
)

// sheet writes the exercises of a chapter.
func sheet(w io.Writer, o options) *play.Problem {
	if o.seed < 0 || o.seed > 1<<32-1 {
		return &play.Problem{Code: play.OutOfRange, Field: "seed", Args: []string{strconv.FormatInt(o.seed, 10), "0", "4294967295"}}
	}
	text, ok := exercise.Sheet(o.exercises, uint32(o.seed), o.solutions, play.Lang(o.lang))
	if !ok {
		return &play.Problem{Code: play.BadChoice, Field: "exercises", Args: []string{o.exercises, strings.Join(exercise.Chapters(), ", ")}}
	}
	fmt.Fprint(w, text)
	return nil
}
