package main

import "qkvlab/core/play"

// What may be wrong with a command line, a code for each.
const (
	Together  play.Code = "cli_together"   // args: a flag, another
	GoesWith  play.Code = "cli_goes_with"  // args: a flag, those that it goes with
	SeedAlone play.Code = "cli_seed"       // args: the seed
	OneStep   play.Code = "cli_one_step"   // args: a flag
	LargePNG  play.Code = "cli_large_png"  // args: rows×columns
	Unread    play.Code = "cli_unread"     // args: what the system says
	Unwritten play.Code = "cli_unwritten"  // args: what the system says
	NoSuch    play.Code = "cli_experiment" // args: what was written
)

func init() {
	for _, w := range []struct {
		code   play.Code
		ko, en string
	}{
		{Together, "{0} 옵션과 {1:은/는} 함께 쓸 수 없습니다. 하나만 남겨 주세요.", "{0} and {1} do not go together. Keep one of them."},
		{GoesWith, "{0} 옵션은 혼자서는 아무 일도 하지 않습니다. 다음과 함께 씁니다: {1}.", "{0} does nothing alone. It goes with {1}."},
		{SeedAlone, "-seed 옵션은 연습 문제(-exercises)의 시드입니다. 문서의 시드는 키로 씁니다: 'seed={0}'.", "-seed is the seed of -exercises. A document's is a key of it: 'seed={0}'."},
		{OneStep, "{0}: 단계를 하나만 골라 주세요. 예: {0} -steps head.0.attn", "{0} takes one step: {0} -steps head.0.attn"},
		{LargePNG, "{0} 행렬은 PNG로 그리기에 너무 큽니다. -svg나 -format npy를 써 보세요.", "{0} are too many cells for a PNG. Try -svg, or -format npy."},
		{Unread, "파일을 읽지 못했습니다({0}). 이름과 권한을 확인해 주세요.", "The file cannot be read ({0}). Check its name, and whether you may."},
		{Unwritten, "파일을 쓰지 못했습니다({0}). 이름과 권한을 확인해 주세요.", "The file cannot be written ({0}). Check its name, and whether you may."},
		{NoSuch, "“{0}” 실험은 없습니다. -experiments 옵션이 목록을 보여 줍니다.", "There is no experiment “{0}”. -experiments lists them."},
	} {
		play.Teach(w.code, w.ko, w.en)
	}
}
