package file

import (
	"slices"
	"strconv"
	"strings"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// Placed is what came of putting a file into a document.
type Placed struct {
	Doc   *play.Document
	Notes []play.Note
	Left  []string // tensors that found no place, with their shapes
}

// Place puts the matrices of a file into a document: each takes the place of the parameter (or of x) that its name says, as far
// as shapes agree. Where none does, dim, head_dim and kv_heads follow the file. With a step, one matrix takes its place.
func Place(d *play.Document, tensors []Tensor, step string) (Placed, *play.Problem) {
	var value []string
	var left []string
	blobs := d.Host()
	switch {
	case step != "":
		m, p := chosen(tensors, step)
		if p != nil {
			return Placed{}, p
		}
		next, notes, p := play.Apply(d, &play.Edit{Kind: "paste", Step: step, Value: "blob:" + blobs.Put(m)})
		return Placed{Doc: next, Notes: notes}, p
	case len(tensors) == 1 && tensors[0].Name == "":
		tensors = []Tensor{{"x", tensors[0].Mat}}
	}
	targets := ByTarget(tensors)
	r := play.Run(d).Trace
	fits := func(id string) bool {
		s, ok := r.Step(id)
		return ok && s.Rows == targets[id].Rows && s.Cols == targets[id].Cols
	}
	x, hasX := targets["x"]
	delete(targets, "x")
	if !slices.ContainsFunc(targetIDs, func(id string) bool { return targets[id].Rows > 0 && fits(id) }) && len(targets) > 0 {
		keys, ok := widths(d, targets)
		if next, _, p := play.Apply(d, &play.Edit{Kind: "set_keys", Value: keys}); ok && p == nil {
			r, value = play.Run(next).Trace, []string{keys}
		}
	}
	set := 0
	for _, id := range targetIDs {
		m, ok := targets[id]
		switch {
		case !ok:
		case fits(id):
			value = append(value, id+"=blob:"+blobs.Put(m))
			set++
		default:
			left = append(left, id+" "+sizes(m))
		}
	}
	if set == 0 && !hasX {
		return Placed{}, noFit(d, tensors)
	}
	if hasX {
		value = append(value, "x=blob:"+blobs.Put(x))
	}
	next, notes, p := play.Apply(d, &play.Edit{Kind: "set_keys", Value: strings.Join(value, "&")})
	return Placed{Doc: next, Notes: notes, Left: left}, p
}

// targetIDs are the parameters, in the order of the document's keys.
var targetIDs = []string{"wq", "wk", "wv", "wo", "emb", "bq", "bk", "bv", "bo"}

func sizes(m mat.Mat) string { return strconv.Itoa(m.Rows) + "×" + strconv.Itoa(m.Cols) }

// chosen is the tensor that is meant where one matrix is wanted: the only one, or the one whose name says so.
func chosen(tensors []Tensor, step string) (mat.Mat, *play.Problem) {
	if len(tensors) == 1 {
		return tensors[0].Mat, nil
	}
	if m, ok := ByTarget(tensors)[step]; ok {
		return m, nil
	}
	return mat.Mat{}, &play.Problem{Code: NoFit, Field: "file", Args: []string{listed(tensors), step}}
}

// noFit says what a file has, and what there is a place for.
func noFit(d *play.Document, tensors []Tensor) *play.Problem {
	r := play.Run(d).Trace
	var wanted []string
	for _, id := range targetIDs {
		if s, ok := r.Step(id); ok {
			wanted = append(wanted, id+" "+strconv.Itoa(s.Rows)+"×"+strconv.Itoa(s.Cols))
		}
	}
	return &play.Problem{Code: NoFit, Field: "file", Args: []string{listed(tensors), strings.Join(append(wanted, "x"), ", ")}}
}

// maxListed is how many tensors a message names.
const maxListed = 12

func listed(tensors []Tensor) string {
	var all []string
	for i, t := range tensors {
		if i == maxListed {
			all = append(all, "…")
			break
		}
		all = append(all, strings.TrimSpace(clipped(t.Name)+" "+sizes(t.Mat)))
	}
	return strings.Join(all, ", ")
}

// widths are the keys that make the parameters of a document as wide as those of a file; the heads stay where they divide.
func widths(d *play.Document, targets map[string]mat.Mat) (string, bool) {
	wq, ok := targets["wq"]
	if !ok {
		return "", false
	}
	heads := d.Config().H
	keys := ""
	if wq.Rows%heads != 0 {
		heads, keys = 1, "heads=1&"
	}
	dh := wq.Rows / heads
	keys += "head_dim=&kv_heads=&dim=" + strconv.Itoa(wq.Cols)
	if dh*heads != wq.Cols {
		keys += "&head_dim=" + strconv.Itoa(dh)
	}
	if wk, ok := targets["wk"]; ok && wk.Rows != wq.Rows && wk.Rows%dh == 0 {
		keys += "&kv_heads=" + strconv.Itoa(wk.Rows/dh)
	}
	return keys, true
}

// ByTarget finds for each tensor the parameter that its name means. A name that is the parameter's own comes first; of several
// others none is taken: which layer is meant cannot be guessed. Biases are one row.
func ByTarget(tensors []Tensor) map[string]mat.Mat {
	found := map[string]mat.Mat{}
	own, twice := map[string]bool{}, map[string]bool{}
	put := func(id string, m mat.Mat, isOwn bool) {
		if id[0] == 'b' && m.Cols == 1 {
			m.Rows, m.Cols = 1, m.Rows
		}
		switch _, there := found[id]; {
		case there && own[id]:
		case there && !isOwn:
			twice[id] = true
		default:
			found[id], own[id] = m, isOwn
			delete(twice, id)
		}
	}
	turned := slices.ContainsFunc(tensors, isTurned)
	for _, t := range tensors {
		if t.Name == "x" || slices.Contains(targetIDs, t.Name) {
			put(t.Name, t.Mat, true)
			continue
		}
		role, kind := roleOf(t.Name)
		if turned && kind == "w" && conv1D.has(t.Name) {
			t.Mat = t.T()
		}
		switch {
		case role == "in": // torch.nn.MultiheadAttention has q, k and v one below the other
			for i, m := range thirds(t.Mat, kind == "b") {
				put(kind+"qkv"[i:i+1], m, false)
			}
		case role == "emb" && kind == "w":
			put("emb", t.Mat, false)
		case role != "" && role != "emb":
			put(kind+role, t.Mat, false)
		}
	}
	for id := range twice {
		delete(found, id)
	}
	return found
}

// conv1D are the layers that GPT-2 has as Conv1D, which computes x·W: they are stored the other way round. Others have the same
// names for nn.Linear; the one with q, k and v in it, wide or high, tells which.
var conv1D = words{"c_attn", "c_proj"}

type words []string

// has reports whether the last word of a name, before weight or bias, is one of these.
func (w words) has(name string) bool {
	name, _ = stem(name)
	return slices.Contains(w, name[strings.LastIndexByte(name, '.')+1:])
}

func isTurned(t Tensor) bool { return conv1D[:1].has(t.Name) && t.Cols == 3*t.Rows && t.Rows > 1 }

// thirds splits a matrix into three below, or a bias into three beside one another; nil where it has no thirds.
func thirds(m mat.Mat, bias bool) (all []mat.Mat) {
	rows, cols := m.Rows/3, m.Cols
	if bias {
		rows, cols = m.Rows, m.Cols/3
	}
	n := rows * cols
	if 3*n != len(m.Data) || bias && rows != 1 {
		return nil
	}
	for i := range 3 {
		all = append(all, mat.Mat{Rows: rows, Cols: cols, Data: m.Data[i*n : (i+1)*n : (i+1)*n]})
	}
	return all
}

// roles are the last words of names as libraries write them, before weight and bias.
var roles = map[string]string{
	"q": "q", "query": "q", "q_proj": "q", "to_q": "q", "q_lin": "q", "wq": "q", "w_q": "q", "q_linear": "q", "linear_q": "q",
	"k": "k", "key": "k", "k_proj": "k", "to_k": "k", "k_lin": "k", "wk": "k", "w_k": "k", "k_linear": "k", "linear_k": "k",
	"v": "v", "value": "v", "v_proj": "v", "to_v": "v", "v_lin": "v", "wv": "v", "w_v": "v", "v_linear": "v", "linear_v": "v",
	"o": "o", "out": "o", "o_proj": "o", "out_proj": "o", "to_out": "o", "out_lin": "o", "wo": "o", "w_o": "o", "linear_out": "o",
	"in_proj": "in", "c_attn": "in", "qkv": "in", "qkv_proj": "in", "to_qkv": "in", "Wqkv": "in", "emb": "emb", "embedding": "emb", "word_embeddings": "emb", "embed_tokens": "emb", "wte": "emb",
}

// roleOf reads a name such as "layer.0.attn.q_proj.weight" or "in_proj_bias": what it is for, or "", and whether it is the weight
// (w) or the bias (b).
func roleOf(name string) (role, kind string) {
	name, kind = stem(name)
	if strings.HasSuffix(name, "attn.c_proj") { // an MLP has one, too
		return "o", kind
	}
	return roles[name[strings.LastIndexByte(name, '.')+1:]], kind
}

// stem is a name without weight or bias.
func stem(name string) (rest, kind string) {
	for _, end := range []string{"weight", "bias"} {
		if rest, ok := strings.CutSuffix(name, end); ok && rest != "" && strings.IndexByte("._", rest[len(rest)-1]) >= 0 {
			return rest[:len(rest)-1], end[:1]
		}
	}
	return name, "w"
}
