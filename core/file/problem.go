package file

import (
	"strconv"

	"qkvlab/core/play"
)

// What may be wrong with a file, a code for each. The page's reader has the same codes and words (web/src/take/words.ts).
const (
	Cut    play.Code = "file_cut"    // args: format
	Header play.Code = "file_header" // args: format, how it begins
	Dtype  play.Code = "file_dtype"  // args: format, the kind of number
	Shape  play.Code = "file_shape"  // args: format, what has it
	Bytes  play.Code = "file_bytes"  // args: format, the tensor
	Twice  play.Code = "file_twice"  // args: format, the name
	Empty  play.Code = "file_empty"  // args: format
	Kind   play.Code = "file_kind"   //
	Large  play.Code = "file_large"  // args: bytes, limit
	NoFit  play.Code = "file_no_fit" // args: what the file has, what there is a place for
)

func init() {
	for _, w := range []struct {
		code   play.Code
		ko, en string
	}{
		{Cut, "{0} 파일이 중간에서 잘렸거나 길이가 맞지 않습니다. 다시 저장하거나 내려받아 주세요.", "The {0} file is cut off, or has bytes too many. Save it or download it again."},
		{Header, "{0} 파일의 머리말이 규격과 다릅니다({1}). 다른 프로그램으로 다시 저장해 보세요.", "The header of the {0} file is not as the format has it ({1}). Save it again with another program."},
		{Dtype, "{0} 파일에 있는 {1} 형식의 수는 읽지 못합니다. float32로 저장해 주세요.", "The {0} file has numbers of the kind {1}, which cannot be read. Save them as float32."},
		{Shape, "{0} 파일의 {1}: 행렬이나 벡터(1차원, 2차원, 값 1~4,194,304개)만 읽습니다. 하나나 그 일부만 저장해 주세요.", "{1} in the {0} file: only vectors and matrices (one or two dimensions, 1 to 4,194,304 values) are read. Save one of them, or a part."},
		{Bytes, "{0} 파일의 {1}: 값이 겹치거나 비거나 모양과 맞지 않습니다. 다시 저장해 주세요.", "{1} in the {0} file: its values overlap, leave a gap, or do not agree with its shape. Save it again."},
		{Twice, "{0} 파일에 {1} 이름이 두 번 나옵니다. 하나만 남겨 주세요.", "The name {1} appears twice in the {0} file. Keep one of them."},
		{Empty, "{0} 파일에 행렬이 없습니다. 행렬이 든 파일을 골라 주세요.", "There is no matrix in the {0} file. Choose one that has some."},
		{Kind, "이 파일은 열 수 없습니다. NPY, NPZ, safetensors, CSV, TSV, JSON, 저장한 문서를 열 수 있습니다.", "This file cannot be opened. NPY, NPZ, safetensors, CSV, TSV, JSON and saved documents can."},
		{Large, "{0}바이트는 너무 큽니다. {1}바이트까지 읽습니다. 필요한 행렬만 따로 저장해 주세요.", "{0} bytes are too many; the limit is {1}. Save only the matrices that are needed."},
		{NoFit, "파일에 있는 것: {0}. 이름과 모양이 여기에 맞는 것이 없습니다. 들어갈 수 있는 것: {1}.", "The file has {0}. None of it fits here by name and shape; there is a place for {1}."},
	} {
		play.Teach(w.code, w.ko, w.en)
	}
}

func bad(format string, code play.Code, says string) *play.Problem {
	return &play.Problem{Code: code, Field: "file", Args: []string{format, clipped(says)}}
}

// TooLarge is the problem of a file of so many bytes.
func TooLarge(bytes int) *play.Problem { return tooLarge(bytes, MaxBytes) }

func tooLarge(bytes, limit int) *play.Problem {
	return &play.Problem{Code: Large, Field: "file", Args: []string{strconv.Itoa(bytes), strconv.Itoa(limit)}}
}
