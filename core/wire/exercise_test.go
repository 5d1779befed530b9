package wire

import (
	"encoding/json"
	"testing"

	"qkvlab/core/exercise"
	"qkvlab/core/play"
)

func TestExercises(t *testing.T) {
	var e Engine
	var reply ExercisesReply
	ask := func(request string, into any) {
		t.Helper()
		meta, _ := e.Call(request)
		if err := json.Unmarshal(meta, into); err != nil {
			t.Fatalf("%s: %v", meta, err)
		}
	}
	for _, chapter := range exercise.Chapters() {
		want := exercise.Set(chapter, 12, play.Korean)
		if err := json.Unmarshal(ExercisesJSON(want), &reply); err != nil || len(reply.Exercises) != len(want) {
			t.Fatalf("%s: %v, %+v", chapter, err, reply)
		}
		for i, x := range reply.Exercises {
			if x.Question != want[i].Question || len(x.Given) != len(want[i].Given) || x.Number != i+1 {
				t.Errorf("%s %d: %+v", chapter, i+1, x)
			}
		}
	}
	// a cell of somebody's own: 1·5 + 2·6 + 20 = 37
	const mine = "&doc=x%3D1%2C2%26wq%3D3%2C4%3B5%2C6%26bq%3D10%2C20&step=q&row=0&col=1"
	for answer, mark := range map[string]string{"37": "right", "17": "wrong", "many": "unread"} {
		var judged JudgeReply
		ask("call=judge&answer="+answer+mine, &judged)
		if !judged.OK || judged.Mark != mark || (mark == "wrong") != (len(judged.Terms) == 3) {
			t.Errorf("%s: %+v", answer, judged)
		}
	}
	for _, bad := range []string{"doc=&step=nothing&row=0&col=0", "doc=&step=q&row=99&col=0", "doc=zz=1&step=q&row=0&col=0"} {
		var got JudgeReply
		if ask("call=judge&answer=1&"+bad, &got); got.OK || got.Problem == nil || got.Problem.Message == "" {
			t.Errorf("%s: %+v", bad, got)
		}
	}
}
