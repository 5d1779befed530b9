package play

import (
	"slices"
	"strconv"
	"strings"

	"qkvlab/core/mat"
)

func setKey(d *Document, e *Edit, n *notes) *Problem {
	if isUIKey(e.Key) {
		d.UI = slices.DeleteFunc(d.UI, func(u UI) bool { return u.Key == e.Key })
		if e.Value != "" {
			d.UI = append(d.UI, UI{e.Key, e.Value})
		}
		return nil
	}
	switch k, _ := findKey(e.Key); {
	case k != nil && e.Value == "":
	case e.Key == "text":
		return setText(d, e, n)
	case e.Key == "tokens":
		return setTokens(d, e, n)
	case e.Key == "x":
		return paste(d, &Edit{Step: "x", Value: e.Value}, n)
	}
	k, ok := findKey(e.Key)
	if !ok {
		if looksLikeCell(e.Key) {
			return setCellKey(d, e, n)
		}
		return problem(UnknownKey, e.Key, e.Key, nearestKey(e.Key))
	}
	before := wordsOf(d)
	if p := setValue(d, k, e.Value); p != nil {
		return p
	}
	if k.name == "tokenizer" {
		followWords(d, before, n)
	}
	if k.shapes {
		fit(d, k.name, n)
	}
	return nil
}

// setValue reads a key's value into the document; an empty one is the default again.
func setValue(d *Document, k *key, value string) *Problem {
	if value = strings.TrimSpace(value); value != "" {
		return k.read(d, value)
	}
	if k.reset != nil {
		k.reset(d)
		return nil
	}
	return k.read(d, k.standard)
}

func setCellKey(d *Document, e *Edit, n *notes) *Problem {
	c, p := readCell(e.Key, e.Value)
	if p != nil {
		return p
	}
	return setCell(d, &Edit{Step: c.Step, Row: c.Row, Col: c.Col, Value: e.Value}, n)
}

func reseed(d *Document, e *Edit, _ *notes) *Problem {
	if value := strings.TrimSpace(e.Value); value != "" {
		return readSeed(d, value)
	}
	d.Seed = d.Seed*1664525 + 1013904223 // Knuth's congruential generator walks through all 2³² seeds
	return nil
}

func load(d *Document, e *Edit, _ *notes) *Problem {
	next, p := DecodeWith(e.Value, d.blobs)
	if p == nil {
		*d = *next
	}
	return p
}

func startPreset(d *Document, e *Edit, _ *notes) *Problem {
	for _, s := range presets {
		if s.id == e.Value {
			next, p := DecodeWith(s.doc, d.blobs)
			if p != nil {
				return p
			}
			next.UI = append(next.UI, d.UI...)
			*d = *next
			return nil
		}
	}
	return problem(NoSuchStart, "preset", e.Value)
}

// fit drops what no longer fits after an edit that may have changed a shape, and says so. What the edit itself set is
// never dropped: if that does not fit, it is a problem.
func fit(d *Document, edited string, n *notes) {
	if d.hasX() && edited == "dim" && d.Dim != 0 && d.Dim != d.X.Cols {
		d.X = mat.Mat{}
		if d.Tokens == nil {
			d.Tokens = articleTokens
		}
		n.add("dropped_x")
	}
	c := d.Config()
	if edited != "kv_heads" && d.KVHeads != 0 && c.H%c.G != 0 {
		n.add("dropped_key", "kv_heads", strconv.Itoa(d.KVHeads))
		d.KVHeads = 0
		c = d.Config()
	}
	if edited != "pad" && d.Pad > c.T {
		n.add("dropped_key", "pad", strconv.Itoa(d.Pad))
		d.Pad = 0
		c = d.Config()
	}
	if d.HeadDim == 0 && c.D%c.H != 0 {
		return // check will say so: nothing can be measured against heads that do not fit
	}
	for _, id := range parameterIDs {
		s := d.Sources[id]
		if id == edited || !present(&c, id) || (s.Kind != Literal && s.Kind != Tie) {
			continue
		}
		rows, cols := parameterShape(&c, id)
		fits := s.Values.Rows == rows && s.Values.Cols == cols
		if s.Kind == Tie {
			toRows, toCols := parameterShape(&c, s.To)
			fits = toRows == rows && toCols == cols
		}
		if !fits {
			delete(d.Sources, id)
			n.add("dropped_source", id, shape(rows, cols))
		}
	}
	fitCells(d, n)
	switch edited {
	case "dim", "heads", "kv_heads", "head_dim":
		keptCells(d, n)
	}
}

// keptCells says which computed matrices still have cells set by hand in a new shape, where nobody would look for them.
func keptCells(d *Document, n *notes) {
	var steps []string
	for i := range d.Cells {
		if id := d.Cells[i].Step; id != "emb" && !slices.Contains(parameterIDs, id) {
			steps = append(steps, id)
		}
	}
	sayCells(n, "kept_cells", steps)
}

// fitCells drops the cells that have lost their place.
func fitCells(d *Document, n *notes) {
	if len(d.Cells) == 0 {
		return
	}
	c := d.Config()
	steps := d.stepTable(&c)
	loseCells(d, n, func(c *Cell) bool { return checkCell(steps, c, "") != nil })
}

// loseCells drops the cells that f names, and says for each matrix how many.
func loseCells(d *Document, n *notes, f func(*Cell) bool) {
	var steps []string
	dropCells(d, func(c *Cell) bool {
		if !f(c) {
			return false
		}
		steps = append(steps, c.Step)
		return true
	})
	sayCells(n, "dropped_cells", steps)
}

// sayCells says for each matrix how many of the cells are in it.
func sayCells(n *notes, code string, steps []string) {
	count := map[string]int{}
	for _, id := range steps {
		count[id]++
	}
	for _, id := range steps {
		if count[id] > 0 {
			n.add(code, id, strconv.Itoa(count[id]))
			count[id] = 0
		}
	}
}

// Message renders a note in a language.
func (n *Note) Message(lang Lang) string {
	text, _ := NoteMessage(n.Code, n.Args, lang)
	return text
}

// NoteMessage renders a note from its parts, and reports whether there is such a note.
func NoteMessage(code string, args []string, lang Lang) (string, bool) {
	w, ok := noteWords[code]
	if len(args) > 0 && code != "dropped_names" { // the first names a key or a step
		args = append([]string{keyLabel(args[0], lang)}, args[1:]...)
	}
	return w.in(lang, args...), ok
}

var noteWords = map[string]words{
	"dropped_x": {
		"직접 넣은 X는 새 모양에 맞지 않아 뺐습니다. 되돌리기로 되살릴 수 있습니다.",
		"The X that was typed in no longer fits and was dropped; undo brings it back.",
	},
	"dropped_names": {
		"토큰 {0}개가 X의 {1}행에 맞지 않아 이름을 뺐습니다.",
		"The names of {0} tokens do not fit the {1} rows of X and were dropped.",
	},
	"dropped_key": {
		"{0} = {1:은/는} 더는 맞지 않아 기본값으로 돌렸습니다.",
		"{0} = {1} no longer fits and went back to its default.",
	},
	"dropped_source": {
		"{0}에 직접 쓴 값은 새 모양 {1}에 맞지 않아 뺐습니다.",
		"What was written for {0} no longer fits its shape {1} and was dropped.",
	},
	"kept_cells": {
		"{0} 행렬에서 손으로 정한 값 {1}개는 새 모양에서도 그대로입니다.",
		"Cells set by hand in {0} that stay as they are in the new shape: {1}.",
	},
	"dropped_cells": {
		"{0} 행렬에서 손으로 고친 칸 {1}개가 자리를 잃어 뺐습니다.",
		"Cells set by hand in {0} that lost their place and were dropped: {1}.",
	},
}
