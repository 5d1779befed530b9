package play

import (
	"slices"
	"strconv"
	"strings"
)

// keyWords are the names of keys and of their choices as the page writes them on its controls (web/src/i18n/app.*.ts, by
// the same names; a test compares them): a sentence of what changed speaks of what one sees. … stands for a number.
var keyWords = map[string]words{
	"tokenizer":       {"나누기", "Cut by"},
	"tokenizer.words": {"단어", "words"},
	"tokenizer.chars": {"글자", "characters"},
	"tokenizer.bytes": {"바이트(UTF-8)", "bytes (UTF-8)"},

	"dim": {"너비 D", "Width D"}, "heads": {"헤드 수 H", "Heads H"},
	"kv_heads": {"키·밸류 헤드 G", "Key/value heads G"}, "head_dim": {"헤드 너비 Dh", "Head width Dh"},
	"seed": {"torch.manual_seed", "torch.manual_seed"}, "bias": {"편향 b", "Bias b"}, "out_proj": {"출력 변환 W_o", "Output map W_o"},
	"pad": {"채움(padding)", "Padding"}, "temperature": {"온도", "Temperature"},

	"source.torch": {"시드로 뽑음", "from the seed"}, "source.zero": {"모두 0", "zeros"},
	"source.identity": {"단위행렬", "identity"}, "source.literal": {"직접 입력", "written by hand"},

	"scale": {"배율(scale)", "Scale"}, "scale.sqrt": {"÷ √Dh", "÷ √Dh"}, "scale.none": {"없음", "none"}, "scale.factor": {"곱하기 …", "times …"},
	"mask": {"마스크", "Mask"}, "mask.none": {"없음", "none"},
	"mask.causal": {"뒤를 못 봄(causal)", "causal (not ahead)"}, "mask.window": {"창(window) 너비 …", "window of …"},
	"softmax": {"소프트맥스", "Softmax"}, "softmax.keys": {"행 방향(키)", "along rows (keys)"},
	"softmax.queries": {"열 방향(틀린 축)", "along columns (wrong)"},
	"softcap":         {"상한(soft cap)", "Soft cap"}, "softcap.off": {"없음", "off"}, "softcap.at": {"상한 …", "at …"},
	"pos": {"위치 정보", "Positions"}, "pos.none": {"없음", "none"}, "pos.sinusoidal": {"sin/cos을 X에 더하기", "sin/cos, added to X"},
	"pos.rope": {"RoPE, Q와 K 돌리기", "RoPE, turns Q and K"}, "pos.alibi": {"ALiBi, 점수에서 깎기", "ALiBi, on the scores"},
}

// tieWords and the switches have words of their own here: on the page they stand as a choice for each, and as a tick.
var (
	tieWords    = words{"{0:과/와} 같게", "same as {0}"}
	switchWords = map[string]words{"1": {"켬", "on"}, "0": {"끔", "off"}}
)

// openChoice names, for a key that takes a number besides its words, the choice in which the number stands.
var openChoice = map[string]string{"mask": "mask.window", "scale": "scale.factor", "softcap": "softcap.at"}

// keyLabel names a key as the page does; a parameter by its symbol.
func keyLabel(key string, lang Lang) string {
	if w, ok := keyWords[key]; ok {
		return w.in(lang)
	}
	return Symbol(key)
}

// valueLabel says what a key of the document now is: a choice in quotes, as the page names it, or a number.
func (r *Result) valueLabel(key string, lang Lang) string {
	value, c := r.Doc.Value(key), &r.Trace.Params.Config
	if n, ok := map[string]int{"dim": c.D, "heads": c.H, "kv_heads": c.G, "head_dim": c.Dh}[key]; ok {
		return strconv.Itoa(n) // the default is what it comes to
	}
	if s, ok := r.Doc.Sources[key]; ok && s.Kind == Tie {
		return "“" + tieWords.in(lang, Symbol(s.To)) + "”"
	}
	w, ok := keyWords[key+"."+value]
	if slices.Contains(parameterIDs, key) {
		if w, ok = keyWords["source."+value]; !ok {
			w, ok = keyWords["source.literal"], true
		}
	}
	if key == "bias" || key == "out_proj" {
		w, ok = switchWords[value]
	}
	if ok {
		return "“" + w.in(lang) + "”"
	}
	if open := openChoice[key]; open != "" {
		number := value[strings.IndexByte(value, ':')+1:]
		return "“" + replaceEach(keyWords[open].in(lang), "…", number) + "”"
	}
	return value
}
