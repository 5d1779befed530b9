package main

import (
	"strings"
	"testing"

	"qkvlab/core/play"
)

func TestExercises(t *testing.T) {
	sheet := output(t, "", options{exercises: "how", seed: 7, lang: "ko"})
	solved := output(t, "", options{exercises: "2", seed: 7, solutions: true, lang: "ko"})
	if !strings.HasPrefix(solved, sheet) || !strings.Contains(sheet, "(시드 7)") || strings.Contains(sheet, "풀이\n") || !strings.Contains(solved, "풀이\n\n1. Q[") {
		t.Errorf("a sheet, and with its solutions:\n%s\n%s", sheet, solved)
	}
	for _, o := range []options{{exercises: "nothing"}, {exercises: "6"}, {exercises: "how", seed: -1}, {exercises: "how", seed: 1 << 32}} {
		if p := run(new(strings.Builder), "", o); p == nil || (p.Code != play.BadChoice && p.Code != play.OutOfRange) {
			t.Errorf("%+v: %v", o, p)
		}
	}
}
