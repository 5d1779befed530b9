package play

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCanonicalForm(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"the empty document", "", ""},
		{"one leading # or ? and one newline", "#seed=1\n", "seed=1"},
		{"only one of them", "?seed=1\r\n", "seed=1"},
		{"defaults are left out", "v=1&dim=4&heads=1&kv_heads=1&head_dim=4&seed=0&bias=1&out_proj=1&wq=torch&bq=torch&scale=sqrt&softcap=off&temperature=1&mask=none&pad=0&softmax=keys&pos=none&tokenizer=words", ""},
		{"the article's tokens are the default", "tokens=안녕하세요|저|##는|chat|gp|t|##입|##니다", ""},
		{"but not as names of x", "tokens=저|나&x=1;2", "tokens=%EC%A0%80%7C%EB%82%98&x=1;2"},
		{"keys in the order of the table", "pos=rope&seed=3&dim=8&text=a b", "text=a%20b&dim=8&seed=3&pos=rope"},
		{"dim follows x", "x=1,2,3&dim=3", "x=1,2,3"},
		{"head_dim that does not follow stays", "dim=8&heads=2&head_dim=4", "dim=8&heads=2"},
		{"and one that is wider", "dim=8&heads=2&head_dim=8", "dim=8&heads=2&head_dim=8"},
		{"slash separates rows too", "x=1,2/3,4", "x=1,2;3,4"},
		{"plus is a plus, hash and bar are escaped", "text=a+b%23c|d", "text=a%2Bb%23c%7Cd"},
		{"a token with bar and backslash", `tokens=a\|b|c\\d`, "tokens=a%5C%7Cb%7Cc%5C%5Cd"},
		{"empty pairs are skipped", "&&seed=2&", "seed=2"},
		{"only the first = counts", "ui.title=a=b", "ui.title=a%3Db"},
		{"numbers", "x=.5,5.,1e3,1E0x", ""},
		{"shortest digits", "x=0.10000000149,1e21,1e-7,123456789,-0,1e+2", "x=0.1,1e21,1e-7,123456790,-0,100"},
		{"rounded once", "temperature=1.00000001", ""},
		{"whole numbers may have leading zeros", "dim=0008&seed=007", "dim=8&seed=7"},
		{"cells in step order, by number", "out.0.1=2&wq.10.0=1&wq.2.0=3&dim=12&x.1.0=4", "dim=12&x.1.0=4&wq.2.0=3&wq.10.0=1&out.0.1=2"},
		{"w, b and q of one map before the next", "k.0.0=1&wk.0.0=2&q.0.0=3&bq.0.0=4", "bq.0.0=4&q.0.0=3&wk.0.0=2&k.0.0=1"},
		{"ui keys by name, after cells", "ui.b=2&ui.a=1&q.0.0=1", "q.0.0=1&ui.a=1&ui.b=2"},
		{"a source without its parameter is kept", "bias=0&bq=zero", "bias=0&bq=zero"},
		{"even one that would not fit", "bias=0&bq=1,2", "bias=0&bq=1,2"},
		{"no normalisation of Unicode", "text=e%CC%81", "text=e%CC%81"},
		{"a scale that equals 1/√Dh is still a factor", "scale=0.5", "scale=0.5"},
		{"a window", "mask=window:02", "mask=window:2"},
	} {
		d, p := Decode(c.in)
		if c.name == "numbers" {
			if p == nil || p.Code != BadNumber {
				t.Errorf("%s: an upper-case exponent with a letter after it gave %v", c.name, p)
			}
			continue
		}
		if p != nil {
			t.Errorf("%s: %q has a problem: %v", c.name, c.in, p)
			continue
		}
		if got := d.String(); got != c.want {
			t.Errorf("%s: %q became %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestProblems(t *testing.T) {
	long := strings.Repeat("가 ", 200)
	for _, c := range []struct {
		in    string
		code  Code
		field string
	}{
		{"v=2&nonsense", NewerVersion, "v"},
		{"dim=x&v=9", NewerVersion, "v"},
		{"v=0", OutOfRange, "v"},
		{"v=x", BadWhole, "v"},
		{"heds=2", UnknownKey, "heds"},
		{"seed=1&seed=1", RepeatedKey, "seed"},
		{"wq.0.0=1&wq.0.0=1", RepeatedKey, "wq.0.0"},
		{"ui.a=1&ui.a=1", RepeatedKey, "ui.a"},
		{"seed", NoEquals, "seed"},
		{"text=%E", BadEscape, "text"},
		{"text=%ZZ", BadEscape, "text"},
		{"text=%FF", BadEscape, "text"},
		{"text=\xff", BadEscape, "text"},
		{"text=a&tokens=b", Conflict, "tokens"},
		{"x=1&text=a", Conflict, "text"},
		{"text=", NoTokens, "text"},
		{"text=%20", NoTokens, "text"},
		{"text=" + long, TooManyTokens, "text"},
		{"tokens=a||b", EmptyToken, "tokens"},
		{"tokens=", EmptyToken, "tokens"},
		{`tokens=a\b`, BadBackslash, "tokens"},
		{`tokens=a\`, BadBackslash, "tokens"},
		{"x=1,2;3", Ragged, "x"},
		{"x=1,", BadNumber, "x"},
		{"x=", BadNumber, "x"},
		{"x=NaN", BadNumber, "x"},
		{"x=1e39", NotFinite, "x"},
		{"x= 1", BadNumber, "x"},
		{"x=+1", BadNumber, "x"},
		{"x=1_0", BadNumber, "x"},
		{"x=0x10", BadNumber, "x"},
		{"x=1;2&tokens=a", NamesOfX, "x"},
		{"x=1,2&dim=3", WidthOfX, "dim"},
		{"dim=0", OutOfRange, "dim"},
		{"dim=1025", OutOfRange, "dim"},
		{"dim=-1", BadWhole, "dim"},
		{"dim=99999999999999999999999", OutOfRange, "dim"},
		{"dim=6&heads=4", BadHeads, "heads"},
		{"heads=33", OutOfRange, "heads"},
		{"heads=4&kv_heads=3", BadKVHeads, "kv_heads"},
		{"heads=32&head_dim=65", TooWide, "head_dim"},
		{"seed=4294967296", OutOfRange, "seed"},
		{"bias=2", BadChoice, "bias"},
		{"wq=ones", BadChoice, "wq"},
		{"bq=identity", BadChoice, "bq"},
		{"wo=tie:q", BadChoice, "wo"},
		{"emb=tie:q", BadChoice, "emb"},
		{"wq=blob:abc", AbsentBlob, "wq"},
		{"wq=tie:q", TieCycle, "wq"},
		{"wq=tie:k&wk=tie:q", TieCycle, "wq"},
		{"wq=tie:k&heads=2&kv_heads=1", TieShape, "wq"},
		{"wq=1,2;3,4", BadShape, "wq"},
		{"bq=1,2", BadShape, "bq"},
		{"wq=tie:k&wq.0.0=1", TiedCell, "wq.0.0"},
		{"scale=half", BadChoice, "scale"},
		{"softcap=0", NotPositive, "softcap"},
		{"softcap=1e-60", NotPositive, "softcap"},
		{"temperature=-1", NotPositive, "temperature"},
		{"mask=window:0", OutOfRange, "mask"},
		{"mask=band", BadChoice, "mask"},
		{"pad=9", OutOfRange, "pad"},
		{"pos=rope&dim=3", OddRope, "pos"},
		{"pos=learned", BadChoice, "pos"},
		{"softmax=both", BadChoice, "softmax"},
		{"head.1.q.0.0=1", AbsentStep, "head.1.q.0.0"},
		{"head.00.q.0.0=1", AbsentStep, "head.00.q.0.0"},
		{"wq.01.0=1", BadCell, "wq.01.0"},
		{"wq.4.0=1", OutsideStep, "wq.4.0"},
		{"bias=0&bq.0.0=1", AbsentStep, "bq.0.0"},
		{"wq.0.0=x", BadNumber, "wq.0.0"},
		{"ui.1=x", UnknownKey, "ui.1"},
		{"heads=3&dim=x", BadWhole, "dim"},
		{"bias=7&dim=x", BadChoice, "bias"},
		{"dim=x&bias=7", BadWhole, "dim"},
		{"pos=rope&dim=3&wq=a", OddRope, "pos"},
		{"ui.t=" + strings.Repeat("%EA%B0%80", 9000), TooLong, ""},
		{strings.Repeat("a", 300_000), TooLong, ""},
	} {
		_, p := Decode(c.in)
		if p == nil || p.Code != c.code || p.Field != c.field {
			t.Errorf("%.60q: got %+v, want %s of %s", c.in, p, c.code, c.field)
			continue
		}
		for _, lang := range []Lang{Korean, English} {
			if m := p.Message(lang); len(m) < 10 || strings.ContainsAny(m, "{}") {
				t.Errorf("%s in %s reads %q", p.Code, lang, m)
			}
		}
	}
}

func TestForeignKeysOfPlatforms(t *testing.T) {
	d, foreign, p := DecodeForeign("seed=3&utm_source=x&fbclid=y")
	if p != nil || d.String() != "seed=3" || !slices.Equal(foreign, []string{"utm_source", "fbclid"}) {
		t.Errorf("got %v, %v, %v", d, foreign, p)
	}
}

func TestUnknownKeyNamesTheNearest(t *testing.T) {
	_, p := Decode("heds=2")
	if p == nil || !strings.Contains(p.Message(English), "“heads”") {
		t.Errorf("got %v", p)
	}
}

// Every problem and every note has words in both languages, and every hole of one is a hole of the other.
func TestCatalogue(t *testing.T) {
	for code, w := range problemWords {
		if w.ko == "" || w.en == "" {
			t.Errorf("%s has no words in one language", code)
		}
	}
	for code, w := range noteWords {
		if w.ko == "" || w.en == "" {
			t.Errorf("%s has no words in one language", code)
		}
	}
	if n := len(ProblemCodes()); n != len(problemWords) {
		t.Errorf("%d codes are published, %d have words", n, len(problemWords))
	}
}

func TestParticles(t *testing.T) {
	for _, c := range []struct{ word, forms, want string }{
		{"저", "은/는", "는"}, {"쿼리", "을/를", "를"}, {"값", "이/가", "이"}, {"서울", "으로/로", "로"}, {"집", "으로/로", "으로"},
		{"3", "은/는", "은"}, {"2", "은/는", "는"}, {"1", "으로/로", "로"}, {"6", "으로/로", "으로"}, {"0.25", "으로/로", "로"},
		{"“토큰”", "이/가", "이"}, {"“앞만 보기(causal)”", "으로/로", "로"}, {"바이트(UTF-8)", "을/를", "를"}, {"Q (2, 3)", "으로/로", "으로"}, {"W_q", "을/를", "를"}, {"", "은/는", "는"},
	} {
		if got := particle(c.word, c.forms); got != c.want {
			t.Errorf("%s + %s: got %s, want %s", c.word, c.forms, got, c.want)
		}
	}
}

// A sentence stays a sentence, whatever it quotes; the problem itself keeps all of it.
func TestLongArgumentsAreCut(t *testing.T) {
	for _, doc := range []string{strings.Repeat("가", 20000) + "=1", "dim=" + strings.Repeat("9", 60000), "wq.0.0=" + strings.Repeat("é", 9000)} {
		_, p := Decode(doc)
		if p == nil {
			t.Fatalf("%.20s… was read", doc)
		}
		for _, lang := range []Lang{Korean, English} {
			if m := p.Message(lang); len([]rune(m)) > 400 || !utf8.ValidString(m) || !strings.Contains(m, "…") {
				t.Errorf("%s, %s: %d characters: %.300s", p.Code, lang, len([]rune(m)), m)
			}
		}
	}
	choices := "a" + strings.Repeat(", b", 30)
	if m := problem(BadChoice, "mask", "x", choices).Message(English); !strings.Contains(m, choices) {
		t.Errorf("the choices are cut: %s", m)
	}
}

func TestPresets(t *testing.T) {
	for _, p := range Presets(English) {
		d, problem := Decode(p.Doc)
		if problem != nil {
			t.Errorf("%s: %v", p.ID, problem)
			continue
		}
		if d.String() != p.Doc {
			t.Errorf("%s is not canonical: %s", p.ID, d)
		}
		if PresetOf(d) != p.ID {
			t.Errorf("%s is not known again: %q", p.ID, PresetOf(d))
		}
	}
}

// The story holds: 저 gives more than nine tenths of its attention to chat, gp and t.
func TestStory(t *testing.T) {
	r := run(t, story)
	row := r.Trace.Mat("head.0.attn").Row(slices.Index(r.Tokens, "저"))
	name := float32(0)
	for _, token := range []string{"chat", "gp", "t"} {
		share := row[slices.Index(r.Tokens, token)]
		if share < 0.15 {
			t.Errorf("저 → %s is only %v", token, share)
		}
		name += share
	}
	if name < 0.9 {
		t.Errorf("저 gives %v to the name", name)
	}
}

// Decode∘String is the identity on canonical documents, String∘Decode is idempotent, and neither depends on the order.
func TestRoundTripOfRandomDocuments(t *testing.T) {
	eachDocument(t, 500, func(t *testing.T, d *Document, rng *rand.Rand) {
		text := d.String()
		pairs := strings.Split(text, "&")
		rng.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
		for _, s := range []string{text, strings.Join(pairs, "&"), "?" + text + "\n"} {
			again, p := Decode(s)
			if p != nil {
				t.Fatalf("%s: %v", s, p)
			}
			if again.String() != text {
				t.Errorf("%s became %s", s, again)
			}
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", story, "text=a b&heads=2&dim=8&mask=window:2", "x=1,2;3,4&wq.0.1=1e-7", "tokens=a%7Cb&ui.lang=ko", "v=2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, p := Decode(s)
		if p != nil {
			if p.Message(Korean) == "" || p.Message(English) == "" {
				t.Fatalf("%q: problem %s has no message", s, p.Code)
			}
			return
		}
		text := d.String()
		again, p := Decode(text)
		if p != nil || again.String() != text {
			t.Fatalf("%q became %q, and that %v %v", s, text, again, p)
		}
		for i := range len(text) {
			if c := text[i]; !plain(c) && c != '%' && c != '=' && c != '&' {
				t.Fatalf("byte %q in the canonical form %q", c, text)
			}
		}
	})
}
