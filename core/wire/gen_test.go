package wire

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"qkvlab/core/wire/internal/schema"
)

type writer interface{ appendJSON([]byte) []byte }

// types are pointers to all struct types of types.go, in its order; TestGeneratedFiles says when one is missing.
var types = []writer{
	new(Step), new(CellRef), new(Config), new(Source), new(UI), new(Note), new(Problem), new(Frame), new(Factor), new(Term),
	new(Explanation), new(Preset), new(Comparison), new(StepReply), new(ExplainReply), new(MatrixReply), new(PrincipalReply), new(SingularReply), new(CompareReply), new(TextReply), new(BlobReply), new(PresetsReply),
	new(Exercise), new(Given), new(ExercisesReply), new(JudgeReply),
}

func TestGeneratedFiles(t *testing.T) {
	source, err := os.ReadFile("types.go")
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Parse("types.go", source)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range s.Files() {
		got, err := os.ReadFile("../../" + path)
		if err != nil && runtime.GOOS == "js" {
			t.Logf("%s is not compared: %v", path, err)
			continue
		}
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is stale: run ./build.sh gen", path)
		}
	}
	var names, tested []string
	for _, s := range s.Structs {
		names = append(names, s.Name)
	}
	for _, v := range types {
		tested = append(tested, reflect.TypeOf(v).Elem().Name())
	}
	if !reflect.DeepEqual(names, tested) {
		t.Errorf("types.go has %v, the tests %v", names, tested)
	}
}

// Outsider: encoding/json, byte for byte, where it has a form for the numbers: finite, and below 1e21, beyond which it
// writes a + before the exponent.
func TestWritersAgreeWithEncodingJSON(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 0))
	for _, v := range types {
		for range 200 {
			fill(rng, reflect.ValueOf(v).Elem(), func() float32 {
				f := anyFloat(rng)
				for !(math.Abs(float64(f)) < 1e21) {
					f = anyFloat(rng)
				}
				return f
			})
			want, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			if got := v.appendJSON(nil); !bytes.Equal(got, want) {
				t.Fatalf("%T:\n%s\nencoding/json writes\n%s", v, got, want)
			}
		}
	}
}

// What the writers write is JSON that reads back as the same values, −0 and what is not finite too.
func TestWritersReadBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 0))
	for _, v := range types {
		for range 200 {
			fill(rng, reflect.ValueOf(v).Elem(), func() float32 { return anyFloat(rng) })
			d := json.NewDecoder(bytes.NewReader(v.appendJSON(nil)))
			d.UseNumber()
			var got any
			if err := d.Decode(&got); err != nil {
				t.Fatalf("%T: %v in\n%s", v, err, v.appendJSON(nil))
			}
			compare(t, reflect.TypeOf(v).Elem().Name(), reflect.ValueOf(v).Elem(), got)
		}
	}
}

func TestNilIsEmpty(t *testing.T) {
	for _, c := range []struct {
		v    writer
		want string
	}{
		{Step{}, `{"id":"","op":"","in":[],"axes":["",""],"rows":0,"cols":0,"at":0}`},
		{PresetsReply{OK: true}, `{"ok":true,"presets":[]}`},
		{StepReply{}, `{"ok":false}`},
	} {
		if got := string(c.v.appendJSON(nil)); got != c.want {
			t.Errorf("%T: %s, want %s", c.v, got, c.want)
		}
	}
}

func TestAppendsToWhatIsThere(t *testing.T) {
	if got := string(CellRef{"q", 1, 2}.appendJSON([]byte("x="))); got != `x={"step":"q","row":1,"col":2}` {
		t.Error(got)
	}
}

// fill gives v random contents: strings with everything that needs an escape, slices of 0 to 3, pointers nil or not.
func fill(rng *rand.Rand, v reflect.Value, float func() float32) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(anyString(rng))
	case reflect.Bool:
		v.SetBool(rng.IntN(2) == 1)
	case reflect.Int:
		v.SetInt(int64(rng.Uint64()) >> rng.IntN(64))
	case reflect.Uint32:
		v.SetUint(uint64(rng.Uint32() >> rng.IntN(32)))
	case reflect.Float32:
		v.SetFloat(float64(float()))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), rng.IntN(4), 4))
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			fill(rng, v.Index(i), float)
		}
	case reflect.Pointer:
		v.SetZero()
		if rng.IntN(2) == 1 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(rng, v.Elem(), float)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(rng, v.Field(i), float)
		}
	default:
		panic("fill: " + v.Type().String())
	}
}

// compare holds a value to what JSON gave for it.
func compare(t *testing.T, at string, v reflect.Value, got any) {
	t.Helper()
	switch v.Kind() {
	case reflect.Float32:
		text, isString := got.(string)
		if n, ok := got.(json.Number); ok {
			text = n.String()
		}
		f := v.Float()
		finite := !math.IsNaN(f) && !math.IsInf(f, 0)
		back, err := strconv.ParseFloat(text, 32)
		same := math.Float32bits(float32(back)) == math.Float32bits(float32(f)) || back != back && f != f
		if err != nil || !same || isString == finite || strings.Contains(text, "+") {
			t.Fatalf("%s: %v became %v", at, f, got)
		}
	case reflect.Slice, reflect.Array:
		list, ok := got.([]any)
		if !ok || len(list) != v.Len() {
			t.Fatalf("%s: %v became %v", at, v, got)
		}
		for i, got := range list {
			compare(t, at+"[]", v.Index(i), got)
		}
	case reflect.Struct:
		object, ok := got.(map[string]any)
		if !ok {
			t.Fatalf("%s: %v became %v", at, v, got)
		}
		for i := range v.NumField() {
			key, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			field, isThere := object[key]
			delete(object, key)
			if f := v.Field(i); f.Kind() == reflect.Pointer {
				if f.IsNil() == isThere {
					t.Fatalf("%s.%s: %v became %v", at, key, f, field)
				}
				if isThere {
					compare(t, at+"."+key, f.Elem(), field)
				}
				continue
			}
			compare(t, at+"."+key, v.Field(i), field)
		}
		if len(object) > 0 {
			t.Fatalf("%s: foreign keys %v", at, object)
		}
	default: // string, bool, int, uint32
		if n, ok := got.(json.Number); ok {
			got = n.String()
		}
		want := any(v.String())
		switch v.Kind() {
		case reflect.Bool:
			want = v.Bool()
		case reflect.Int:
			want = strconv.FormatInt(v.Int(), 10)
		case reflect.Uint32:
			want = strconv.FormatUint(v.Uint(), 10)
		}
		if got != want {
			t.Fatalf("%s: %#v became %#v", at, want, got)
		}
	}
}

func anyFloat(rng *rand.Rand) float32 {
	switch rng.IntN(8) {
	case 0:
		special := []float32{0, float32(math.Copysign(0, -1)), 1, -1, float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1)),
			math.MaxFloat32, math.SmallestNonzeroFloat32, 1e21, 1e20, 1e-6, 1e-7}
		return special[rng.IntN(len(special))]
	case 1:
		return math.Float32frombits(rng.Uint32())
	}
	return float32(rng.NormFloat64())
}

func anyString(rng *rand.Rand) string {
	alphabet := []rune("aZ0 \"\\/<>&'=|·Σ₀한글😀\u2028\u2029\ufffd\x00\x01\x1f\x7f\b\f\n\r\t")
	s := make([]rune, rng.IntN(8))
	for i := range s {
		s[i] = alphabet[rng.IntN(len(alphabet))]
	}
	return string(s)
}

// A byte that is no UTF-8 becomes U+FFFD, as encoding/json reads and writes it.
func TestInvalidUTF8(t *testing.T) {
	for _, s := range []string{"\xff", "a\xed\xa0\x80b", "한\xea\xb8"} {
		var got, want string
		std, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		b := appendString(nil, s)
		if json.Unmarshal(std, &want) != nil || json.Unmarshal(b, &got) != nil || got != want || !utf8.Valid(b) {
			t.Errorf("%+q became %+q, encoding/json has %+q", s, got, want)
		}
	}
}
