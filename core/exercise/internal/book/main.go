// Command book writes the exercises that the pages show, as JSON: an object of wire.ExercisesReply by "LANGUAGE CHAPTER SEED".
// Seed 0 stands in the chapters, the others on the sheets.
package main

import (
	"bufio"
	"fmt"
	"os"

	"qkvlab/core/exercise"
	"qkvlab/core/play"
	"qkvlab/core/wire"
)

const sheets = 30 // a class

func main() {
	out := bufio.NewWriter(os.Stdout)
	sign := "{"
	for _, lang := range []play.Lang{play.Korean, play.English} {
		for _, chapter := range exercise.Chapters() {
			for seed := range uint32(sheets + 1) {
				fmt.Fprintf(out, "%s\n%q: %s", sign, fmt.Sprintf("%s %s %d", lang, chapter, seed), wire.ExercisesJSON(exercise.Set(chapter, seed, lang)))
				sign = ","
			}
		}
	}
	fmt.Fprintln(out, "\n}")
	if err := out.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, "book:", err)
		os.Exit(1)
	}
}
