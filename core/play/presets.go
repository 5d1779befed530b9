package play

// preset is a document worth starting from.
type preset struct {
	id, doc     string
	title, line words
}

// Preset is a preset in one language.
type Preset struct{ ID, Doc, Title, Line string }

// Presets returns the presets in the order in which they are offered.
func Presets(lang Lang) []Preset {
	list := make([]Preset, len(presets))
	for i, p := range presets {
		list[i] = Preset{p.id, p.doc, p.title.in(lang), p.line.in(lang)}
	}
	return list
}

// PresetOf returns the id of the preset that a document is, ui.* aside, or "".
func PresetOf(d *Document) string {
	doc := d.Bare().String()
	for _, p := range presets {
		if p.doc == doc {
			return p.id
		}
	}
	return ""
}

// Opening is the preset with which the page opens.
const Opening = "story"

// story: four dimensions with a meaning each (greeting, self, name, grammar), so that by hand 저 ("I") looks for names
// and finds chat, gp, t; endings look for 저; the greeting keeps to itself.
const story = "wq=0,4,0,0;0,0,0,3;3,0,0,0;0,0,3,0" +
	"&wk=0,0,2,0;0,2,0,0;2,0,0,0;0,1,1,0" +
	"&wv=1,0,0,0;0,1,0,0;0,0,2,0;0,0,0,0.5" +
	"&wo=identity" +
	"&emb=1,0,0,0.2;0,1,0.1,0;0,0.2,0,1;0,0,1,0;0,0,0.9,0.1;0,0,0.8,0.1;0.1,0,0.1,0.8;0.2,0,0,0.9" +
	"&bq=zero&bk=zero&bv=zero&bo=zero"

// presets are written in canonical form (a test holds them to it).
var presets = []preset{
	{
		"story", story,
		words{"이야기: 저는 누구일까", "The story: who is 저?"},
		words{
			"“저”가 chat, gp, t를 보도록 값을 직접 정했습니다. 학습된 값이 아니라 설명을 위한 값입니다.",
			"Set by hand, not learned: the token 저 (“I”) looks at chat, gp and t, the pieces of the name.",
		},
	},
	{
		"drawn", "",
		words{"뽑은 값 그대로", "As drawn"},
		words{
			"torch.manual_seed(0)이 뽑은 값입니다. 아직 아무것도 배우지 않아 어텐션이 거의 고르게 퍼져 있습니다.",
			"What torch.manual_seed(0) draws. Nothing is learned yet, so attention is nearly uniform.",
		},
	},
	{
		"sort", sortDoc,
		words{"학습된 모델: 숫자 여섯 개 정렬", "Trained: sorting six digits"},
		words{
			"손으로 정하지 않고 PyTorch로 학습한 값입니다(파라미터 3,584개, 시드 0, 입력 729가지를 모두 맞힘). 여섯째 줄부터 다음 숫자를 쓰는데, 앞으로 쓸 것과 같은 숫자에 헤드 0은 평균 52%, 헤드 1은 62%를 줍니다(똑같이 나누면 42%).",
			"Trained with PyTorch, not set by hand: 3,584 parameters, seed 0, all 729 inputs right. From the sixth row on it writes the next digit; to digits like the one to come, head 0 gives 52% on average, head 1 62% (spread evenly: 42%).",
		},
	},
	{
		"linear", "x=1,2,3,4;4,3,2,1;0.5,0.5,0.5,0.5",
		words{"nn.Linear(4, 4)", "nn.Linear(4, 4)"},
		words{
			"배우기에 나온 입력 세 줄이 선형 변환을 지나면 어떤 값이 되는지, PyTorch가 내는 숫자 그대로 봅니다.",
			"The article's three rows before and after a linear map, digit for digit as PyTorch prints them.",
		},
	},
	{
		"identity", "wq=identity&wk=identity&wv=identity&bq=zero&bk=zero&bv=zero",
		words{"변환하지 않으면", "Without any map"},
		words{
			"W_q = W_k = W_v = I라면 점수 행렬이 대칭이 되고, 누가 묻든 긴 벡터가 이깁니다.",
			"With W_q = W_k = W_v = I the scores are symmetric, and long vectors win whoever asks.",
		},
	},
	{
		"heads", "dim=16&heads=4",
		words{"헤드 네 개", "Four heads"},
		words{
			"헤드마다 X 전체를 자기 몫의 W 행으로 읽습니다. 나뉘는 것은 입력이 아니라 출력입니다.",
			"Every head reads all of X through its own rows of W; what is split is the output, not the input.",
		},
	},
	{
		"grouped", "dim=16&heads=4&kv_heads=2",
		words{"나누어 쓰는 키·밸류", "Grouped queries"},
		words{
			"쿼리 헤드 네 개가 키·밸류 헤드 두 개를 나누어 씁니다.",
			"Four query heads share two key/value heads.",
		},
	},
	{
		"causal", "text=the%20cat%20sat%20on%20the%20mat&dim=8&heads=2&mask=causal",
		words{"앞만 보기", "Causal mask"},
		words{
			"각 토큰은 자기와 앞의 토큰만 봅니다. 뒤의 점수는 −∞가 되고, 소프트맥스를 지나면 몫이 0이 됩니다.",
			"Each token sees only itself and what came before; later scores become −∞, and 0 after softmax.",
		},
	},
	{
		"rope", "text=the%20cat%20sat%20on%20the%20mat&dim=8&heads=2&pos=rope",
		words{"RoPE: 돌려서 위치를 알리기", "RoPE: positions by turning"},
		words{
			"쿼리와 키를 위치만큼 돌립니다. 같은 단어 the도 자리가 다르면 점수가 달라집니다.",
			"Queries and keys are turned by their position: the two “the” get different scores.",
		},
	},
	{
		"alibi", "text=the%20cat%20sat%20on%20the%20mat&dim=8&heads=2&mask=causal&pos=alibi",
		words{"ALiBi: 멀수록 깎기", "ALiBi: distance costs"},
		words{
			"점수에서 거리에 비례한 값을 뺍니다. 헤드마다 기울기가 다릅니다.",
			"Each score loses something for the distance; every head has its own slope.",
		},
	},
}
