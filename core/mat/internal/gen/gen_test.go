package main

import (
	"os"
	"testing"
)

func TestKernelsAreUpToDate(t *testing.T) {
	for file, want := range files() {
		if have, err := os.ReadFile("../../../../" + file); err != nil || string(have) != want {
			t.Errorf("%s is stale: run ./build.sh gen (%v)", file, err)
		}
	}
}
