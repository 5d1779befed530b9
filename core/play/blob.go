package play

import (
	"math"

	"qkvlab/core/mat"
)

// Blobs are matrices too large for the text of a document, by the names that documents call them by: wq=blob:NAME. The host
// keeps them. A document that was decoded with some may add to them: what an edit makes too long for the text becomes one.
type Blobs map[string]mat.Mat

// BlobName is the name of a matrix as a blob. It follows from shape and bits, so that a document has the same numbers wherever
// it is opened, and two hosts that have the matrix agree: 16 hexadecimal digits of FNV-1a. It tells matrices apart; it is no
// seal against forgery.
func BlobName(m mat.Mat) string {
	hash := uint64(14695981039346656037)
	add := func(u uint32) {
		for range 4 {
			hash = (hash ^ uint64(u&255)) * 1099511628211
			u >>= 8
		}
	}
	add(uint32(m.Rows))
	add(uint32(m.Cols))
	for _, v := range m.Data {
		add(math.Float32bits(v))
	}
	const digits = "0123456789abcdef"
	name := make([]byte, 16)
	for i := range name {
		name[i] = digits[hash>>(60-4*i)&15]
	}
	return string(name)
}

// Put keeps a matrix, and returns its name.
func (b Blobs) Put(m mat.Mat) string {
	name := BlobName(m)
	if _, ok := b[name]; !ok {
		b[name] = m
	}
	return name
}

// nameOf returns the name of a matrix that is one of them, and not only like one; else "".
func (b Blobs) nameOf(m mat.Mat) string {
	for name, blob := range b {
		if len(m.Data) > 0 && len(m.Data) == len(blob.Data) && &m.Data[0] == &blob.Data[0] {
			return name
		}
	}
	return ""
}

// blob finds the matrix that the value of a key names.
func (d *Document) blob(name, field string) (mat.Mat, *Problem) {
	m, ok := d.blobs[name]
	if !ok {
		return m, problem(AbsentBlob, field, name, field)
	}
	return m, nil
}

// literal writes a matrix: its numbers, or the name of the blob that it is.
func (d *Document) literal(m mat.Mat) string {
	if name := d.blobs.nameOf(m); name != "" {
		return blobPrefix + name
	}
	return string(appendRows(nil, m))
}

const blobPrefix = "blob:"

// Host returns the blobs that the document was decoded with, to which an edit's may be added; nil where there are none.
func (d *Document) Host() Blobs { return d.blobs }

// Blobs returns the names of the blobs that the document speaks of, in the order of their keys.
func (d *Document) Blobs() []string {
	var names []string
	for _, m := range d.matrices() {
		if name := d.blobs.nameOf(*m.at()); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// written is a matrix that a document has of its own.
type written struct {
	at  func() *mat.Mat
	set func(m mat.Mat)
}

// matrices are all that the document has of its own: x, and the parameters that are written out.
func (d *Document) matrices() []written {
	var all []written
	if d.hasX() {
		all = append(all, written{func() *mat.Mat { return &d.X }, func(m mat.Mat) { d.X = m }})
	}
	for _, id := range parameterIDs {
		if s := d.Sources[id]; s.Kind == Literal {
			all = append(all, written{func() *mat.Mat { return &s.Values }, func(m mat.Mat) { d.Sources[id] = Source{Kind: Literal, Values: m} }})
		}
	}
	return all
}

// intern makes blobs of the largest matrices until the document fits into its text, where the host keeps blobs. A number takes
// two bytes at least, so that it need not be written out to find that a large matrix does not fit.
func (d *Document) intern() {
	if d.blobs == nil {
		return
	}
	for {
		var largest written
		size := 0
		for _, m := range d.matrices() {
			if n := len(m.at().Data); n > size && d.blobs.nameOf(*m.at()) == "" {
				largest, size = m, n
			}
		}
		if size == 0 || size <= MaxBytes/2 && len(d.String()) <= MaxBytes {
			return
		}
		largest.set(d.blobs[d.blobs.Put(*largest.at())])
	}
}
