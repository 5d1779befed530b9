package experiment

import (
	"strings"
	"testing"

	"qkvlab/core/play"
)

// broken are pairs for which a claim must not hold: what its conditions exclude, and what its "try" sentence promises to
// break it.
var broken = []struct{ id, why, a, b string }{
	{"symmetry", "the biases are not tied", "", "wk=tie:q"},
	{"symmetry", "a cell of K is set by hand", "", "wk=tie:q&bk=tie:q&k.1.2=4"},
	{"symmetry", "wk is drawn", "", "wk=torch"},
	{"one-matrix", "there are biases", "dim=6&head_dim=2&out_proj=0", ""},
	{"one-matrix", "RoPE turns by the width of a head", "dim=6&head_dim=2&bias=0&out_proj=0&pos=rope", ""},
	{"values", "b_v is handed over", "out_proj=0&wv=identity&bv=zero", "out_proj=0&wv=zero&bv=1,2,3,4"},
	{"values", "W_o takes A out of the range of X", "wv=identity&bv=zero&wo=20,0,0,0;0,20,0,0;0,0,20,0;0,0,0,20&bo=zero", "wv=zero&bv=zero&bo=zero"},
	{"values", "on the wrong axis shares are no mixture", "out_proj=0&wv=identity&bv=zero&softmax=queries&temperature=0.1", "out_proj=0&wv=zero&bv=zero&softmax=queries&temperature=0.1"},
	{"value-cell", "a share is set by hand", "out_proj=0", "out_proj=0&v.3.1=2&head.0.attn.1.3=1"},
	{"head-slice", "W_q = I reads a slice", "heads=2&wq=identity", "heads=2&wq=identity&x.1.0=3"},
	{"head-count", "H·Dh grows", "dim=8", "dim=8&heads=4&head_dim=8"},
	{"notation", "W is not turned over", "x=1,2,3,4;4,3,2,1", "x=1,2,3,4;4,3,2,1&wq=1,0,0,0;0,1,0,0;0,0,1,0;0,0,0,1"},
	{"notation", "a computed cell is set by hand", "x=1,2;3,4&wq=1,2;3,4", "x=1,2;3,4&wq=1,3;2,4&q.0.0=9"},
	{"same-map", "W changes", "", "x.2.1=3&wq.0.0=2"},
	{"key-bias", "b_q changes", "bk=zero", "bk=3,-2,1,4&bq=1,2,3,4"},
	{"key-bias", "RoPE", "bk=zero&pos=rope", "bk=3,-2,1,4&pos=rope"},
	{"key-bias", "softcap", "bk=zero&softcap=1", "bk=3,-2,1,4&softcap=1"},
	{"key-bias", "the wrong axis", "bk=zero&softmax=queries", "bk=3,-2,1,4&softmax=queries"},
	{"key-bias-rope", "no RoPE", "bk=zero", "bk=3,-2,1,4"},
	{"value-bias", "the wrong axis", "bv=zero&softmax=queries", "bv=1,2,-1,0.5&softmax=queries"},
	{"scale", "both are scaled", "dim=64&bias=0", "dim=64&bias=0"},
	{"scale", "the numbers of a query are not independent of the key's", "dim=64&bias=0&wq=identity&wk=identity&scale=none", "dim=64&bias=0&wq=identity&wk=identity"},
	{"wrong-axis", "one token has one axis", "tokens=a", "tokens=a&softmax=queries"},
	{"similar", "one cell is not turned", "wq=identity&wk=identity&bq=zero&bk=zero", "wq=identity&wk=-1,0,0,0;0,1,0,0;0,0,-1,0;0,0,0,-1&bq=zero&bk=zero"},
	{"order", "causal mask", "text=the cat saw a dog&mask=causal", "text=a dog saw the cat&mask=causal"},
	{"order", "positions", "text=the cat saw a dog&pos=rope", "text=a dog saw the cat&pos=rope"},
	{"order-known", "no positions", "text=the cat saw a dog", "text=a dog saw the cat"},
	{"order-known", "ALiBi knows distance, and a mirror keeps it", "tokens=a|b|c&pos=alibi", "tokens=c|b|a&pos=alibi"},
	{"order-known", "the same sentence", "text=the cat saw a dog&pos=sinusoidal", "text=the cat saw a dog&pos=sinusoidal"},
	{"two-maps", "two heads have shares of their own", "bias=0&heads=2", ""},
	{"output-map", "no W_o", "heads=2&out_proj=0", "heads=2&out_proj=0&head.1.context.2.0=3"},
	{"output-map", "W_o = I", "heads=2&wo=identity", "heads=2&wo=identity&head.1.context.2.0=3"},
	{"mask-first", "a cell is taken back", "text=the cat sat&mask=causal", "text=the cat sat&head.0.attn.0.1=0&head.0.attn.0.2=0"},
	{"causal-padding", "both at once", "text=a b c d&mask=causal", "text=a b c d&mask=causal&pad=1"},
	{"shared-keys", "nothing is shared", "dim=8&heads=4", "dim=8&heads=4"},
}

func TestClaimsBreak(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range broken {
		e, ok := Find(c.id, play.English)
		if !ok {
			t.Fatalf("there is no experiment %s", c.id)
		}
		seen[c.id] = true
		if c.b == "" {
			c.b = e.B
		}
		if v := judge(t, c.id, c.a, c.b); v.Holds {
			t.Errorf("%s holds although %s: %s", c.id, c.why, v.Text)
		} else if !v.Comparable {
			t.Errorf("%s, %s: not measured", c.id, c.why)
		}
	}
	for _, e := range table {
		if !seen[e.id] {
			t.Errorf("nothing breaks %s", e.id)
		}
	}
}

func TestUnlikeDocumentsAreNotMeasured(t *testing.T) {
	for _, c := range [][3]string{
		{"same-map", "", "text=one two"},
		{"values", "out_proj=0&wv=identity&bv=zero&pad=8", "out_proj=0&wv=zero&bv=zero&pad=8"},                         // nobody may look at anybody
		{"wrong-axis", "pad=1", "pad=1&softmax=queries"},                                                               // a key that nobody looks at
		{"key-bias", "bk=zero", "bk=30000,-20000,10000,40000"},                                                         // rounding moves attention
		{"order", "text=the cat&emb=1,2,3,4;5,6,7,8", "text=cat the&emb=1,2,3,4;5,6,7,8"},                              // words change their vectors
		{"mask-first", "text=a b&mask=causal&scale=-1000", "text=a b&scale=-1000&head.0.attn.0.1=0&head.0.attn.0.0=0"}, // nothing is left
		{"order", "text=the cat", "text=the dog"},
		{"order", "x=1;2", "x=2;1"},
		{"values", "", "out_proj=0"},
		{"one-matrix", "heads=2", ""},
		{"causal-padding", "", "pad=1"},
		{"nothing", "", ""},
	} {
		v := judge(t, c[0], c[1], c[2])
		if v.Comparable || v.Holds || !strings.Contains(v.Text, "Examples") {
			t.Errorf("%v: %+v", c, v)
		}
		t.Log(c[0], v.Text)
	}
}
