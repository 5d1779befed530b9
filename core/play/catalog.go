package play

import (
	"maps"
	"slices"
)

// Lang is a language of the catalogue.
type Lang string

const (
	Korean  Lang = "ko"
	English Lang = "en"
)

// LangOf returns the catalogue's language for a tag such as "ko-KR"; English where there is none.
func LangOf(tag string) Lang {
	if len(tag) >= 2 && tag[:2] == "ko" {
		return Korean
	}
	return English
}

// words is one entry of the catalogue, in both languages.
type words struct{ ko, en string }

func (w words) in(lang Lang, args ...string) string {
	if lang == Korean {
		return fill(w.ko, args)
	}
	return fill(w.en, args)
}

// Message renders the problem in a language.
func (p *Problem) Message(lang Lang) string {
	w, ok := problemWords[p.Code]
	if !ok {
		return string(p.Code)
	}
	switch {
	case p.Code == UnknownKey && len(p.Args) > 1 && p.Args[1] != "":
		w = unknownButNear
	case p.Code == TooManyTokens && (p.Field == "x" || p.Field == "tokens"):
		w = tooMany[p.Field]
	case p.Code == TooManyTokens && len(p.Args) > 2 && p.Args[2] == "words":
		w = tooMany["text"] // no tokenizer makes fewer
	}
	return w.in(lang, p.Args...)
}

// Teach adds the words of a code that another package has, {0}, {1}, … its arguments.
func Teach(code Code, ko, en string) { problemWords[code] = words{ko, en} }

// ProblemCodes returns the published list of codes.
func ProblemCodes() []Code { return slices.Sorted(maps.Keys(problemWords)) }

var unknownButNear = words{
	"“{0}” 키는 없습니다. 혹시 “{1}” 키인가요?",
	"There is no key “{0}”. Did you mean “{1}”?",
}

// tooMany, by where the tokens come from: only a sentence cut into characters or bytes can be cut otherwise.
var tooMany = map[string]words{
	"text": {
		"토큰이 {0}개입니다. 최대 {1}개까지 다룹니다. 문장을 줄여 주세요.",
		"There are {0} tokens; the limit is {1}. Shorten the sentence.",
	},
	"tokens": {
		"토큰이 {0}개입니다. 최대 {1}개까지 다룹니다. 토큰을 몇 개 지워 주세요.",
		"There are {0} tokens; the limit is {1}. Remove some of them.",
	},
	"x": {
		"X의 행이 {0}개입니다. 최대 {1}개까지 다룹니다. 행을 줄여 주세요.",
		"X has {0} rows; the limit is {1}. Give it fewer.",
	},
}

// problemWords: {0}, {1}, … are the arguments named beside the code.
var problemWords = map[Code]words{
	NewerVersion: {
		"이 링크는 {0}번째 판으로 쓰였는데 이 페이지는 {1}번째 판까지 읽습니다. 페이지를 새로 고치거나 최신 QKV Lab에서 여세요.",
		"This link was written in version {0}; this page reads up to version {1}. Reload the page, or open it in the latest QKV Lab.",
	},
	TooLong: {
		"{0}바이트는 너무 깁니다. 최대 {1}바이트입니다. 손으로 쓴 행렬을 시드로 뽑은 값으로 바꾸거나 토큰을 줄여 보세요.",
		"{0} bytes is too long; the limit is {1}. Draw matrices from a seed instead of writing them out, or use fewer tokens.",
	},
	NoEquals: {
		"“{0}”에 등호가 없습니다. key=value로 써 주세요.",
		"“{0}” has no equals sign; write key=value.",
	},
	BadEscape: {
		"“{0}”의 % 표기가 깨져 있습니다. %는 %25로 쓰고, 그 밖에는 % 뒤에 16진수 두 자리로 UTF-8을 써 주세요.",
		"“{0}” has a broken % escape. Write % itself as %25; otherwise two hexadecimal digits follow it, and together they make UTF-8.",
	},
	UnknownKey: {
		"“{0}” 키는 없습니다. 철자를 확인하거나 지워 주세요.",
		"There is no key “{0}”. Check its spelling, or leave it out.",
	},
	RepeatedKey: {
		"“{0}” 키가 두 번 나옵니다. 하나만 남겨 주세요.",
		"The key “{0}” appears twice. Keep one of them.",
	},
	Conflict: {
		"“{0}” 키와 “{1}” 키는 함께 쓸 수 없습니다. 하나를 지워 주세요.",
		"“{0}” and “{1}” cannot stand together. Remove one of them.",
	},
	BadNumber: {
		"“{0}”에서 숫자를 읽을 수 없습니다. 0.25, -3, 1e-3처럼 써 주세요.",
		"“{0}” is not a number. Write it like 0.25, -3 or 1e-3.",
	},
	NotFinite: {
		"“{0}” 값은 float32에 담기지 않습니다. 크기가 3.4e38보다 작은 유한한 수를 써 주세요.",
		"“{0}” does not fit into a float32. Use a finite number smaller than 3.4e38 in size.",
	},
	BadWhole: {
		"“{0}”에서 0 이상의 정수를 읽을 수 없습니다. 4나 12처럼 숫자만 써 주세요.",
		"“{0}” is not a whole number. Write digits only, like 4 or 12.",
	},
	OutOfRange: {
		"{0:은/는} 범위를 벗어납니다. {1}부터 {2}까지 쓸 수 있습니다.",
		"{0} is out of range. Choose from {1} to {2}.",
	},
	NotPositive: {
		"{0:은/는} 쓸 수 없습니다. 0보다 큰 수를 써 주세요.",
		"{0} will not do here. Use a number greater than 0.",
	},
	BadChoice: {
		"“{0}” 값은 쓸 수 없습니다. 쓸 수 있는 것: {1}.",
		"“{0}” is not one of the choices: {1}.",
	},
	Reserved: {
		"“{0}” 표기는 나중에 쓰려고 남겨 둔 것이라 아직 열 수 없습니다. torch, identity, zero나 숫자를 써 주세요.",
		"“{0}” is a form kept for later and cannot be opened yet. Use torch, identity, zero or numbers.",
	},
	BadBackslash: {
		"토큰 “{0}”의 역슬래시를 읽을 수 없습니다. \\\\ 또는 \\|로 써 주세요.",
		"The backslash in token “{0}” cannot be read. Write \\\\ or \\|.",
	},
	EmptyToken: {
		"{0}번째 토큰이 비어 있습니다. 글자를 넣거나 지워 주세요.",
		"Token {0} is empty. Give it a letter, or remove it.",
	},
	NoTokens: {
		"토큰이 하나도 없습니다. 단어를 하나 이상 써 주세요.",
		"There is no token. Write at least one word.",
	},
	TooManyTokens: {
		"토큰이 {0}개입니다. 최대 {1}개까지 다룹니다. 문장을 줄이거나 단어로 나누어(tokenizer=words) 보세요.",
		"There are {0} tokens; the limit is {1}. Shorten the sentence, or cut it into words (tokenizer=words).",
	},
	Ragged: {
		"{0}번째 행에는 숫자가 {1}개, 첫 행에는 {2}개 있습니다. 모든 행의 길이를 같게 해 주세요.",
		"Row {0} has {1} numbers, the first row has {2}. Make all rows equally long.",
	},
	BadHeads: {
		"너비 {0:은/는} 헤드 {1}개로 나누어떨어지지 않습니다. 헤드 수로 {2} 가운데 하나를 고르거나 헤드 너비 Dh(head_dim)를 정해 주세요.",
		"Width {0} cannot be split into {1} heads; try {2}, or set the head width Dh (head_dim).",
	},
	BadKVHeads: {
		"헤드 {0}개를 키·밸류 헤드 {1}개로 똑같이 묶을 수 없습니다. {2} 가운데 하나를 골라 주세요.",
		"{0} heads cannot share {1} key/value heads evenly; try {2}.",
	},
	TooWide: {
		"H·Dh가 {0}입니다. 최대 {1}까지 다룹니다. 헤드 수나 헤드 너비를 줄여 주세요.",
		"H·Dh is {0}; the limit is {1}. Use fewer or narrower heads.",
	},
	OddRope: {
		"RoPE는 차원을 둘씩 짝지어 돌리는데 헤드 너비 {0:은/는} 홀수입니다. 헤드 너비 Dh(head_dim)를 짝수로 하거나 다른 위치 정보(pos)를 고르세요.",
		"RoPE turns dimensions in pairs, but the head width {0} is odd. Make the head width Dh (head_dim) even, or choose other positions (pos).",
	},
	WidthOfX: {
		"너비 D(dim)는 {0}인데 입력 X의 너비는 {1}입니다. D를 정하지 않거나 X에 맞춰 주세요.",
		"The width D (dim) is {0}, but the input X is {1} wide. Leave D out, or make it fit X.",
	},
	NamesOfX: {
		"토큰은 {0}개인데 입력 X의 행은 {1}개입니다. 개수를 맞춰 주세요.",
		"There are {0} tokens, but the input X has {1} rows. Make the counts agree.",
	},
	BadShape: {
		"{0} 행렬의 모양이 {1}입니다. {2} 모양이어야 합니다.",
		"{0} was given as {1}; here it must be {2}.",
	},
	TieShape: {
		"{0}({1}), {2}({3})의 모양이 달라 서로 묶을 수 없습니다. 키·밸류 헤드 G(kv_heads)를 헤드 수 H(heads)와 같게 하거나 묶지 마세요.",
		"{0} ({1}) cannot be tied to {2} ({3}): the shapes differ. Make the key/value heads G (kv_heads) equal to the heads H (heads), or do not tie them.",
	},
	TieCycle: {
		"{0}에서 시작한 묶음이 제자리로 돌아옵니다. 하나는 torch 같은 자기 값을 가져야 합니다.",
		"The tie that begins at {0} comes back to itself. One of them needs a source of its own, such as torch.",
	},
	TiedCell: {
		"{0} 행렬은 {1} 행렬을 그대로 따르므로 제 칸을 따로 고칠 수 없습니다. {1} 행렬을 고치거나 묶음을 푸세요.",
		"{0} copies {1} and has no cells of its own. Edit {1}, or untie it.",
	},
	HiddenCells: {
		"수업용 링크가 “{0}”의 값을 묻고 있어서 이것은 알려 드리지 않습니다.",
		"This link asks a class for “{0}”, so this is not told.",
	},
	AbsentStep: {
		"이 설정에는 “{0}” 단계가 없습니다. 그 단계를 켜는 설정을 바꾸거나 칸을 지워 주세요.",
		"There is no step “{0}” with these settings. Turn on what makes it, or remove the cell.",
	},
	OutsideStep: {
		"{0} 행렬은 {3}×{4}라서 ({1}, {2}) 칸이 없습니다. 행과 열은 0부터 셉니다.",
		"{0} is {3}×{4}: there is no cell ({1}, {2}). Rows and columns count from 0.",
	},
	BadCell: {
		"“{0}”에서 칸을 읽을 수 없습니다. wq.1.3처럼 단계.행.열로 써 주세요.",
		"“{0}” names no cell. Write step.row.column, like wq.1.3.",
	},
	BadEdit: {
		"“{0}” 편집은 없습니다. set_cell, set_key 같은 이름을 써 주세요.",
		"There is no edit “{0}”. Edits have names such as set_cell and set_key.",
	},
	BadPlace: {
		"{0}번 자리는 없습니다. 자리는 0번부터 {1}번까지 있습니다.",
		"There is no place {0}; places run from 0 to {1}.",
	},
	WrongCount: {
		"숫자가 {0}개입니다. {1}개를 써 주세요.",
		"There are {0} numbers; {1} are wanted.",
	},
	NoNumbers: {
		"붙여 넣은 글에 숫자가 없습니다. NumPy, PyTorch, CSV, TSV, JSON 행렬을 붙여 넣어 주세요.",
		"There are no numbers in what was pasted. Paste a matrix from NumPy, PyTorch, CSV, TSV or JSON.",
	},
	LeftOut: {
		"붙여 넣은 글에 생략된 값(…)이 있습니다. np.set_printoptions(threshold=np.inf)나 torch.set_printoptions(profile='full') 뒤에 다시 출력해 주세요.",
		"The print-out leaves values out (…). Print it again after np.set_printoptions(threshold=np.inf) or torch.set_printoptions(profile='full').",
	},
	TooDeep: {
		"대괄호가 행렬보다 깊습니다. 행렬 하나만(2차원) 붙여 넣어 주세요.",
		"The brackets go deeper than a matrix. Paste one matrix (two dimensions).",
	},
	BadEntry: {
		"{1}번째 행 {2}번째 칸의 “{0}”에서 숫자를 읽을 수 없습니다.",
		"“{0}” in row {1}, column {2} is not a finite number.",
	},
	NoSuchStart: {
		"“{0}” 예시는 없습니다. 목록에서 골라 주세요.",
		"There is no preset “{0}”. Choose one from the list.",
	},
	Unnamed: {
		"X의 행에 이름이 없습니다. 먼저 토큰으로 이름을 붙여 주세요.",
		"The rows of X have no names. Give them tokens first.",
	},
	AbsentBlob: {
		"이 문서의 {1} 행렬은 링크에 다 담기지 않아 따로 보관하는데({0}), 여기에는 없습니다. 그 행렬이 든 파일을 여기에 끌어다 놓거나, 문서를 파일로 저장해 받으세요.",
		"The matrix {1} of this document is too large for a link and is kept apart ({0}); it is not here. Drop the file that holds it here, or ask for the document saved as a file.",
	},
	BadRequest: {
		"요청을 읽을 수 없습니다: {0}.",
		"The request cannot be read: {0}.",
	},
	Internal: {
		"계산 도중 저희 쪽 오류가 났습니다({0}). 직전 상태는 그대로입니다. 되돌리거나 다른 값을 넣어 보세요.",
		"Something went wrong on our side ({0}). The last state is kept; undo, or try another value.",
	},
}

// Fill picks the text of a language and puts args into it: {0} is the first, {0:은/는} the first with the particle that
// fits it.
func Fill(lang Lang, ko, en string, args ...string) string { return words{ko, en}.in(lang, args...) }
