package experiment

// table holds the experiments, the ten questions first. Documents are canonical; the laws are tested on them.
var table = []entry{
	{
		"symmetry", "", "wk=tie:q&bk=tie:q",
		words{"같은 X인데 왜 행렬이 셋일까?", "All come from one X: why three matrices?"},
		words{
			"키를 쿼리와 같은 행렬과 편향으로 만들면 점수 행렬은 정확히 대칭이 됩니다. “저”가 chat에 매기는 점수와 chat이 “저”에 매기는 점수가 언제나 같습니다.",
			"With keys made by the queries' own matrix and bias, the scores are exactly symmetric: one token always scores another as that one scores it.",
		},
		words{"K의 한 칸을 바꾸거나 W_k의 값을 “시드로 뽑음”으로 되돌려 대칭을 깨 보세요.", "Break it: change one cell of K, or let W_k be drawn from the seed again."},
		words{"가장 큰 |s − sᵀ|: B에서 {0}, A에서 {1}.", "Largest |s − sᵀ| in B: {0} (in A: {1})."},
		symmetry,
	},
	{
		"one-matrix", "dim=6&head_dim=2&bias=0&out_proj=0",
		"dim=6&bias=0&out_proj=0&wq=0.0034307821,-0.17500384,0.14107639,0.08728109,0.09547322,-0.020487333;0.0022643819,-0.11675849,0.09728881,0.06202839,0.06444724,-0.015333151;-0.0006850409,0.011142763,0.05117415,0.06658048,0.008166762,-0.030322762;-0.0027883276,0.11304629,-0.017363422,0.032078218,-0.0442036,-0.025548672;0.00018629205,0.008149707,-0.051185865,-0.057566654,-0.0150115965,0.024410874;-0.0032197833,0.1525345,-0.09337568,-0.04059458,-0.0762085,0.002301388&wk=identity",
		words{"행렬 하나로는 안 될까?", "Would one matrix not do?"},
		words{
			"편향과 RoPE가 없으면 점수에는 M = W_qᵀ·W_k 하나로 충분합니다. 하지만 M은 숫자를 D²개나 쓰고도 계수(rank)가 Dh를 넘지 못합니다. 좁은 행렬 둘로 나누는 편이 쌉니다.",
			"Without biases and RoPE, scores need only M = W_qᵀ·W_k. But M takes D² numbers for a rank of at most Dh: two narrow matrices are cheaper.",
		},
		words{"M(여기서는 W_q)의 한 칸을 바꿔 보세요. 너비가 2인 행렬 둘로는 만들 수 없는 점수가 됩니다.", "Change one cell of M (it stands in W_q): no two matrices of width 2 give these scores any more."},
		words{"점수의 차이는 많아야 {0}. 두 행렬에는 숫자가 {1}개, M에는 {2}개 있고 M의 계수는 {3}.", "Scores differ by {0} at most. Two matrices: {1} numbers; M: {2}, of rank {3}."},
		oneMatrix,
	},
	{
		"values", "out_proj=0&wv=identity&bv=zero", "out_proj=0&wv=zero&bv=zero",
		words{"V는 왜 따로 있고, K와 무엇이 다를까?", "Why V, and how does it differ from K?"},
		words{
			"K는 누구를 볼지 정하고, V는 무엇을 건넬지 정합니다. 헤드가 하나이고 b_v와 W_o가 없으면, 어텐션이 같더라도 W_v = I일 때 출력은 X의 행들을 섞은 것이 되고 W_v = 0일 때는 아무것도 건네지지 않습니다.",
			"K decides whom to look at, V what is handed over. With one head, b_v = 0 and no W_o, the same attention gives mixtures of the rows of X where W_v = I, and nothing where W_v = 0.",
		},
		words{"W_v 대신 b_v를 바꿔 보세요. 0이던 출력이 b_v가 됩니다.", "Change b_v instead: the output that was 0 becomes b_v."},
		words{"어텐션의 차이 {0}. A의 출력이 X의 범위를 벗어난 크기 {1}. B의 가장 큰 출력 {2}.", "Attention differs by {0}. A's output leaves the range of X by {1}. B's largest output: {2}."},
		values,
	},
	{
		"value-cell", "out_proj=0", "out_proj=0&v.3.1=2",
		words{"V의 한 칸은 어디까지 퍼질까?", "How far does one cell of V reach?"},
		words{
			"V의 한 칸이 달라지면 문맥(context)의 모든 행이 그 열에서만, ‘달라진 크기 × 그 토큰을 보던 몫’만큼 움직입니다.",
			"One cell of V moves every row of the context, in that column only, by its change times the share with which the row looks there.",
		},
		words{"B에서 어텐션의 한 칸을 손으로 바꿔 보세요. 더는 몫만으로 설명되지 않습니다.", "Set a cell of attn in B by hand: the shares no longer explain it all."},
		words{"V는 많아야 {0}만큼, 문맥은 많아야 {1}만큼 움직였습니다. ‘변화 × 몫’과 어긋난 크기 {2}.", "V moved by {0} at most, context by {1}; off from change × share by {2}."},
		valueCell,
	},
	{
		"head-slice", "heads=2", "heads=2&x.1.0=3",
		words{"헤드는 임베딩을 한 조각씩 나누어 받을까?", "Does each head get a slice of the embedding?"},
		words{
			"아닙니다. X의 한 칸만 바꿔도 모든 헤드의 쿼리가 달라집니다. 헤드마다 W의 자기 행으로 X 전체를 읽기 때문입니다(그 행에서 그 칸에 곱하는 숫자가 0이 아니라면).",
			"No: change a single number of X, and the queries of every head change. Each head reads all of X through its own rows of W (unless what they multiply that number by is 0).",
		},
		words{"A와 B 모두 W_q를 단위행렬로 바꿔 보세요. 그때는 헤드마다 한 조각씩 받습니다.", "Set W_q to the identity on both sides: then each head does get a slice."},
		words{"X에서 바뀐 칸 {0}개, 쿼리가 바뀐 헤드 {2}개 가운데 {1}개.", "Cells of X that changed: {0}; heads whose queries changed: {1} of {2}."},
		headSlice,
	},
	{
		"head-count", "dim=8", "dim=8&heads=4",
		words{"헤드를 늘리면 파라미터도 늘까?", "Do more heads mean more parameters?"},
		words{
			"H·Dh와 G·Dh가 그대로면 파라미터의 개수는 헤드 수와 상관없고, Q, K, V는 비트까지 같습니다. 자르는 자리만 다릅니다.",
			"With H·Dh and G·Dh unchanged, the number of parameters does not depend on H, and Q, K, V are the same bit for bit: they are only cut differently.",
		},
		words{"B에서 헤드 너비 Dh를 키워 보세요. H·Dh가 달라지면 파라미터도 늘어납니다.", "Make the heads of B wider (Dh): H·Dh changes, and so does the count."},
		words{"헤드 {0}개에 파라미터 {1}개, 헤드 {2}개에 {3}개. Q, K, V의 차이 {4}.", "{0} head(s): {1} parameters; {2} heads: {3}. Q, K, V differ by {4}."},
		headCount,
	},
	{
		"notation", "x=1,2,3,4;4,3,2,1;0.5,0.5,0.5,0.5",
		"x=1,2,3,4;4,3,2,1;0.5,0.5,0.5,0.5&wq=-0.00374341,-0.19257718,-0.044372022,-0.47767425;0.2682218,0.13407868,0.13230628,-0.33114105;-0.41152257,-0.00990659,-0.15110654,-0.20611155;-0.3679695,0.39644474,-0.098282695,0.018521786",
		words{"Wx일까, xWᵀ일까? 왜 (out, in)일까?", "Wx or xWᵀ, and why (out, in)?"},
		words{
			"토큰을 눕힌 x·Wᵀ와 세운 W·xᵀ는 같은 숫자를 냅니다. W는 (out, in) 모양이라 한 행이 출력 하나를 만듭니다. 대칭이 아닌 정사각 W를 뒤집어 넣으면 아무 경고 없이 다른 숫자가 나옵니다.",
			"Rows x·Wᵀ and columns W·xᵀ are the same numbers. W is (out, in): one row makes one output. Put in the transpose of a square W that is not symmetric: nothing warns you, but the numbers are others.",
		},
		words{"출력 한 칸을 눌러 W의 어느 행에서 왔는지 보세요.", "Press one output number, and see which row of W it came from."},
		words{"x·Wᵀ와 W·xᵀ의 차이 {0}. 뒤집은 W를 넣으면 Q가 많게는 {1}만큼 달라집니다.", "x·Wᵀ and W·xᵀ differ by {0}. With W transposed, Q differs by up to {1}."},
		sameNotation,
	},
	{
		"same-map", "", "x.2.1=3",
		words{"토큰마다 W가 다를까?", "Is it the same W for every token?"},
		words{
			"모든 토큰이 같은 W를 지납니다. X에서 한 토큰의 행을 바꾸면 Q, K, V는 그 행만 달라집니다. 출력은 어느 행이든 달라질 수 있습니다.",
			"All tokens pass the same W. Change one token's row of X, and only that row of Q, K and V changes; of the output, any row may.",
		},
		words{"W의 한 칸을 바꿔 보세요. 이번에는 모든 토큰이 달라집니다.", "Change a cell of W: now every token changes."},
		words{"바뀐 행: X에서 {0}개, Q, K, V에서 많아야 {1}개, 출력에서 {2}개.", "Rows that changed: {0} of X, {1} at most of Q, K, V, {2} of the output."},
		sameMap,
	},
	{
		"key-bias", "bk=zero", "bk=3,-2,1,4",
		words{"편향은 무슨 일을 할까? b_k의 경우", "What does a bias do? b_k"},
		words{
			"소프트맥스를 행 방향(키)으로 계산하고 RoPE와 상한(soft cap)이 없으면, b_k는 점수의 한 행 전체에 같은 수를 더할 뿐입니다. 그래서 어텐션을 바꾸지 못합니다(반올림 오차는 있습니다).",
			"With softmax over keys, no RoPE and no softcap, b_k adds one number to a whole row of scores, and so changes no attention (to rounding).",
		},
		words{"b_q를 바꾸면 어텐션이 움직입니다. A와 B 모두 소프트맥스를 열 방향으로 바꿔도 깨집니다.", "Change b_q: attention moves. Or set softmax along columns on both sides."},
		words{"점수는 많아야 {0}만큼, 어텐션은 {1}만큼 움직였습니다.", "Scores moved by up to {0}, attention by {1}."},
		keyBias,
	},
	{
		"key-bias-rope", "bk=zero&pos=rope", "bk=3,-2,1,4&pos=rope",
		words{"RoPE를 써도 b_k는 아무 일도 하지 않을까?", "Does b_k do nothing under RoPE, too?"},
		words{
			"아닙니다. 볼 수 있는 키가 둘 이상이면, RoPE는 b_k를 키의 자리만큼 돌립니다. 더하는 수가 키마다 달라져 어텐션이 움직입니다.",
			"It does: where there are keys to choose from, RoPE turns b_k by the position of each. What it adds is no longer the same along a row, and attention moves.",
		},
		words{"A와 B 모두 위치 정보를 “없음”으로 바꿔 보세요. 어텐션은 다시 움직이지 않습니다.", "Set positions to none on both sides: attention stands still again."},
		words{"점수는 많아야 {0}만큼, 어텐션은 {1}만큼 움직였습니다.", "Scores moved by up to {0}, attention by {1}."},
		keyBiasTurned,
	},
	{
		"value-bias", "bv=zero", "bv=1,2,-1,0.5",
		words{"b_v는 무엇을 할까?", "And what does b_v do?"},
		words{
			"한 행의 몫을 더하면 1이므로, b_v는 문맥(context)의 모든 행을 똑같이 b_v만큼 옮깁니다(소프트맥스를 행 방향으로 계산할 때).",
			"As shares sum to 1, b_v moves every row of the context by b_v itself (with softmax over the keys).",
		},
		words{"A와 B 모두 소프트맥스를 열 방향으로 바꿔 보세요. 행의 합이 1이 아니게 되어 깨집니다.", "Set softmax along columns on both sides: rows no longer sum to 1, and it breaks."},
		words{"b_v는 많아야 {0}만큼 움직였고, 문맥이 b_v와 어긋난 크기는 {1}.", "b_v moved by up to {0}; context is off from it by {1}."},
		valueBias,
	},
	{
		"scale", "dim=64&bias=0&scale=none", "dim=64&bias=0",
		words{"왜 √Dh로 나눌까?", "Why divide by √Dh?"},
		words{
			"쿼리와 키의 숫자들이 서로 무관하면, 숫자 Dh개의 내적은 두 숫자를 곱한 것보다 √Dh배쯤 넓게 퍼집니다. 나누지 않으면 소프트맥스가 한 토큰에 더 쏠립니다(토큰도 차원도 여럿일 때).",
			"Where the numbers of queries and keys are independent, a dot product of Dh of them spreads about √Dh times as wide as a product of two. Undivided, softmax leans on one token more (given several tokens and dimensions).",
		},
		words{"A와 B 모두 너비 D를 16이나 256으로 바꿔 견주어 보세요.", "Set dim to 16 or 256 on both sides, and compare."},
		words{
			"점수의 퍼짐: A {0}(√Dh로 어림하면 {1}), B {2}. 행마다 가장 큰 몫을 평균하면 A {3}, B {4}.",
			"Spread of the scores: A {0} (√Dh foretells {1}), B {2}. Largest share of a row, on average: A {3}, B {4}.",
		},
		scaling,
	},
	{
		"wrong-axis", "", "softmax=queries",
		words{"소프트맥스는 어느 방향으로 계산할까?", "Which axis does softmax take?"},
		words{
			"행 방향(키)이면 행마다 몫의 합이 1입니다. 열 방향(쿼리)이면 열의 합이 1이고 행의 합은 대개 1이 아니어서, 결과는 더 이상 밸류의 가중 평균이 아닙니다.",
			"Along rows (the keys), every row sums to 1. Along columns (the queries), columns do and rows as a rule do not: what comes out is no weighted mean of values any more.",
		},
		words{"A와 B 모두 토큰을 하나만 남겨 보세요. 그때는 두 방향이 같습니다.", "Leave a single token on both sides: then the two axes are the same."},
		words{"합이 1에서 벗어난 크기: A의 행 {0}, B의 열 {1}, B의 행 {2}.", "Sums off from 1: rows of A {0}, columns of B {1}, rows of B {2}."},
		wrongAxis,
	},
	{
		"similar", "wq=identity&wk=identity&bq=zero&bk=zero",
		"wq=identity&wk=-1,0,0,0;0,-1,0,0;0,0,-1,0;0,0,0,-1&bq=zero&bk=zero",
		words{"점수가 높으면 비슷한 단어일까?", "Does a high score mean similar words?"},
		words{
			"점수는 단어가 아니라 W를 지난 벡터를 견줍니다. X가 같아도 W_k의 부호를 모두 바꾸면(b_k = 0) 모든 점수의 부호가 바뀌어, 가장 높던 점수가 가장 낮아집니다.",
			"Scores compare what W made of words, not the words. With the same X, turning the sign of all of W_k (with b_k = 0) turns every score: the highest becomes the lowest.",
		},
		words{"B에서 W_k의 한 칸만 양수로 되돌려 보세요. 어느 점수가 더는 반대가 아닌지 보세요.", "In B, turn a single cell of W_k back, and see which scores are no longer opposite."},
		words{"A의 점수와 B의 점수를 더하면 많아야 {0}. 가장 높던 점수가 가장 낮아진 행은 {2}개 가운데 {1}개.", "Scores of A plus scores of B: {0} at most. Rows whose highest score is now the lowest: {1} of {2}."},
		negated,
	},
	{
		"order", "text=the%20cat%20saw%20a%20dog", "text=a%20dog%20saw%20the%20cat",
		words{"어텐션은 순서를 알까?", "Does attention know the order?"},
		words{
			"마스크도, 채움도, 위치 정보도 없으면 모릅니다. 토큰을 섞으면 출력의 행이 따라서 섞일 뿐, 단어마다의 출력은 그대로입니다(반올림 오차는 있습니다).",
			"Without mask, padding and positions it does not: shuffle the tokens and the rows of the output shuffle along; each word's output stays the same (to rounding).",
		},
		words{"A와 B 모두 마스크를 “앞만 보기”로 바꿔 보세요. 위치 정보가 없어도 순서가 드러납니다.", "Set a causal mask on both sides: order shows, even without positions."},
		words{"같은 단어의 출력 차이는 많아야 {0}.", "Outputs of the same word differ by {0} at most."},
		order,
	},
	{
		"order-known", "text=the%20cat%20saw%20a%20dog&pos=sinusoidal", "text=a%20dog%20saw%20the%20cat&pos=sinusoidal",
		words{"위치 정보를 더하면 순서를 알까?", "And with positions?"},
		words{
			"그렇습니다. X에 위치 정보를 더하면 같은 단어도 자리가 바뀔 때 출력이 달라집니다.",
			"It does: with positions added to X, the same word gives another output in another place.",
		},
		words{"B의 문장을 A와 똑같이 고쳐 보세요. 차이가 사라집니다.", "Make the sentence that of A: the difference is gone."},
		words{"같은 단어의 출력이 많게는 {0}만큼 다릅니다.", "Outputs of the same word differ by up to {0}."},
		orderKnown,
	},
	{
		"two-maps", "bias=0",
		"bias=0&wv=-0.09404108,-0.16681467,0.2572958,0.09589973;0.031150125,-0.026693596,-0.11876468,-0.31937134;0.16715205,-0.032645807,-0.22983369,-0.05151122;-0.19437157,0.07133804,-0.01156769,0.12533893&wo=identity",
		words{"선형 변환을 두 번 하면 더 강해질까?", "Are two linear maps stronger than one?"},
		words{
			"그 사이에 선형이 아닌 것이 없으면 그렇지 않습니다. 헤드가 하나이고 편향이 없으면, W_v 다음의 W_o는 행렬 W_o·W_v 하나와 같은 출력을 냅니다.",
			"Not without something non-linear between them: with one head and no biases, W_o after W_v gives the output of the one matrix W_o·W_v.",
		},
		words{"A를 헤드 둘로 나누어 보세요. 헤드마다 몫이 달라 하나로 합쳐지지 않습니다.", "Give A two heads: each mixes by its own shares, and one matrix no longer does."},
		words{"출력의 차이는 많아야 {0}. 두 행렬에는 숫자가 {1}개, 하나에는 {2}개.", "Outputs differ by {0} at most. Two matrices: {1} numbers; one: {2}."},
		twoMaps,
	},
	{
		"output-map", "heads=2", "heads=2&head.1.context.2.0=3",
		words{"헤드를 이어 붙인 뒤 W_o는 왜 필요할까?", "Why W_o after the heads are joined?"},
		words{
			"이어 붙이기만 하면 출력의 열마다 주인 헤드가 따로 있습니다. W_o를 지나면 한 헤드의 변화가 출력의 모든 열에 닿습니다(W_o의 그 칸들이 0이 아니라면).",
			"Joined only, every column of the output belongs to one head. Through W_o, what one head changes reaches all columns (unless W_o has zeros there).",
		},
		words{"A와 B 모두 출력 변환 W_o를 꺼 보세요. 변화가 그 헤드의 열에 머뭅니다.", "Switch W_o off on both sides: the change stays in that head's columns."},
		words{"바뀐 열: 이어 붙인 것 {1}개 가운데 {0}개, 출력 {3}개 가운데 {2}개.", "Columns that changed: concat {0} of {1}, output {2} of {3}."},
		outputMap,
	},
	{
		"mask-first", "text=the%20cat%20sat%20down&mask=causal",
		"text=the%20cat%20sat%20down&head.0.attn.0.1=0&head.0.attn.0.2=0&head.0.attn.0.3=0&head.0.attn.1.2=0&head.0.attn.1.3=0&head.0.attn.2.3=0",
		words{"마스크는 왜 소프트맥스 앞에 올까?", "Why does the mask come before softmax?"},
		words{
			"소프트맥스 뒤에서 몫을 0으로 지우면 그만큼 행의 합이 1보다 작아집니다. 그 합으로 다시 나누어야 앞에서 가린 것과 같은 몫이 됩니다.",
			"Shares set to 0 after softmax leave rows that sum to less than 1, by what was taken; only divided by that sum are they what a mask before it gives.",
		},
		words{"B에서 0으로 지운 칸 하나를 되돌려 보세요.", "In B, take one of the crossed-out cells back."},
		words{"B에서 가장 작은 행의 합 {0}. 합으로 나누면 A와의 차이 {1}.", "Least sum of a row in B: {0}. Divided by its sum it differs from A by {1}."},
		maskFirst,
	},
	{
		"causal-padding", "text=the%20cat%20sat%20on%20the%20mat&mask=causal", "text=the%20cat%20sat%20on%20the%20mat&pad=2",
		words{"앞만 보기와 채움은 무엇이 다를까?", "Causal mask or padding: what is the difference?"},
		words{
			"앞만 보기(causal mask)는 행마다 다른 키, 곧 자기보다 뒤에 있는 키를 가립니다. 채움(padding)은 모든 행에서 끝에 있는 같은 키들을 가립니다.",
			"A causal mask hides other keys from every row, those after it; padding hides the same last keys from all rows.",
		},
		words{"B의 마스크도 “앞만 보기”로 바꿔 두 가지를 겹쳐 보세요.", "Give B a causal mask as well: both at once."},
		words{"가린 칸: A의 첫 행 {0}, 마지막 행 {1}. B의 첫 행 {2}, 마지막 행 {3}.", "Hidden keys: A {0} in the first row, {1} in the last; B {2} in the first, {3} in the last."},
		causalPadding,
	},
	{
		"shared-keys", "dim=8&heads=4", "dim=8&heads=4&kv_heads=2",
		words{"키·밸류 헤드를 나누어 쓰면 무엇이 달라질까?", "What changes where heads share keys and values (G < H)?"},
		words{
			"한 묶음에 든 헤드들은 쿼리만 다르고 같은 K와 V를 읽습니다. 파라미터도 그만큼 줄어듭니다.",
			"Heads of one group read the same K and V and differ in their queries only; there are fewer parameters.",
		},
		words{"B에서 키·밸류 헤드 G를 1로 줄여 보세요. 모든 헤드가 하나를 나누어 씁니다.", "Set the key/value heads G of B to 1: all heads share one."},
		words{"서로 다른 K: A {0}개, B {1}개. 파라미터: A {2}개, B {3}개.", "Different K: A {0}, B {1}. Parameters: A {2}, B {3}."},
		sharedKeys,
	},
}
