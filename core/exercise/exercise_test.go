package exercise

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// all calls f for every exercise of n random seeds, in both languages.
func all(t *testing.T, n int, f func(t *testing.T, seed uint32, x *Exercise)) {
	rng := rand.New(rand.NewPCG(20, 26))
	for range n {
		seed := rng.Uint32()
		for _, chapter := range Chapters() {
			for _, lang := range []play.Lang{play.Korean, play.English} {
				for _, x := range Set(chapter, seed, lang) {
					f(t, seed, &x)
				}
			}
		}
	}
}

// The answer is what the engine has in that cell when it is given the document alone.
func TestAnswerIsTheEngines(t *testing.T) {
	all(t, 40, func(t *testing.T, seed uint32, x *Exercise) {
		if x.IsCount {
			return
		}
		d, p := play.Decode(x.Doc)
		if p != nil {
			t.Fatal(p)
		}
		if got := play.Run(d).Trace.Mat(x.Step).At(x.Row, x.Col); got != x.Answer {
			t.Errorf("%s %d, seed %d: %v, but the engine has %v", x.Chapter, x.Number, seed, x.Answer, got)
		}
	})
}

func TestJudge(t *testing.T) {
	all(t, 40, func(t *testing.T, seed uint32, x *Exercise) {
		v := float64(x.Answer)
		for answer, want := range map[string]Mark{
			mat.Shortest(x.Answer): Right,
			strings.Replace(strconv.FormatFloat(v, 'f', 2, 64), "-", "−", 1): Right,
			" " + strconv.FormatFloat(100*v, 'f', 4, 64) + " %":              Right,
			strconv.FormatFloat(v+1+math.Abs(v), 'f', 2, 64):                 Wrong,
			strconv.FormatFloat(v-1-math.Abs(v), 'f', 2, 64):                 Wrong,
			"about " + mat.Shortest(x.Answer):                                Unread,
			"":                                                               Unread,
		} {
			got := x.Judge(answer)
			if got.Mark != want {
				t.Errorf("%s %d, seed %d: %q for %v is %s, not %s", x.Chapter, x.Number, seed, answer, x.Answer, got.Mark, want)
			}
			if got.Text == "" || (got.Mark == Wrong) != (got.Mark == Wrong && got.Solution != "") {
				t.Errorf("%s %d: %+v", x.Chapter, x.Number, got)
			}
			if got.Mark == Wrong && !x.IsCount && !x.isOwn && len(got.Terms) == 0 {
				t.Errorf("%s %d: a wrong answer has no terms", x.Chapter, x.Number)
			}
		}
	})
}

// What a sheet shows is enough: an exercise can be solved from its tables alone, here in float64.
func TestSolvable(t *testing.T) {
	solve := map[string]func(x *Exercise) float64{
		"why 1":    func(x *Exercise) float64 { return dot(x.Given[0].row(x.Row), x.Given[0].row(x.Col)) },
		"why 2":    func(x *Exercise) float64 { return x.Given[0].row(x.Col)[x.Row] },
		"why 3":    func(x *Exercise) float64 { return dot(x.Given[0].row(x.Row), x.Given[1].row(x.Col)) },
		"why 4":    linear,
		"how 1":    linear,
		"how 2":    linear,
		"how 3":    linear,
		"how 4":    func(x *Exercise) float64 { return x.Given[2].row(x.Row)[x.Col] },
		"after 1":  linear,
		"scores 1": func(x *Exercise) float64 { return dot(x.Given[0].row(x.Row), x.Given[1].row(x.Col)) },
		"scores 2": func(x *Exercise) float64 {
			return x.Given[0].row(x.Row)[x.Col] / math.Sqrt(number(x.Question, "Dh = "))
		},
		"scores 3":   func(x *Exercise) float64 { r := x.Given[0].row(x.Row); return 1 / (1 + math.Exp(r[1-x.Col]-r[x.Col])) },
		"scores 4":   func(x *Exercise) float64 { r := x.Given[0].row(x.Row); return 1 - r[(x.Col+1)%3] - r[(x.Col+2)%3] },
		"scores 5":   func(x *Exercise) float64 { return dot(x.Given[0].row(x.Row), x.Given[1].column(x.Col)) },
		"training 1": func(x *Exercise) float64 { return 1 / number(x.Question, "With ") },
		"training 2": linear,
		"training 3": func(x *Exercise) float64 { return x.Given[0].row(x.Row)[x.Col] + number(x.Question, "from 0 to ") },
	}
	seen := map[string]bool{}
	all(t, 60, func(t *testing.T, seed uint32, x *Exercise) {
		key := x.Chapter + " " + strconv.Itoa(x.Number)
		f, ok := solve[key]
		if x.IsCount || x.lang != play.English {
			return
		}
		if !ok {
			t.Fatalf("%s: nobody solves it", key)
		}
		seen[key] = true
		got := strconv.FormatFloat(f(x), 'f', 3, 64)
		if v := x.Judge(got); v.Mark != Right {
			t.Errorf("%s, seed %d: %s from the tables, the engine has %v (%s)", key, seed, got, x.Answer, x.Question)
		}
	})
	if len(seen) != len(solve) {
		t.Errorf("%d of %d were asked", len(seen), len(solve))
	}
}

// row reads a row as it is printed, in Given: four decimals, "?" as NaN.
func (t *Table) row(i int) []float64 {
	row := make([]float64, len(t.Cols))
	for j := range row {
		v, err := strconv.ParseFloat(strings.Replace(t.Cell(i*len(t.Cols)+j), "−", "-", 1), 64)
		if err != nil {
			v = math.NaN()
		}
		row[j] = v
	}
	return row
}

func (t *Table) column(j int) []float64 {
	column := make([]float64, len(t.Rows))
	for i := range column {
		column[i] = t.row(i)[j]
	}
	return column
}

func dot(a, b []float64) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

func linear(x *Exercise) float64 {
	sum := dot(x.Given[0].row(x.Row), x.Given[1].row(x.Col))
	if len(x.Given) == 3 && strings.HasPrefix(x.Given[2].Step, "b") {
		sum += x.Given[2].row(0)[x.Col]
	}
	return sum
}

// number reads the number that stands in a text after some words.
func number(text, after string) float64 {
	_, rest, _ := strings.Cut(text, after)
	rest = strings.Replace(rest, "−", "-", 1)
	end := strings.IndexFunc(rest, func(r rune) bool { return !strings.ContainsRune("-.0123456789", r) })
	v, _ := strconv.ParseFloat(strings.TrimSuffix(rest[:end], "."), 64)
	return v
}

// Counts, as PyTorch has them: nn.Linear(20, 10) has sum(p.numel()) = 210 parameters, and every token takes 20·10 products.
func TestCounts(t *testing.T) {
	all(t, 40, func(t *testing.T, seed uint32, x *Exercise) {
		if !x.IsCount || x.lang != play.English {
			return
		}
		var in, out, tokens float64
		want := math.NaN()
		if x.Chapter == "after" {
			in = number(x.Question, "nn.Linear(")
			_, rest, _ := strings.Cut(x.Question, "nn.Linear(")
			out = number(rest, ", ")
			tokens = number(" "+x.Question, " ")
		}
		switch x.Chapter + strconv.Itoa(x.Number) {
		case "after2":
			want = out
		case "after3":
			want = in*out + out
		case "after4":
			want = tokens * in * out
		case "training4":
			want = number(x.Question, "zeros and ")
		}
		if float64(x.Answer) != want {
			t.Errorf("%s %d, seed %d: %v, not %v: %s", x.Chapter, x.Number, seed, x.Answer, want, x.Question)
		}
	})
}

// No hint gives the answer away, and the table that holds it hides it.
func TestHintsDoNotTell(t *testing.T) {
	all(t, 20, func(t *testing.T, seed uint32, x *Exercise) {
		for i, h := range x.Hints {
			if h == "" || strings.HasSuffix(h, "= "+play.Short(x.Answer)) {
				t.Errorf("%s %d, seed %d, hint %d: %q", x.Chapter, x.Number, seed, i+1, h)
			}
		}
		for _, given := range x.Given {
			if given.Step == x.Step && given.Hidden < 0 && !strings.Contains(given.Symbol, "(") {
				t.Errorf("%s %d: %s shows its answer", x.Chapter, x.Number, given.Symbol)
			}
		}
	})
}

// Sheets differ from seed to seed, and are the same for the same seed.
func TestSheetsDiffer(t *testing.T) {
	for _, chapter := range Chapters() {
		seen := map[string]bool{}
		for seed := range uint32(30) {
			text, ok := Sheet(chapter, seed, true, play.Korean)
			again, _ := Sheet(chapter, seed, true, play.Korean)
			_, body, _ := strings.Cut(text, "\n")
			if !ok || text != again || seen[body] {
				t.Fatalf("%s, seed %d: known already, or not twice the same", chapter, seed)
			}
			seen[body] = true
		}
	}
	if _, ok := Sheet("nothing", 0, false, play.Korean); ok {
		t.Error("a sheet of no chapter")
	}
}

// The mistakes that are named, on numbers reckoned by hand: X = (1, 2), W = (3, 4; 5, 6), b = (10, 20).
func TestMistakes(t *testing.T) {
	d, p := play.Decode("x=1,2;3,4&wq=3,4;5,6&bq=10,20&wk=identity&bk=zero&scale=none&out_proj=0")
	if p != nil {
		t.Fatal(p)
	}
	r := play.Run(d)
	q := OfCell(r, "q", 0, 1, play.English) // 1·5 + 2·6 + 20 = 37
	even, _ := play.Decode("tokens=A|B&wq=zero&bq=zero")
	attn := OfCell(play.Run(even), "head.0.attn", 0, 0, play.English) // exp(0)/(exp(0) + exp(0))
	for _, c := range []struct {
		x            *Exercise
		answer, want string
		mark         Mark
	}{
		{&q, "37", "Right.", Right},
		{&q, "17", "without the bias", Wrong},
		{&q, "5", "first 1 of 3 terms", Wrong},
		{&q, "36", "column of W", Wrong},    // 1·4 + 2·6 + 20
		{&q, "35", "that is Q[1,0]", Wrong}, // 3·3 + 4·4 + 10
		{&q, "-37", "sign", Wrong},
		{&q, "37.2", "about right", Wrong},
		{&q, "-20", "other sign", Wrong},
		{&q, "400", "too large", Wrong},
		{&q, "0", "too small", Wrong},
		{&q, "74/2", "Right.", Right},
		{&q, "0x25", "no number", Unread},
		{&q, "1/0", "no number", Unread},
		{&attn, "1", "divide it by the sum", Wrong},
	} {
		got := c.x.Judge(c.answer)
		if got.Mark != c.mark || !strings.Contains(got.Text, c.want) {
			t.Errorf("%s: %s, %q; expected %s, %q", c.answer, got.Mark, got.Text, c.mark, c.want)
		}
	}
}

// Who may not be told learns no more from a wrong answer than that it is wrong.
func TestKeptTellsNothing(t *testing.T) {
	d, _ := play.Decode("x=1,2;3,4&wq=3,4;5,6&bq=10,20&out_proj=0")
	x := OfCell(play.Run(d), "q", 0, 1, play.English)
	x.IsKept = true
	for _, answer := range []string{"36.2", "-20", "400", "0", "39"} {
		if got := x.Judge(answer); got.Mark != Wrong || got.Text != "Not yet. Try again." || got.Terms != nil || got.Solution != "" {
			t.Errorf("%s: %+v", answer, got)
		}
	}
}

// Nearly right, on 1/3 and on a masked cell.
func TestNear(t *testing.T) {
	d, _ := play.Decode("tokens=A|B|C&wq=zero&bq=zero&mask=causal")
	r := play.Run(d)
	third := OfCell(r, "head.0.attn", 2, 0, play.Korean)
	masked := OfCell(r, "head.0.masked", 0, 2, play.Korean)
	for _, c := range []struct {
		x      *Exercise
		answer string
		want   Mark
	}{
		{&third, "1/3", Right}, {&third, "0.33", Right}, {&third, "33%", Right}, {&third, "0.3", Near}, {&third, "0", Wrong}, {&third, "0.339", Near},
		{&third, "0.5", Wrong}, {&masked, "−∞", Right}, {&masked, "-inf", Right}, {&masked, "0", Wrong}, {&masked, "nan", Wrong},
	} {
		if got := c.x.Judge(c.answer); got.Mark != c.want {
			t.Errorf("%s for %v: %s, not %s", c.answer, c.x.Answer, got.Mark, c.want)
		}
	}
}

// Any cell of any document can be asked for, and its own value is right.
func TestOfCell(t *testing.T) {
	for _, doc := range []string{"", "heads=2&mask=causal&pos=rope&softcap=2&temperature=2", "pos=alibi&pad=2&softmax=queries&q.1.2=3", "pos=sinusoidal&scale=none&wk=tie:q&bk=tie:q"} {
		d, p := play.Decode(doc)
		if p != nil {
			t.Fatal(p)
		}
		r := play.Run(d)
		for _, s := range r.Trace.Steps {
			row, col := s.Rows-1, s.Cols/2
			x := OfCell(r, s.ID, row, col, play.Korean)
			if v := x.Judge(mat.Shortest(x.Answer)); v.Mark != Right || x.Question == "" || x.Hints[2] == "" {
				t.Errorf("%s: %s.%d.%d = %v: %+v, %q", doc, s.ID, row, col, x.Answer, v, x.Hints)
			}
		}
	}
}
