package text

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

type cutText struct{ Chars, Words []string }

// cutByNode asks Node's Intl.Segmenter (ICU) and its \p{L}, \p{M}, \p{Nd} and \p{White_Space}; it skips the test where
// there is none, or one of an older Unicode than ours. It has nil where Unicode changed after 15.0.
func cutByNode(t *testing.T, texts []string) []*cutText {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node on PATH to compare with: ", err)
	}
	version, err := exec.Command(node, "-p", "process.versions.unicode").Output()
	if err != nil {
		t.Skip("node does not run: ", err)
	}
	if v := strings.TrimSpace(string(version)); v < "15" { // every version this old has two digits
		t.Skip("node has Unicode ", v, ", older than the 15.0 of the tables")
	}
	in, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	run := exec.Command(node, "testdata/segment.js")
	run.Stdin, run.Stderr = bytes.NewReader(in), &stderr
	out, err := run.Output()
	if err != nil {
		t.Fatalf("node: %v\n%s", err, &stderr)
	}
	var cuts []*cutText
	if err := json.Unmarshal(out, &cuts); err != nil {
		t.Fatal(err)
	}
	if len(cuts) != len(texts) {
		t.Fatalf("node cut %d texts of %d", len(cuts), len(texts))
	}
	return cuts
}

func compareWithNode(t *testing.T, texts []string) {
	t.Helper()
	compared := 0
	for i, want := range cutByNode(t, texts) {
		if want == nil {
			continue
		}
		compared++
		s := texts[i]
		if got, _ := Tokenize("chars", s, len(s)); !slices.Equal(got, want.Chars) {
			t.Errorf("chars of %+q: %+q, ICU says %+q", s, got, want.Chars)
		}
		if got, _ := Tokenize("words", s, len(s)); !slices.Equal(got, want.Words) {
			t.Errorf("words of %+q: %+q, ICU says %+q", s, got, want.Words)
		}
	}
	if compared < len(texts)*95/100 {
		t.Errorf("only %d of %d texts were compared", compared, len(texts))
	}
}

// Every code point of Unicode 15.0 alone, between letters, doubled, between jamo, and after an emoji and a joiner. Line
// feeds keep the cases apart. Of the long runs (Han, Hangul, …), whose members are alike, every eighth.
func TestEveryCodePointAgainstNode(t *testing.T) {
	var texts []string
	for _, r := range assignedRunes(8) {
		s := string(r)
		texts = append(texts, s+"\na"+s+"b\n"+s+s+"\n\u1100"+s+"\u1161\n\U0001F469\u200d"+s)
	}
	compareWithNode(t, texts)
}

func TestRandomTextAgainstNode(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 0))
	all := assignedRunes(1)
	var texts []string
	for range 5000 {
		var b strings.Builder
		for range 1 + rng.IntN(12) {
			if rng.IntN(3) == 0 {
				b.WriteRune(all[rng.IntN(len(all))])
			} else {
				b.WriteRune(joiners[rng.IntN(len(joiners))])
			}
		}
		texts = append(texts, b.String())
	}
	compareWithNode(t, texts)
}

// joiners are code points on which the rules of UAX 29 turn.
var joiners = []rune("\r\n\t \u00a0a1é가각힣\u1100\u1101\u1161\u1175\u11a8\u11ff\u0301\u0308\u200c\u200d\ufe0e\ufe0f\u20e3" +
	"\u0600\u0e33\u0e40\u0903\u093f\u0d4e❤☝👩👨👧🏽🏳🌈🇰🇷🇺\U000e0067\U000e007f\u200b\u2028\u3000٣")

// assignedRunes returns the code points of Unicode 15.0, of runs of more than 2000 only every step-th.
func assignedRunes(step rune) []rune {
	var all []rune
	for i := 0; i < len(assignedEdges); i += 2 {
		lo, end, by := assignedEdges[i], assignedEdges[i+1], rune(1)
		if end-lo > 2000 {
			by = step
		}
		for r := lo; r < end; r += by {
			all = append(all, r)
		}
	}
	return all
}
