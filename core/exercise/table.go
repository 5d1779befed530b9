package exercise

import (
	"strconv"

	"qkvlab/core/play"
)

// chapters holds the exercises of the lessons, by the slug of the chapter they belong to.
var chapters = []struct {
	slug    string
	title   words
	entries []entry
}{
	{"why", words{"왜 선형 변환을 쓸까", "Why a linear map at all"}, why},
	{"how", words{"선형 변환은 어떻게 계산할까", "How it is done"}, how},
	{"after", words{"변환하고 나면 값은 어떻게 바뀔까", "What the numbers look like after"}, after},
	{"scores", words{"왜 값이 바뀌어야 할까", "Why the values must change"}, scores},
	{"training", words{"W는 어디에서 올까", "Where W comes from"}, training},
}

// plain leaves out all that an exercise is not about.
const plain = "&bias=0&out_proj=0"

// unmapped is x with no map at all: the embeddings are queries and keys themselves.
const unmapped = plain + "&wq=identity&wk=identity"

func text(n int) string { return strconv.Itoa(n) }

var why = []entry{
	{
		question: words{
			"변환을 하지 않으면(W = I, 편향 0) X의 행이 곧 쿼리이고 키입니다. {2:이/가} {3:을/를} 보는 점수 {0:은/는} 얼마일까요?",
			"Without any map (W = I, no bias) the rows of X are queries and keys themselves. What is {0}, the score with which {2} looks at {3}?",
		},
		draw: func(d dice) draft {
			i, j := d.pair(3)
			return draft{
				doc:  "tokens=" + names(3) + "&x=" + d.matrix(3, 2, -4, 4) + unmapped,
				step: "head.0.scores", row: i, col: j, given: []string{"x"},
				args: []string{name(i), name(j)},
			}
		},
	},
	{
		question: words{
			"변환하지 않은 점수 행렬에서 한 칸을 가렸습니다. 계산하지 않고도 알 수 있습니다. 무엇일까요?",
			"Here is a matrix of scores made without any map, with one cell hidden. You can tell without reckoning: what is it?",
		},
		draw: func(d dice) draft {
			i, j := d.pair(3)
			return draft{
				doc:  "tokens=" + names(3) + "&x=" + d.matrix(3, 3, -3, 3) + unmapped,
				step: "head.0.scores", row: i, col: j, given: []string{"head.0.scores"},
				args: []string{play.CellSymbol("head.0.scores", j, i)},
			}
		},
		hints: [3]words{
			{"변환이 없으면 쿼리와 키가 같은 벡터입니다.", "Without a map, queries and keys are the same vectors."},
			{"a·b와 b·a는 같습니다.", "a·b is the same as b·a."},
			{"대각선을 사이에 두고 마주 보는 칸을 찾아보세요.", "Look at the cell across the diagonal."},
		},
		solution: words{"{0} = {2} = {1}", "{0} = {2} = {1}"},
	},
	{
		question: words{
			"이번에는 쿼리와 키를 서로 다른 행렬로 만들었습니다. {2:이/가} {3:을/를} 보는 점수는 {4}입니다. 거꾸로 {3:이/가} {2:을/를} 보는 점수 {0:은/는} 얼마일까요? 같을까요?",
			"Now queries and keys were made by different matrices. {2} looks at {3} with the score {4}. What is {0}, with which {3} looks at {2}? Is it the same?",
		},
		draw: func(d dice) draft {
			i, j := d.pair(2)
			return draft{
				doc:  "tokens=" + names(2) + "&x=" + d.matrix(2, 2, -2, 3) + "&wq=" + d.matrix(2, 2, -2, 2) + "&wk=" + d.matrix(2, 2, -2, 2) + plain,
				step: "head.0.scores", row: j, col: i, given: []string{"head.0.q", "head.0.k"},
				args: []string{name(i), name(j), "=" + cell("head.0.scores", i, j)}, unlike: cell("head.0.scores", i, j),
			}
		},
	},
	{
		question: words{
			"W_q의 두 행은 나란합니다. 모든 점을 한 직선으로 누르는, 계수(rank)가 1인 행렬입니다. {2}의 쿼리 가운데 {0:은/는} 얼마일까요?",
			"The two rows of W_q are parallel: it flattens everything onto one line, a matrix of rank 1. What is {0}, of the query of {2}?",
		},
		draw: func(d dice) draft {
			a, b, times, i := d.nonzero(-3, 3), d.nonzero(-3, 3), d.pick(-2, 2, 3), d.between(0, 2)
			return draft{
				doc: "tokens=" + names(3) + "&x=" + d.matrix(3, 2, -3, 3) + plain +
					"&wq=" + text(a) + "," + text(b) + ";" + text(times*a) + "," + text(times*b),
				step: "q", row: i, col: 1, given: []string{"x", "wq"},
				args: []string{name(i)},
			}
		},
	},
}

var how = []entry{
	{
		question: words{
			"Q = X·W_qᵀ + b_q입니다. {0:은/는} 얼마일까요?",
			"Q = X·W_qᵀ + b_q. What is {0}?",
		},
		draw: func(d dice) draft {
			i, j := d.between(0, 1), d.between(0, 2)
			return draft{
				doc:  "tokens=" + names(2) + "&x=" + d.matrix(2, 3, -3, 4) + "&wq=" + d.matrix(3, 3, -2, 3) + "&bq=" + d.matrix(1, 3, -4, 4) + "&out_proj=0",
				step: "q", row: i, col: j, given: []string{"x", "wq", "bq"},
			}
		},
	},
	{
		question: words{
			"키도 같은 식으로 만듭니다. 편향이 음수여도 더하는 것은 마찬가지입니다. {0:은/는} 얼마일까요?",
			"Keys are made the same way, and a negative bias is added like any other. What is {0}?",
		},
		draw: func(d dice) draft {
			i, j := d.between(0, 1), d.between(0, 1)
			return draft{
				doc:  "tokens=" + names(2) + "&x=0.5,1,2," + text(d.nonzero(-3, 3)) + ";" + d.matrix(1, 4, -2, 3) + "&head_dim=2&wk=" + d.matrix(2, 4, -2, 3) + "&bk=" + d.matrix(1, 2, -5, -1) + "&out_proj=0",
				step: "k", row: i, col: j, given: []string{"x", "wk", "bk"},
			}
		},
	},
	{
		question: words{
			"nn.Linear(3, 2)의 W_v는 (out, in) = (2, 3) 모양입니다. {0:을/를} 만들려면 W_v의 어느 행이 필요할까요? 그 행으로 {0:을/를} 구해 보세요.",
			"W_v of nn.Linear(3, 2) is (out, in) = (2, 3). Which row of it makes {0}? Take that row, and find {0}.",
		},
		draw: func(d dice) draft {
			i, j := d.between(0, 1), d.between(0, 1)
			return draft{
				doc:  "tokens=" + names(2) + "&x=" + d.matrix(2, 3, -3, 4) + "&head_dim=2&wv=" + d.matrix(2, 3, -3, 3) + plain,
				step: "v", row: i, col: j, given: []string{"x", "wv"},
			}
		},
	},
	{
		question: words{
			"X에서 {2}의 한 칸 {3:을/를} {4}에서 {5:으로/로} 바꾸었습니다. 바꾼 뒤의 {0:은/는} 얼마일까요?",
			"One number of {2}, {3}, was changed from {4} to {5}. What is {0} now?",
		},
		draw: func(d dice) draft {
			changed, other := d.pair(2)
			c, j := d.between(0, 1), d.between(0, 1)
			doc := "tokens=" + names(2) + "&x=" + d.matrix(2, 2, -3, 3) + "&wq=" + d.matrix(2, 2, -3, 3) + plain
			return draft{
				before: doc, doc: doc + "&" + cell("x", changed, c) + "=" + text(d.between(5, 9)),
				step: "q", row: other, col: j, given: []string{"x", "wq", "before:q"},
				args: []string{name(changed), play.CellSymbol("x", changed, c), "<" + cell("x", changed, c), "=" + cell("x", changed, c), name(other)},
			}
		},
		hints: [3]words{
			{"선형 변환은 토큰을 하나씩 따로 봅니다.", "A linear map looks at tokens one by one."},
			{"Q의 {6} 행은 X의 {6} 행만으로 만듭니다.", "Row {6} of Q is made of row {6} of X alone."},
			{"바꾸기 전의 Q에서 같은 칸을 찾아보세요.", "Look at the same cell of Q before the change."},
		},
	},
}

var after = []entry{
	{
		question: words{
			"셋째 토큰은 네 숫자가 모두 0.5입니다. 결과도 네 숫자가 같을까요? {0:을/를} 구해 보세요.",
			"All four numbers of the third token are 0.5. Are those that come out equal, too? Find {0}.",
		},
		draw: func(d dice) draft {
			j := d.between(0, 3)
			return draft{
				doc:  "tokens=" + names(3) + "&x=1,2,3,4;4,3,2,1;0.5,0.5,0.5,0.5&wq=" + d.matrix(4, 4, -3, 4) + "&bq=" + d.matrix(1, 4, -3, 3) + "&out_proj=0",
				step: "q", row: 2, col: j, given: []string{"x", "wq", "bq"},
			}
		},
	},
	{
		question: words{
			"({2}, {3}) 모양의 X를 nn.Linear({3}, {4})에 넣으면 결과는 ({2}, ?) 모양입니다. 열은 몇 개일까요?",
			"X of shape ({2}, {3}) goes into nn.Linear({3}, {4}), and what comes out is ({2}, ?). How many columns has it?",
		},
		draw: func(d dice) draft {
			t, in, out := d.between(3, 9), d.pick(8, 16, 32), d.pick(4, 6, 12, 24)
			return draft{doc: sized(t, in, out), ask: columns, step: "q", args: []string{text(t), text(in), text(out)}}
		},
		hints: [3]words{
			{"행의 수는 토큰의 수이므로 그대로입니다.", "Rows count tokens, and stay as they were."},
			{"W는 (out, in) 모양이고, 한 행이 출력 하나를 만듭니다.", "W is (out, in), and one row of it makes one output."},
			{"nn.Linear(in, out)의 뒤쪽 수를 보세요.", "Look at the second number of nn.Linear(in, out)."},
		},
	},
	{
		question: words{
			"nn.Linear({2}, {3})가 배우는 숫자는 W와 b를 합해 모두 몇 개일까요?",
			"How many numbers does nn.Linear({2}, {3}) learn, W and b together?",
		},
		draw: func(d dice) draft {
			in, out := d.pick(8, 10, 16, 20), d.pick(4, 5, 10, 12)
			return draft{doc: sized(3, in, out), ask: parameters, step: "q", args: []string{text(in), text(out)}}
		},
		hints: [3]words{
			{"W는 ({3}, {2}) 모양입니다.", "W is ({3}, {2})."},
			{"편향은 출력마다 하나씩입니다.", "There is one bias for each output."},
			{"{3}·{2} + {3}", "{3}·{2} + {3}"},
		},
	},
	{
		question: words{
			"토큰 {2}개를 nn.Linear({3}, {4})에 넣습니다. 곱셈은 모두 몇 번 할까요?",
			"{2} tokens go into nn.Linear({3}, {4}). How many multiplications does that take?",
		},
		draw: func(d dice) draft {
			t, in, out := d.pick(4, 5, 6, 10), d.pick(8, 10, 16), d.pick(4, 5, 10)
			return draft{doc: sized(t, in, out), ask: multiplications, step: "q", args: []string{text(t), text(in), text(out)}}
		},
		hints: [3]words{
			{"출력 한 칸을 만들려면 곱셈이 {3}번 필요합니다.", "One number of the output takes {3} multiplications."},
			{"출력은 ({2}, {4}) 모양입니다.", "The output is ({2}, {4})."},
			{"{2}·{4}·{3}", "{2}·{4}·{3}"},
		},
	},
}

// sized is a document of t tokens in which Q is made by nn.Linear(in, out).
func sized(t, in, out int) string {
	return "tokens=" + names(t) + "&dim=" + text(in) + "&head_dim=" + text(out) + "&out_proj=0"
}

var scores = []entry{
	{
		question: words{
			"점수는 쿼리와 키의 내적입니다. {2}의 쿼리와 {3}의 키로 {0:을/를} 구해 보세요.",
			"A score is the dot product of a query with a key. Take the query of {2} and the key of {3}: what is {0}?",
		},
		draw: func(d dice) draft {
			i, j := d.pair(3)
			return draft{
				doc:  "tokens=" + names(3) + "&x=" + d.matrix(3, 2, -2, 2) + "&head_dim=3&wq=" + d.matrix(3, 2, -2, 2) + "&wk=" + d.matrix(3, 2, -2, 2) + plain,
				step: "head.0.scores", row: i, col: j, given: []string{"head.0.q", "head.0.k"},
				args: []string{name(i), name(j)},
			}
		},
	},
	{
		question: words{
			"헤드의 차원은 Dh = {2}입니다. √Dh로 나눈 점수 {0:은/는} 얼마일까요?",
			"The head has Dh = {2} dimensions. What is {0}, the score divided by √Dh?",
		},
		draw: func(d dice) draft {
			i, j := d.pair(2)
			dh := 4 // whose root is even, and its reciprocal exact
			return draft{
				doc: "tokens=" + names(2) + "&x=" + d.matrix(2, 2, -2, 3) + "&head_dim=" + text(dh) + "&wq=" + d.matrix(dh, 2, -2, 2) +
					"&wk=" + d.matrix(dh, 2, -2, 2) + plain,
				step: "head.0.scaled", row: i, col: j, given: []string{"head.0.scores"},
				args: []string{text(dh)},
			}
		},
	},
	{
		question: words{
			"나눈 점수가 아래와 같습니다. 소프트맥스를 지나면 {2:은/는} {3}에 관심을 얼마나 보낼까요? {0:을/를} 소수 둘째 자리까지 구해 보세요. (e ≈ 2.718, e² ≈ 7.389, e³ ≈ 20.09)",
			"These are the scaled scores. What share of its attention does {2} give to {3} after the softmax? Find {0} to two decimals. (e ≈ 2.718, e² ≈ 7.389, e³ ≈ 20.09)",
		},
		draw: func(d dice) draft {
			i, j := d.pair(2)
			low := d.between(-2, 1)
			high := low + d.between(1, 3)
			if d.between(0, 1) == 1 {
				low, high = high, low
			}
			doc := "tokens=" + names(2) + "&x=1,0;0,1" + plain
			for row := range 2 {
				a, b := low, high
				if row != i {
					a, b = high, low
				}
				doc += "&" + cell("head.0.scaled", row, 0) + "=" + text(a) + "&" + cell("head.0.scaled", row, 1) + "=" + text(b)
			}
			return draft{
				doc: doc, step: "head.0.attn", row: i, col: j, given: []string{"head.0.scaled"},
				args: []string{name(i), name(j)},
			}
		},
	},
	{
		question: words{
			"소프트맥스를 지난 몫에서 한 칸을 가렸습니다. 그 칸은 얼마일까요?",
			"One share is hidden in this matrix of attn. What is it?",
		},
		draw: func(d dice) draft {
			i, j := d.pair(3)
			return draft{
				doc:  "tokens=" + names(3) + "&x=" + d.matrix(3, 2, -2, 2) + "&seed=" + text(d.between(0, 999)) + plain,
				step: "head.0.attn", row: i, col: j, given: []string{"head.0.attn"},
				args: []string{"=" + cell("head.0.attn", i, (j+1)%3), "=" + cell("head.0.attn", i, (j+2)%3)},
			}
		},
		solution: words{"{0} = 1 − {2} − {3} = {1}", "{0} = 1 − {2} − {3} = {1}"},
		hints: [3]words{
			{"소프트맥스는 행을 따라 계산합니다.", "Softmax runs along each row."},
			{"한 행의 몫을 모두 더하면 1입니다.", "The shares of a row add up to 1."},
			{"1에서 그 행의 나머지 몫을 빼세요.", "Take the other shares of that row away from 1."},
		},
	},
	{
		question: words{
			"{2:은/는} 아래의 몫대로 밸류를 섞습니다. {0:은/는} 얼마일까요?",
			"{2} mixes the values in the shares below. What is {0}?",
		},
		draw: func(d dice) draft {
			i, c := d.between(0, 2), d.between(0, 1)
			doc := "tokens=" + names(3) + "&x=" + d.matrix(3, 2, -6, 8) + "&wv=identity" + plain
			first := d.between(0, 2)
			for row := range 3 {
				for s := range 3 {
					share := "0.25"
					if (first+row)%3 == s {
						share = "0.5"
					}
					doc += "&" + cell("head.0.attn", row, s) + "=" + share
				}
			}
			return draft{
				doc: doc, step: "head.0.context", row: i, col: c, given: []string{"head.0.attn", "head.0.v"},
				args: []string{name(i)},
			}
		},
	},
}

var training = []entry{
	{
		question: words{
			"편향이 없고 W_q가 모두 0이라고 합시다. 토큰이 {2}개일 때 {0:은/는} 얼마일까요?",
			"Say there are no biases, and W_q is all zeros. With {2} tokens, what is {0}?",
		},
		draw: func(d dice) draft {
			n := d.pick(4, 5, 8, 10)
			i, j := d.pair(n)
			return draft{
				doc:  "tokens=" + names(n) + "&wq=zero" + plain,
				step: "head.0.attn", row: i, col: j, args: []string{text(n)},
			}
		},
		hints: [3]words{
			{"쿼리가 모두 0이면 모든 점수가 같습니다.", "Where every query is 0, all scores are the same."},
			{"점수가 같으면 몫도 같습니다.", "Equal scores get equal shares."},
			{"{2}개의 같은 몫을 더하면 1입니다.", "{2} equal shares add up to 1."},
		},
	},
	{
		question: words{
			"W ← W − η·기울기로 한 걸음 학습합니다. η = {2}이고 {3}의 기울기가 {4}이면, 이 칸은 {5}에서 {6:으로/로} 움직입니다(다른 칸의 기울기는 0). 학습한 뒤의 {0:은/는} 얼마일까요?",
			"Training takes one step, W ← W − η·gradient. With η = {2} and a gradient of {4} at {3}, that number moves from {5} to {6} (the other gradients are 0). What is {0} then?",
		},
		draw: func(d dice) draft {
			r, c, i := d.between(0, 1), d.between(0, 1), d.between(0, 1)
			gradient := d.nonzero(-4, 4)
			old := d.nonzero(-3, 3)
			doc := "tokens=" + names(2) + "&x=" + d.matrix(2, 2, -4, 4) + plain + "&wq="
			w := d.matrix(2, 2, -3, 3)
			set := "&" + cell("wq", r, c) + "="
			return draft{
				before: doc + w + set + text(old), doc: doc + w + set + strconv.FormatFloat(float64(old)-0.5*float64(gradient), 'f', -1, 64),
				step: "q", row: i, col: r, given: []string{"x", "wq", "before:q"},
				args: []string{"0.5", play.CellSymbol("wq", r, c), play.Short(float32(gradient)), "<" + cell("wq", r, c), "=" + cell("wq", r, c)},
			}
		},
	},
	{
		question: words{
			"학습 한 걸음에 {2:이/가} 0에서 {3:으로/로} 움직였습니다. 다른 것은 그대로입니다. 이제 {0:은/는} 얼마일까요?",
			"In one step of training {2} moved from 0 to {3}, and nothing else changed. What is {0} now?",
		},
		draw: func(d dice) draft {
			c, i := d.between(0, 1), d.between(0, 2)
			doc := "tokens=" + names(3) + "&x=" + d.matrix(3, 2, -3, 3) + "&bv=zero&wv=identity&out_proj=0&seed=" + text(d.between(0, 999))
			return draft{
				before: doc, doc: doc + "&" + cell("bv", 0, c) + "=" + strconv.FormatFloat(float64(d.nonzero(-8, 8))/4, 'f', -1, 64),
				step: "head.0.context", row: i, col: c, given: []string{"before:head.0.context"},
				args: []string{play.CellSymbol("bv", 0, c), "=" + cell("bv", 0, c), "<" + cell("head.0.context", i, c)},
			}
		},
		hints: [3]words{
			{"b_v는 모든 밸류에 똑같이 더해집니다.", "b_v is added to every value alike."},
			{"몫을 모두 더하면 1이므로, 섞어도 더한 만큼 그대로 옮겨집니다.", "Shares add up to 1, so the mixture moves by just as much."},
			{"바꾸기 전의 값 {4}에 {3:을/를} 더하세요.", "Add {3} to what it was before, {4}."},
		},
		solution: words{"{0} = {4} + ({3}) = {1}", "{0} = {4} + ({3}) = {1}"},
	},
	{
		question: words{
			"X에는 0이 없고 토큰은 {2}개입니다. 학습으로 W_q의 한 칸 {3}만 움직였습니다. Q에서는 몇 칸이 달라질까요?",
			"X has no zeros and {2} tokens. Training moved a single number, {3}. How many numbers of Q change?",
		},
		draw: func(d dice) draft {
			n := d.between(3, 8)
			r, c := d.between(0, 2), d.between(0, 2)
			doc := "tokens=" + names(n) + "&x=" + d.matrix(n, 3, -3, 3) + "&wq=" + d.matrix(3, 3, -3, 3) + plain
			return draft{
				before: doc, doc: doc + "&" + cell("wq", r, c) + "=" + text(d.between(4, 6)),
				ask: changes, step: "q", args: []string{text(n), play.CellSymbol("wq", r, c), text(r)},
			}
		},
		hints: [3]words{
			{"W의 한 행은 출력의 한 열을 만듭니다.", "One row of W makes one column of the output."},
			{"모든 토큰이 같은 W를 지납니다.", "Every token goes through the same W."},
			{"Q의 {4}번 열에는 칸이 토큰마다 하나씩 있습니다.", "Column {4} of Q has one number for each token."},
		},
	},
}
