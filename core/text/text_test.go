package text

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
)

const sentence = "안녕하세요 저는 ChatGPT입니다"

// The cases say what the package comment and the rules of UAX 29 (GB1 to GB999, Unicode 15.0) give.
func TestTokenize(t *testing.T) {
	for _, c := range []struct {
		name      string // what the case is about
		tokenizer string
		text      string
		want      []string
	}{
		{"the article's sentence", "words", sentence, []string{"안녕하세요", "저는", "ChatGPT입니다"}},
		{"the article's sentence", "chars", "저는 Ch", []string{"저", "는", " ", "C", "h"}},
		{"the article's sentence", "bytes", "저 C", []string{"<0xEC>", "<0xA0>", "<0x80>", " ", "C"}},
		{"nothing", "words", "", nil},
		{"nothing", "chars", "", nil},
		{"nothing", "bytes", "", nil},
		{"only white space", "words", " \t\r\n\u00a0\u3000\u2028", nil},
		{"only white space", "chars", "  ", []string{" ", " "}},
		{"punctuation stands alone", "words", "Don't stop—now!?", []string{"Don", "'", "t", "stop", "—", "now", "!", "?"}},
		{"an underscore (Pc) is no letter", "words", "a_b", []string{"a", "_", "b"}},
		{"a full stop in a number", "words", "3.14", []string{"3", ".", "14"}},
		{"digits of other scripts (Nd)", "words", "٣४५ ９", []string{"٣४५", "９"}},
		{"Nl and No are no digits", "words", "xⅧ²½", []string{"x", "Ⅷ", "²", "½"}},
		{"GB3: CR LF is one cluster", "chars", "a\r\nb\n\r", []string{"a", "\r\n", "b", "\n", "\r"}},
		{"GB3: CR LF is white space", "words", "a\r\nb", []string{"a", "b"}},
		{"tab and no-break space separate", "words", "a\tb\u00a0c", []string{"a", "b", "c"}},
		{"zero width space is no White_Space", "words", "a\u200bb", []string{"a", "\u200b", "b"}},
		{"GB6: Hangul in jamo (NFD) is one syllable", "chars", "\u1112\u1161\u11ab\u1100\u1173\u11af",
			[]string{"\u1112\u1161\u11ab", "\u1100\u1173\u11af"}},
		{"Hangul in jamo (NFD) is a word, and not normalised", "words", "\u1112\u1161\u11ab \ud55c", []string{"\u1112\u1161\u11ab", "한"}},
		{"GB9: a combining accent", "chars", "e\u0301a", []string{"e\u0301", "a"}},
		{"GB9: an accent on a space goes with the space", "words", "a \u0301b", []string{"a", "b"}},
		{"an accent on nothing is of category M", "words", "\u0301a", []string{"\u0301a"}},
		{"GB9a: Devanagari vowel signs", "chars", "हिन्दी", []string{"हि", "न्", "दी"}}, // 15.1 would join न्दी (GB9c)
		{"Devanagari", "words", "हिन्दी में", []string{"हिन्दी", "में"}},
		{"GB9a: Thai sara am", "chars", "น้ำ", []string{"น้ำ"}},
		{"Thai has no spaces between words", "words", "สวัสดี ครับ", []string{"สวัสดี", "ครับ"}},
		{"GB9b: a prefixed sign takes what follows", "chars", "\u06001", []string{"\u06001"}},
		{"GB9b: its first code point decides", "words", "a\u06001", []string{"a", "\u06001"}},
		{"GB11: a family joined by ZWJ", "chars", "👩‍👩‍👧a", []string{"👩‍👩‍👧", "a"}},
		{"GB11: emoji stand alone", "words", "좋아요👍🏽👍🏽!", []string{"좋아요", "👍🏽", "👍🏽", "!"}},
		{"GB12: flags in pairs", "chars", "🇰🇷🇺🇸🇫", []string{"🇰🇷", "🇺🇸", "🇫"}},
		{"a keycap begins with a digit", "words", "1️⃣2", []string{"1️⃣2"}},
		{"Han and kana", "words", "東京タワー、夜", []string{"東京タワー", "、", "夜"}},
		{"bytes at the ends of ASCII", "bytes", "\x00\x1f ~\x7f\u0080", []string{"<0x00>", "<0x1F>", " ", "~", "<0x7F>", "<0xC2>", "<0x80>"}},
	} {
		got, ok := Tokenize(c.tokenizer, c.text, 1000)
		if !ok || !slices.Equal(got, c.want) {
			t.Errorf("%s: %s of %+q: %+q, want %+q", c.name, c.tokenizer, c.text, got, c.want)
		}
	}
}

// What is seen from two characters alone is what the rules of all of UAX 29 give.
func TestClustersSeenFromTwoCharacters(t *testing.T) {
	signs := []string{" ", "a", "Z", "~", "9", "\x7f", "\r", "\n", "가", "힣", "한", "\u1100", "\u1161", "\u11a8", "\u0301", "\u200d", "👩", "🏽", "🇰", "🇷", "\u0600", "\ufe0f", "\u20e3", "\xff", "\xea"}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var text strings.Builder
		for range 1 + r.IntN(8) {
			text.WriteString(signs[r.IntN(len(signs))])
		}
		var want []string
		for s, state := text.String(), -1; s != ""; {
			var c string
			c, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
			want = append(want, c)
		}
		if got := slices.Collect(clusters(text.String())); !slices.Equal(got, want) {
			t.Fatalf("clusters of %+q: %+q, want %+q", text.String(), got, want)
		}
	}
}

func TestWordSignsOfASCII(t *testing.T) {
	for r := range rune(0x80) {
		i, found := slices.BinarySearch(wordEdges, r)
		if want := found == (i%2 == 0); isWord(r) != want {
			t.Errorf("isWord(%q) = %v, the table says %v", r, isWord(r), want)
		}
	}
}

func TestNames(t *testing.T) {
	if got, want := Names(), []string{"words", "chars", "bytes", "wordpiece", "bpe"}; !slices.Equal(got, want) {
		t.Errorf("names %q, want %q", got, want)
	}
	for _, name := range []string{"", "Words", "word", "BPE"} {
		if tokens, ok := Tokenize(name, sentence, 10); ok || tokens != nil {
			t.Errorf("there is no tokenizer %q, but it gives %q", name, tokens)
		}
	}
}

func TestLimit(t *testing.T) {
	long := strings.Repeat("가나 다! ", 10_000)
	for _, name := range Names() {
		all, _ := Tokenize(name, long, len(long))
		for _, limit := range []int{0, 1, 2, 128} {
			if got, _ := Tokenize(name, long, limit); !slices.Equal(got, all[:limit+1]) {
				t.Errorf("%s with limit %d: %q", name, limit, got)
			}
		}
		if got, _ := Tokenize(name, long, len(all)); len(got) != len(all) {
			t.Errorf("%s: %d tokens with as many allowed, want %d", name, len(got), len(all))
		}
	}
}

// FuzzTokenize holds any bytes, valid UTF-8 or not, to the laws.
func FuzzTokenize(f *testing.F) {
	for _, s := range []string{sentence, "", " ", "\r\n", "👩‍👩‍👧🇰🇷", "e\u0301 \u0301", "\u0600 a", "<0xC3>", "\xff\xed\xa0\x80a", "हिन्दी"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		cut := make(map[string][]string)
		for _, name := range Names() {
			tokens, ok := Tokenize(name, s, len(s))
			if !ok {
				t.Fatalf("%s is not there", name)
			}
			if slices.Contains(tokens, "") {
				t.Errorf("%s of %+q: an empty token", name, s)
			}
			cut[name] = tokens
		}
		if got := strings.Join(cut["chars"], ""); got != s {
			t.Errorf("chars of %+q joined: %+q", s, got)
		}
		if got := fromBytes(t, cut["bytes"]); got != s {
			t.Errorf("bytes of %+q read back: %+q", s, got)
		}
		checkWords(t, s, cut["words"], cut["chars"])
		checkPieces(t, s, cut)
	})
}

// checkWords: the words are the clusters in order, grouped, without those that begin with white space.
func checkWords(t *testing.T, s string, words, chars []string) {
	var kept []string
	for _, c := range chars {
		if strings.TrimSpace(c[:firstLen(c)]) != "" {
			kept = append(kept, c)
		}
	}
	if got, want := strings.Join(words, ""), strings.Join(kept, ""); got != want {
		t.Errorf("words of %+q joined: %+q, want %+q", s, got, want)
	}
	rest := s
	for _, w := range words {
		_, after, found := strings.Cut(rest, w)
		if !found {
			t.Errorf("words of %+q: %+q does not follow in order", s, w)
		}
		rest = after
	}
}

// firstLen returns the length in bytes of the first code point of c.
func firstLen(c string) int {
	for i := range c {
		if i > 0 {
			return i
		}
	}
	return len(c)
}

func fromBytes(t *testing.T, tokens []string) string {
	var b []byte
	for _, token := range tokens {
		if len(token) == 1 {
			b = append(b, token[0])
			continue
		}
		v, err := strconv.ParseUint(strings.TrimSuffix(strings.TrimPrefix(token, "<0x"), ">"), 16, 8)
		if err != nil || len(token) != len("<0xC3>") {
			t.Fatalf("no byte: %q", token)
		}
		b = append(b, byte(v))
	}
	return string(b)
}

// A text that a person pastes (64 KiB) costs no more than its first 129 tokens.
func BenchmarkWordsOfLongText(b *testing.B) {
	long := strings.Repeat(sentence+" ", 1500)
	b.ReportAllocs()
	for b.Loop() {
		Tokenize("words", long, 128)
	}
}
