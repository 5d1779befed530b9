package text

import (
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// Outsider: the library tokenizers (Rust) with the same vocabularies, recorded by testdata/pieces.mjs.
func TestPiecesAgreeWithTheLibrary(t *testing.T) {
	recorded, err := os.ReadFile("testdata/pieces.txt")
	if err != nil {
		t.Fatal(err)
	}
	cut := 0
	for line := range strings.Lines(string(recorded)) {
		var c struct {
			Text           string
			WordPiece, BPE []string
		}
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string][]string{"wordpiece": c.WordPiece, "bpe": c.BPE} {
			got, _ := Tokenize(name, c.Text, 10_000)
			if !slices.Equal(got, want) {
				t.Errorf("%s of %q:\n%q, the library has\n%q", name, c.Text, got, want)
			}
			cut += len(got)
		}
	}
	if cut < 10_000 {
		t.Errorf("only %d pieces", cut)
	}
}

func TestPieces(t *testing.T) {
	for _, c := range []struct {
		about, tokenizer, text string
		want                   []string
	}{
		{"what continues a word carries ##", "wordpiece", sentence, []string{"안", "##녕", "##하", "##세요", "저", "##는", "ch", "##at", "##g", "##p", "##t", "##입니다"}},
		{"an emoji stands alone", "wordpiece", "Cat👍🏽", []string{"cat", "👍🏽"}},
		{"a cluster is never cut", "wordpiece", "xe\u0301x", []string{"x", "##e\u0301", "##x"}},
		{"a letter nobody learned is a piece", "wordpiece", "ꙮa", []string{"ꙮ", "##a"}},
		{"only A to Z become small", "wordpiece", "Ü", []string{"Ü"}},
		{"nothing", "wordpiece", " \n", nil},
		{"a space goes with the word after it", "bpe", "the the", []string{"t", "he", " the"}},
		{"of two spaces the second", "bpe", "a  a", []string{"a", " ", " a"}},
		{"a space at the end stays alone", "bpe", "a ", []string{"a", " "}},
		{"control characters in hexadecimal", "bpe", "a\n\x7f", []string{"a", "<0x0A>", "<0x7F>"}},
		{"half a letter in hexadecimal", "bpe", "ꙮ", []string{"<0xEA>", "<0x99>", "<0xAE>"}},
		{"nothing", "bpe", "", nil},
	} {
		if got, _ := Tokenize(c.tokenizer, c.text, 1000); !slices.Equal(got, c.want) {
			t.Errorf("%s: %s of %+q: %+q, want %+q", c.about, c.tokenizer, c.text, got, c.want)
		}
	}
}

// checkPieces: word pieces without ## are the words, A to Z made small; byte pairs read back as the text.
func checkPieces(t *testing.T, s string, cut map[string][]string) {
	t.Helper()
	var joined strings.Builder
	for _, p := range cut["wordpiece"] {
		if bare := strings.TrimPrefix(p, "##"); bare != "" {
			p = bare
		}
		joined.WriteString(p)
	}
	if got, want := joined.String(), small(strings.Join(cut["words"], "")); got != want && !strings.Contains(s, "#") {
		t.Errorf("word pieces of %+q joined: %+q, want %+q", s, got, want)
	}
	if strings.Contains(s, "<0x") {
		return // written like a byte
	}
	var back []byte
	for _, p := range cut["bpe"] {
		back = append(back, fromPiece(t, p)...)
	}
	if string(back) != s {
		t.Errorf("byte pairs of %+q read back: %+q", s, back)
	}
}

func fromPiece(t *testing.T, p string) []byte {
	t.Helper()
	var b []byte
	for p != "" {
		if after, ok := strings.CutPrefix(p, "<0x"); ok {
			v, err := strconv.ParseUint(after[:2], 16, 8)
			if err != nil {
				t.Fatal(err)
			}
			b, p = append(b, byte(v)), after[3:]
			continue
		}
		_, n := utf8.DecodeRuneInString(p)
		b, p = append(b, p[:n]...), p[n:]
	}
	return b
}

// The lines of wordPieces are in order, or they are not found.
func TestWordPiecesAreSorted(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(wordPieces, "\n"), "\n")
	if !slices.IsSorted(lines) {
		t.Error("not sorted")
	}
	for _, line := range lines {
		if found, _ := lookUp(line); !found {
			t.Errorf("%q is not found", line)
		}
		for _, near := range []string{line + "\x00", line[:len(line)-1]} {
			if found, _ := lookUp(near); found != slices.Contains(lines, near) {
				t.Errorf("%q is found: %v", near, found)
			}
		}
	}
}

// A text that is as long as a link can be is cut in a moment, whatever is in it.
func BenchmarkLongWord(b *testing.B) {
	for _, name := range []string{"wordpiece", "bpe"} {
		long := strings.Repeat("가나다고양이cationing", 8000)
		b.Run(name, func(b *testing.B) {
			for range b.N {
				Tokenize(name, long, len(long))
			}
		})
	}
}
