package play

import (
	"slices"
	"strconv"

	"qkvlab/core/attn"
)

// opWords: {0} row, {1} column, {2} {3} {4} the inputs, {5} how many terms.
var opWords = map[attn.Op]words{
	attn.OpTie: {
		"{2} 행렬을 그대로 따르는 값입니다.",
		"Tied: the same number as in {2}.",
	},
	attn.OpCopy: {
		"{2}에서 그대로 옮긴 값입니다. 출력 변환 W_o가 없습니다.",
		"Copied from {2}: there is no output map W_o.",
	},
	attn.OpLookup: {
		"{0} 토큰의 임베딩 벡터 가운데 {1}번 값입니다.",
		"Number {1} of the embedding vector of {0}.",
	},
	attn.OpPosition: {
		"{0} 자리의 위치 신호 가운데 {1}번 파동입니다.",
		"The position signal of {0}, wave {1}.",
	},
	attn.OpAdd: {
		"{0}의 임베딩과 위치 신호를 더한 값입니다.",
		"The embedding of {0} plus its position signal.",
	},
	attn.OpLinear: {
		"{2}의 {0} 행과 {3}의 {1}번 행을 짝지어 곱하고 더한 값입니다(항 {5}개).",
		"Row {0} of {2} times row {1} of {3}, product by product ({5} terms).",
	},
	attn.OpSlice: {
		"{2}에서 이 헤드가 맡은 열을 떼어 온 값입니다({0}).",
		"This head's own column of {2}, for {0}.",
	},
	attn.OpRope: {
		"{0} 자리만큼 돌린 값입니다. 짝이 되는 두 차원이 함께 돕니다.",
		"Turned by the angle of {0}; two dimensions turn together.",
	},
	attn.OpMatMulT: {
		"{0}의 쿼리와 {1}의 키를 내적한 값입니다. 클수록 {0:이/가} {1:을/를} 더 봅니다.",
		"Dot product of the query of {0} with the key of {1}: the larger, the more {0} looks at {1}.",
	},
	attn.OpScale: {
		"{0} → {1} 점수에 배율을 곱한 값입니다.",
		"The score {0} → {1}, times the scale.",
	},
	attn.OpALiBi: {
		"{0} → {1} 점수에서 거리만큼 깎은 값입니다.",
		"The score {0} → {1}, less something for the distance.",
	},
	attn.OpSoftcap: {
		"{0} → {1} 점수를 상한 안으로 눌러 넣은 값입니다.",
		"The score {0} → {1}, pressed softly under the cap.",
	},
	attn.OpDivide: {
		"{0} → {1} 점수를 온도로 나눈 값입니다.",
		"The score {0} → {1}, divided by the temperature.",
	},
	attn.OpSoftmax: {
		"{0:이/가} {1}에 보내는 관심의 몫입니다.",
		"The share of attention that {0} gives to {1}.",
	},
	attn.OpMatMul: {
		"밸류들을 {0}의 관심 몫대로 섞은 값입니다({1}번 차원).",
		"The values, mixed by the shares of {0} (dimension {1}).",
	},
	attn.OpConcat: {
		"헤드들의 결과를 나란히 이은 것입니다. 이 값은 그 가운데 한 헤드에서 왔습니다.",
		"The heads' contexts side by side; this number comes from one of them.",
	},
}

// maskWords, by reason: {0} the query, {1} the key.
var maskWords = map[string]words{
	"":       {"{0:은/는} {1:을/를} 볼 수 있으므로 점수가 그대로 지나갑니다.", "{0} may look at {1}, so the score passes."},
	"causal": {"{1} 토큰은 {0} 뒤에 오므로 볼 수 없습니다: −∞.", "{1} comes after {0}, which may not look ahead: −∞."},
	"window": {"{1} 토큰은 {0}의 창 밖이라 볼 수 없습니다: −∞.", "{1} lies outside the window of {0}: −∞."},
	"pad":    {"{1} 자리는 채움(padding)이라 아무도 볼 수 없습니다: −∞.", "{1} is padding, and nobody may look at it: −∞."},
}

var (
	setWords = words{
		"손으로 정한 값 {0}입니다. 계산대로라면 {1}입니다.",
		"Set by hand to {0}; computed, it would be {1}.",
	}
	replacedWords = words{
		"손으로 정한 값 {0}입니다. 원래 값은 {1}입니다.",
		"Set by hand to {0}; before that it was {1}.",
	}
	wrongAxisWords = words{
		"{1} 키를 두고 쿼리끼리 나눈 몫 가운데 {0}의 것입니다(틀린 축).",
		"The share of {0} among all queries that look at {1}: the wrong axis.",
	}
	rowShareWords = words{"한 행의 몫을 모두 더하면 1입니다.", "The shares of a row add up to 1."}
	colShareWords = words{"한 열의 몫을 모두 더하면 1이고, 행은 그렇지 않습니다.", "The shares of a column add up to 1, those of a row do not."}
	rowSumWords   = words{
		"{0}의 {1} 행을 더하면 {2}입니다. 손으로 정한 칸이 있어 1이 아닙니다.",
		"Row {1} of {0} sums to {2}, not to 1: a cell in it was set by hand.",
	}
	colSumWords = words{
		"{0}의 {1} 열을 더하면 {2}입니다. 손으로 정한 칸이 있어 1이 아닙니다.",
		"Column {1} of {0} sums to {2}, not to 1: a cell in it was set by hand.",
	}
)

var originWords = map[SourceKind]words{
	Drawn:    {"torch.manual_seed({0})로 뽑은 {1}의 값입니다.", "Drawn for {1} by torch.manual_seed({0})."},
	Identity: {"단위행렬 torch.eye의 값입니다.", "From the identity, torch.eye."},
	Zero:     {"0으로 채운 행렬입니다.", "A matrix of zeros."},
	Literal:  {"문서에 직접 쓴 {1}의 값입니다.", "Written out in the document for {1}."},
}

var (
	givenWords  = words{"입력으로 직접 넣은 값입니다.", "Typed in as the input."}
	vectorWords = words{
		"{0}의 글자가 정하는 난수 가운데 {1}번입니다. 같은 단어는 언제나 같은 벡터를 받습니다.",
		"Number {1} drawn from the letters of {0}: a word always gets the same vector.",
	}
)

// origin says where a number came from that nothing was computed from.
func (r *Result) origin(s *attn.Step, e *attn.Explanation, lang Lang) string {
	if s.Op == attn.OpGiven {
		return givenWords.in(lang)
	}
	kind := r.Doc.Sources[s.ID].Kind
	if s.ID == "emb" && kind == Drawn {
		return vectorWords.in(lang, "“"+r.wordOf(e.Row)+"”", strconv.Itoa(e.Col))
	}
	return originWords[kind].in(lang, strconv.FormatUint(uint64(r.Doc.Seed), 10), Symbol(s.ID))
}

// wordOf returns the word of a row of the embedding table.
func (r *Result) wordOf(n int) string {
	return r.Tokens[slices.Index(r.Trace.Params.Index, n)]
}
