package compute

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"qkvlab/core/play"
	"qkvlab/serve/site"
)

// A trace is a file of core/golden/traces: what PyTorch computes for a document, hex being the float32 bits.
type trace struct {
	Doc    string
	Tokens []string
	Steps  []struct {
		ID, Op, Hex string
		Axes        [2]string
		Rows, Cols  int
	}
}

// What comes out of HTTP are PyTorch's numbers: parameters and inputs bit for bit, after products and exp within 2e-6 of
// the matrix's largest value (core/golden says why). Fetched both ways, because each has an escaping of its own.
func TestStepGivesPyTorchsNumbers(t *testing.T) {
	server := httptest.NewServer(answers(t))
	defer server.Close()
	for _, name := range []string{"article_seed0", "default", "alibi_3", "x_slash_rows", "x_rounding", "x_overflow", "text_plus_is_plus", "tokens_escapes"} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("..", "..", "core", "golden", "traces", name+".json"))
			if err != nil {
				t.Fatal(err)
			}
			var want trace
			if err := json.Unmarshal(text, &want); err != nil {
				t.Fatal(err)
			}
			res, err := http.Post(server.URL+"/api/v1/step", "text/plain", strings.NewReader(want.Doc))
			compare(t, want, res, err)
			d, p := play.Decode(want.Doc)
			if p != nil {
				t.Fatal(p)
			}
			res, err = http.Get(server.URL + "/api/v1/step?" + d.String())
			compare(t, want, res, err)
		})
	}
}

// answers is a site without files that computes.
func answers(t *testing.T) http.Handler {
	t.Helper()
	h, err := site.Handler(nil, Options())
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func compare(t *testing.T, want trace, res *http.Response, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != 200 {
		t.Fatalf("status %d, error %v: %.300s", res.StatusCode, err, body)
	}
	var got struct {
		Tokens []string
		Steps  []struct {
			ID, Op     string
			Axes       [2]string
			Rows, Cols int
			Data       [][]json.RawMessage
		}
	}
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(got.Tokens) != fmt.Sprint(want.Tokens) || len(got.Steps) != len(want.Steps) {
		t.Fatalf("tokens %q, %d steps; want %q, %d", got.Tokens, len(got.Steps), want.Tokens, len(want.Steps))
	}
	for i, w := range want.Steps {
		g := got.Steps[i]
		if g.ID != w.ID || g.Op != w.Op || g.Axes != w.Axes || g.Rows != w.Rows || g.Cols != w.Cols || len(g.Data) != w.Rows {
			t.Fatalf("step %d is %s (%s, %v, %d×%d), want %s (%s, %v, %d×%d)",
				i, g.ID, g.Op, g.Axes, g.Rows, g.Cols, w.ID, w.Op, w.Axes, w.Rows, w.Cols)
		}
		values := make([]float32, w.Rows*w.Cols)
		scale := 0.0
		for j := range values {
			bits, err := strconv.ParseUint(w.Hex[8*j:8*j+8], 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			values[j] = math.Float32frombits(uint32(bits))
			if v := math.Abs(float64(values[j])); !math.IsInf(v, 0) && v > scale {
				scale = v
			}
		}
		tolerance := 2e-6 * scale
		if w.Op == "parameter" || w.Op == "given" || w.Op == "lookup" {
			tolerance = 0
		}
		for j, v := range values {
			number := strings.Trim(string(g.Data[j/w.Cols][j%w.Cols]), `"`)
			parsed, err := strconv.ParseFloat(number, 32)
			if err != nil {
				t.Fatalf("%s[%d]: %v", w.ID, j, err)
			}
			if !near(float32(parsed), v, tolerance) {
				t.Errorf("%s[%d,%d] = %s, PyTorch %v", w.ID, j/w.Cols, j%w.Cols, number, v)
			}
		}
	}
}

func near(a, b float32, tolerance float64) bool {
	x, y := float64(a), float64(b)
	if tolerance == 0 || math.IsNaN(y) || math.IsInf(y, 0) {
		return math.Float32bits(a) == math.Float32bits(b) || a != a && b != b
	}
	return math.Abs(x-y) <= tolerance
}

func TestStepsAndProblems(t *testing.T) {
	server := httptest.NewServer(answers(t))
	defer server.Close()
	for query, want := range map[string]struct {
		status int
		text   string
	}{
		"dim=2&steps=q,head.0.attn":         {200, `"head.0.attn"`},
		"dim=2&steps=nothing":               {422, `"absent_step"`},
		"x=1,2;3":                           {422, `"ragged"`},
		"v=2&nonsense":                      {422, `"newer_version"`},
		"text=" + strings.Repeat("가", 9999): {413, `"too_long"`}, // 29,997 bytes, but 90 kB as a link
	} {
		res, err := http.Get(server.URL + "/api/v1/step?" + query)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(res.Body)
		res.Body.Close()
		if res.StatusCode != want.status || !strings.Contains(string(body), want.text) {
			t.Errorf("%.40s: status %d, %.200s; want %d, %s", query, res.StatusCode, body, want.status, want.text)
		}
		if want.status == 200 && strings.Contains(string(body), `"wq"`+`, "op"`) {
			t.Errorf("%s: steps that were not asked for: %.200s", query, body)
		}
	}
}
