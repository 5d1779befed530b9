package wire

import (
	"math"
	"strconv"

	"qkvlab/core/mat"
	"qkvlab/core/play"
)

// maxKept is how many values of blobs are kept at most: the host has them too, and hands them over again.
const maxKept = 1 << 25

// blob answers with the values of one, for a host that keeps it.
func (e *Engine) blob(q query) ([]byte, []float32) {
	m, ok := e.blobs[q["name"]]
	if !ok {
		return blobReply("", m, &play.Problem{Code: play.AbsentBlob, Field: "name", Args: []string{q["name"], ""}}, q.lang())
	}
	return blobReply(q["name"], m, nil, q.lang())
}

// keep takes over a matrix that a host has kept, or read from a file, or has as text.
func (e *Engine) keep(q query) ([]byte, []float32) {
	var m mat.Mat
	var p *play.Problem
	if q["rows"] == "" {
		m, p = play.ParseMatrix(q["body"], "file")
	} else {
		m, p = fromBytes(q["rows"], q["cols"], q["body"])
	}
	if p != nil {
		return blobReply("", m, p, q.lang())
	}
	n := len(m.Data)
	for _, b := range e.blobs {
		n += len(b.Data)
	}
	if n > maxKept {
		*e = Engine{blobs: play.Blobs{}} // the documents that were remembered kept their own
	}
	name := e.blobs.Put(m)
	meta, _ := blobReply(name, m, nil, q.lang())
	return meta, nil
}

func blobReply(name string, m mat.Mat, p *play.Problem, lang play.Lang) ([]byte, []float32) {
	reply := BlobReply{OK: p == nil, Name: name, Rows: m.Rows, Cols: m.Cols, Problem: problemOf(p, lang)}
	return reply.appendJSON(nil), m.Data
}

// fromBytes reads float32 values, row by row, the lowest byte first.
func fromBytes(rows, cols, body string) (mat.Mat, *play.Problem) {
	r, _ := strconv.Atoi(rows)
	c, _ := strconv.Atoi(cols)
	if r < 1 || c < 1 || r > len(body) || c > len(body) || 4*r*c != len(body) {
		return mat.Mat{}, &play.Problem{Code: play.BadRequest, Field: "rows", Args: []string{rows + "×" + cols}}
	}
	m := mat.New(r, c)
	for i := range m.Data {
		m.Data[i] = math.Float32frombits(uint32(body[4*i]) | uint32(body[4*i+1])<<8 | uint32(body[4*i+2])<<16 | uint32(body[4*i+3])<<24)
		if v := m.Data[i]; v-v != 0 {
			return mat.Mat{}, &play.Problem{Code: play.BadEntry, Field: "file", Args: []string{play.Short(v), strconv.Itoa(i/c + 1), strconv.Itoa(i%c + 1)}}
		}
	}
	return m, nil
}
