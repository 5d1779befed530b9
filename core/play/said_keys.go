package play

import (
	"slices"
	"strconv"
	"strings"
)

// keyWords are the names of keys and of their choices as the page writes them on its controls (web/src/i18n/app.*.ts, by
// the same names; a test compares them): a sentence of what changed speaks of what one sees. … stands for a number.
var keyWords = map[string]words{
	"tokenizer":           {"나누기", "Cut by"},
	"tokenizer.words":     {"단어", "words"},
	"tokenizer.chars":     {"글자", "characters"},
	"tokenizer.bytes":     {"바이트(UTF-8)", "bytes (UTF-8)"},
	"tokenizer.wordpiece": {"워드피스(WordPiece)", "WordPiece"},
	"tokenizer.bpe":       {"바이트 BPE", "byte-level BPE"},

	"dim": {"너비 D", "Width D"}, "heads": {"헤드 수 H", "Heads H"},
	"kv_heads": {"키·밸류 헤드 G", "Key/value heads G"}, "head_dim": {"헤드 너비 Dh", "Head width Dh"},
	"seed": {"torch.manual_seed", "torch.manual_seed"}, "bias": {"편향 b", "Bias b"}, "out_proj": {"출력 변환 W_o", "Output map W_o"},
	"pad": {"채움(padding)", "Padding"}, "temperature": {"온도", "Temperature"},

	"source.torch": {"시드로 뽑음", "from the seed"}, "source.zero": {"모두 0", "zeros"},
	"source.identity": {"단위행렬", "identity"}, "source.literal": {"직접 입력", "written by hand"},

	"switch.1": {"켬", "on"}, "switch.0": {"끔", "off"}, // a tick on the page

	"scale": {"배율(scale)", "Scale"}, "scale.sqrt": {"÷ √Dh", "÷ √Dh"}, "scale.none": {"없음", "none"}, "scale.factor": {"곱하기 …", "times …"},
	"mask": {"마스크", "Mask"}, "mask.none": {"없음", "none"},
	"mask.causal": {"앞만 보기(causal)", "causal (not ahead)"}, "mask.window": {"창(window) 너비 …", "window of …"},
	"softmax": {"소프트맥스", "Softmax"}, "softmax.keys": {"행 방향(키)", "along rows (keys)"},
	"softmax.queries": {"열 방향(틀린 축)", "along columns (wrong)"},
	"softcap":         {"상한(soft cap)", "Soft cap"}, "softcap.off": {"없음", "off"}, "softcap.at": {"상한 …", "at …"},
	"pos": {"위치 정보", "Positions"}, "pos.none": {"없음", "none"}, "pos.sinusoidal": {"sin/cos을 X에 더하기", "sin/cos, added to X"},
	"pos.rope": {"RoPE, Q와 K 돌리기", "RoPE, turns Q and K"}, "pos.alibi": {"ALiBi, 점수에서 깎기", "ALiBi, on the scores"},
}

// tieWords stand on the page as a choice for each parameter.
var tieWords = words{"{0:과/와} 같게", "same as {0}"}

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
	at, number := key+"."+value, ""
	switch key { // a default is what it comes to
	case "dim":
		return strconv.Itoa(c.D)
	case "heads":
		return strconv.Itoa(c.H)
	case "kv_heads":
		return strconv.Itoa(c.G)
	case "head_dim":
		return strconv.Itoa(c.Dh)
	case "bias", "out_proj":
		at = "switch." + value
	case "mask", "scale", "softcap":
		if _, ok := keyWords[at]; !ok {
			at, number = openChoice[key], value[strings.IndexByte(value, ':')+1:]
		}
	default:
		if !slices.Contains(parameterIDs, key) {
			break
		}
		s := r.Doc.Sources[key]
		if s.Kind == Tie {
			return "“" + tieWords.in(lang, Symbol(s.To)) + "”"
		}
		if at = "source." + value; s.Kind == Literal {
			at = "source.literal"
		}
	}
	if w, ok := keyWords[at]; ok {
		return "“" + replaceEach(w.in(lang), "…", number) + "”"
	}
	return value
}
