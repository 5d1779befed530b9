// Package wire holds the only types that cross from Go to JavaScript, to HTTP and to the -json output of the command
// line, and the one function, Call, through which they are asked for. It decides nothing about attention: it names,
// orders and writes what core/play computed.
//
// The JSON writers in json.gen.go and the TypeScript types in web/src/wire.gen.ts are generated from this file
// (./build.sh gen); a test fails when they are stale. encoding/json is not used, because it doubles what a browser loads.
package wire

// Num is a number as JSON carries it: shortest float32 digits, and "NaN", "Infinity", "-Infinity" as strings.
type Num float32

// Step is one row of the step table: how a matrix arose.
type Step struct {
	ID   string    `json:"id"`   // "head.0.scores"
	Op   string    `json:"op"`   // "matmulT"
	In   []string  `json:"in"`   // ids of the matrices it was computed from, in order
	Axes [2]string `json:"axes"` // what rows and columns count, letters of the dimension key: "T", "S", "D", "Dh", "H·Dh", "G·Dh", "N", "1"
	Rows int       `json:"rows"`
	Cols int       `json:"cols"`
	At   int       `json:"at"` // where its values begin in the frame's float32 data; -1: too large, ask for it with "matrix"
}

// CellRef names one cell.
type CellRef struct {
	Step string `json:"step"`
	Row  int    `json:"row"`
	Col  int    `json:"col"`
}

// Config is every option of the document with defaults resolved, for the controls that show them.
type Config struct {
	T           int    `json:"t"`
	D           int    `json:"d"`
	H           int    `json:"h"`
	G           int    `json:"g"`
	Dh          int    `json:"dh"`
	N           int    `json:"n"` // distinct tokens, 0 where x is given
	Seed        uint32 `json:"seed"`
	Bias        bool   `json:"bias"`
	OutProj     bool   `json:"outProj"`
	Input       string `json:"input"`     // "text", "tokens", "x"
	Text        string `json:"text"`      // the sentence, where Input is "text"
	Tokenizer   string `json:"tokenizer"` // "words", "chars", "bytes", "wordpiece", "bpe"
	Scale       string `json:"scale"`     // "sqrt", "none" or the factor as the document writes it
	Softcap     string `json:"softcap"`   // "off" or the cap
	Temperature string `json:"temperature"`
	Mask        string `json:"mask"` // "none", "causal", "window:3"
	Pad         int    `json:"pad"`
	Softmax     string `json:"softmax"` // "keys", "queries"
	Pos         string `json:"pos"`     // "none", "sinusoidal", "rope", "alibi"
}

// Source says where a parameter comes from.
type Source struct {
	Step string `json:"step"` // "wq", "bk", "emb", …
	From string `json:"from"` // "torch", "identity", "zero", "tie:q", "literal"
}

// UI is one ui.* pair: the page's own, kept as written.
type UI struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// Note says what an edit or a document brought along that nobody asked for, such as cells that no longer fit.
type Note struct {
	Code    string   `json:"code"`
	Args    []string `json:"args"`
	Message string   `json:"message"`
}

// Problem is what is wrong with an input: a value with a way out, never an exception.
type Problem struct {
	Code    string   `json:"code"`    // one of play.ProblemCodes
	Field   string   `json:"field"`   // the document key or edit field it belongs to
	Args    []string `json:"args"`    // what the message is made from
	Message string   `json:"message"` // rendered in the language of the request
}

// Frame is everything computed from a document, without the numbers: those stand beside it as float32 data.
type Frame struct {
	Doc     string    `json:"doc"`    // canonical
	Tokens  []string  `json:"tokens"` // empty where x has no names
	Steps   []Step    `json:"steps"`
	Notes   []Note    `json:"notes"`
	Config  Config    `json:"config"`
	Sources []Source  `json:"sources"`
	Set     []CellRef `json:"set"`    // cells set by hand
	UI      []UI      `json:"ui"`     // ui.* pairs
	Preset  string    `json:"preset"` // id of the preset whose document this is, ui.* aside; or ""
	Same    []int     `json:"same"`   // places in Steps of matrices that are, bit for bit, those of the document that was edited
	Blobs   []string  `json:"blobs"`  // names of the blobs that the document speaks of
	Said    string    `json:"said"`   // what the edit changed, in words, in the language of the request
}

// Factor is a number in a term: a cell of another step, or a constant (Step is "").
type Factor struct {
	Step  string `json:"step"`
	Row   int    `json:"row"`
	Col   int    `json:"col"`
	Value Num    `json:"value"`
	Name  string `json:"name"` // symbol: "q₀₂", "1/√Dh", "cos"
}

// Term is one addend of a cell: the product of its factors, and the running sum after it.
type Term struct {
	Factors []Factor `json:"factors"`
	Product Num      `json:"product"`
	Sum     Num      `json:"sum"`
	Label   string   `json:"label"` // what this term stands for: a token or a dimension number, or "bias"
}

// Explanation says where one cell came from.
type Explanation struct {
	Step     string    `json:"step"`
	Row      int       `json:"row"`
	Col      int       `json:"col"`
	Op       string    `json:"op"`
	Kind     string    `json:"kind"`     // how terms make the value: "sum", "copy", "quotient", "tanh", "divide", "mask", "origin"; "asked" where not all is told
	Value    Num       `json:"value"`    // as the frame has it
	IsSet    bool      `json:"isSet"`    // the cell was set by hand
	Computed Num       `json:"computed"` // what it would be if it had not been set
	Terms    []Term    `json:"terms"`
	Sources  []CellRef `json:"sources"`
	Symbols  string    `json:"symbols"` // line 1: q₀₂ = Σₖ x₀ₖ·wq₂ₖ + bq₂
	Names    string    `json:"names"`   // line 2: in words, in the language of the request
	Numbers  string    `json:"numbers"` // line 3: 1·0.25 + 2·(−0.5) + … = 0.31
	Warning  string    `json:"warning"` // what to beware of, in words: a row of shares that does not add up to 1; or ""
	Text     string    `json:"text"`    // all of it as plain text
}

// Preset is a document worth starting from.
type Preset struct {
	ID    string `json:"id"`
	Doc   string `json:"doc"`
	Title string `json:"title"`
	Line  string `json:"line"`  // one sentence on what it shows
	Group string `json:"group"` // "" or "experiment"
}

// Comparison is what a document (ui.a, ui.experiment) is compared with, and what came of it.
type Comparison struct {
	Other      string `json:"other"`      // the other document
	Swapped    string `json:"swapped"`    // the document that shows the other side
	IsA        bool   `json:"isA"`        // the document itself is A, the other B
	Moved      string `json:"moved"`      // where attention and output differ most, from A to B, in words
	ID         string `json:"id"`         // of the experiment, or ""
	Claim      string `json:"claim"`      // what the experiment says of A and B
	Try        string `json:"try"`        // what to change next
	Verdict    string `json:"verdict"`    // what was measured of the claim, in words
	Holds      bool   `json:"holds"`      // the claim holds for A and B as they are
	Comparable bool   `json:"comparable"` // false: the claim cannot be measured on the two
}

// StepReply answers step: a frame or a problem. The old document stays where there is a problem.
type StepReply struct {
	OK      bool     `json:"ok"`
	Frame   *Frame   `json:"frame,omitempty"`
	Problem *Problem `json:"problem,omitempty"`
}

// ExplainReply answers explain.
type ExplainReply struct {
	OK          bool         `json:"ok"`
	Explanation *Explanation `json:"explanation,omitempty"`
	Problem     *Problem     `json:"problem,omitempty"`
}

// MatrixReply answers matrix: the values stand in the float32 data, from its start.
type MatrixReply struct {
	OK      bool     `json:"ok"`
	Rows    int      `json:"rows"`
	Cols    int      `json:"cols"`
	Problem *Problem `json:"problem,omitempty"`
}

// PrincipalReply answers principal. The float32 data are the shares of all squares, one a component, the largest first;
// the components, (Components, Cols); then the coordinates of every row of the steps, in order, (Rows, Components).
type PrincipalReply struct {
	OK         bool     `json:"ok"`
	Components int      `json:"components"`
	Rows       int      `json:"rows"` // of all steps together
	Cols       int      `json:"cols"`
	Problem    *Problem `json:"problem,omitempty"`
}

// SingularReply answers singular: what a linear map does to space. The float32 data are the determinant (NaN where W is not
// square), the angle in degrees by which a 2×2 or 3×3 matrix turns (else NaN), and the singular values, the largest first. Of a whole
// W there follow the first left and right directions, (Left, Rows) and (Right, Cols); the coordinates along the left ones of
// what the map makes of every token, (T, Left), and of its bias, (1, Left), zeros where there is none; and those along the
// right ones of what it is given, (T, Right).
type SingularReply struct {
	OK       bool     `json:"ok"`
	Rows     int      `json:"rows"`
	Cols     int      `json:"cols"`
	Rank     int      `json:"rank"`
	Mirrored bool     `json:"mirrored"` // the angle is that of a mirror's line; of 3×3: it turns after mirroring
	Left     int      `json:"left"`
	Right    int      `json:"right"`
	Problem  *Problem `json:"problem,omitempty"`
}

// CompareReply answers compare; a document that is compared with none has no comparison.
type CompareReply struct {
	OK         bool        `json:"ok"`
	Comparison *Comparison `json:"comparison,omitempty"`
	Problem    *Problem    `json:"problem,omitempty"`
}

// TextReply answers export (a program), message (a sentence).
type TextReply struct {
	OK      bool     `json:"ok"`
	Text    string   `json:"text"`
	Problem *Problem `json:"problem,omitempty"`
}

// BlobReply answers blob and keep: a matrix that documents name, and its shape.
type BlobReply struct {
	OK      bool     `json:"ok"`
	Name    string   `json:"name"`
	Rows    int      `json:"rows"`
	Cols    int      `json:"cols"`
	Problem *Problem `json:"problem,omitempty"`
}

// PresetsReply answers presets.
type PresetsReply struct {
	OK      bool     `json:"ok"`
	Presets []Preset `json:"presets"`
}

// Exercise is a question for a number, in the language of the request. Its answer is the value of the cell in the document, or a
// count; it is judged in the engine.
type Exercise struct {
	Chapter  string    `json:"chapter"` // slug, or "" where the cell of a document is asked for
	Number   int       `json:"number"`  // from 1
	Doc      string    `json:"doc"`
	Step     string    `json:"step"`
	Row      int       `json:"row"`
	Col      int       `json:"col"`
	IsCount  bool      `json:"isCount"` // no cell, but how many there are of something
	Question string    `json:"question"`
	Hints    [3]string `json:"hints"`
	Given    []Given   `json:"given"`
	Solution string    `json:"solution"`
}

// Given is a matrix that an exercise shows, as text: four decimals at most, "?" for what is asked.
type Given struct {
	Step   string   `json:"step"`
	Symbol string   `json:"symbol"`
	Rows   []string `json:"rows"`   // names
	Cols   []string `json:"cols"`   // names
	Cells  []string `json:"cells"`  // row by row
	Hidden int      `json:"hidden"` // place of the "?" in Cells, or −1
}

// ExercisesReply is a set of exercises.
type ExercisesReply struct {
	OK        bool       `json:"ok"`
	Exercises []Exercise `json:"exercises"`
	Problem   *Problem   `json:"problem,omitempty"`
}

// JudgeReply answers judge.
type JudgeReply struct {
	OK       bool     `json:"ok"`
	Mark     string   `json:"mark"` // "right", "near", "wrong", or "unread" where the answer is no number
	Text     string   `json:"text"`
	Terms    []string `json:"terms"`    // of a wrong answer, what the value is made of, a line each
	Solution string   `json:"solution"` // of a right or wrong one
	Problem  *Problem `json:"problem,omitempty"`
}
