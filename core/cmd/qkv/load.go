package main

import (
	"fmt"
	"os"
	"strings"

	"qkvlab/core/file"
	"qkvlab/core/play"
)

// opened is the document with what the files that are named bring into it. Blobs that it names are looked for in them.
func opened(doc string, o options) (*play.Document, *play.Problem) {
	step, name := "", o.load
	if before, after, ok := strings.Cut(o.load, "="); ok {
		step, name = before, after
	}
	blobs := play.Blobs{}
	content, p := fileAt(name, blobs)
	if p != nil {
		return nil, p
	}
	x, p := fileAt(o.x, blobs)
	if p != nil {
		return nil, p
	}
	if doc == "" && content.Document != "" {
		doc = content.Document
	}
	if strings.Contains(doc, "=blob:") {
		content.Tensors = nil // the document says itself where they belong
	}
	d, p := play.DecodeWith(doc, blobs)
	if p != nil {
		return nil, p
	}
	for _, part := range []struct {
		tensors []file.Tensor
		step    string
	}{{content.Tensors, step}, {x.Tensors, "x"}} {
		if len(part.tensors) == 0 {
			continue
		}
		placed, p := file.Place(d, part.tensors, part.step)
		if p != nil {
			return nil, p
		}
		d = placed.Doc
		for _, n := range placed.Notes {
			fmt.Fprintln(os.Stderr, "qkv:", n.Message(play.Lang(o.lang)))
		}
		if len(placed.Left) > 0 {
			fmt.Fprintln(os.Stderr, "qkv:", play.Fill(play.Lang(o.lang), "모양이 맞지 않아 넣지 않은 것: {0}", "left out, because their shapes do not fit: {0}", strings.Join(placed.Left, ", ")))
		}
	}
	return d, nil
}

// fileAt reads a file; no name is no file. Its matrices are blobs, so that a document may name them.
func fileAt(name string, blobs play.Blobs) (file.Content, *play.Problem) {
	if name == "" {
		return file.Content{}, nil
	}
	info, err := os.Stat(name)
	if err != nil {
		return file.Content{}, &play.Problem{Code: Unread, Field: "file", Args: []string{err.Error()}}
	}
	if info.Size() > file.MaxBytes {
		return file.Content{}, file.TooLarge(int(info.Size()))
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return file.Content{}, &play.Problem{Code: Unread, Field: "file", Args: []string{err.Error()}}
	}
	c, p := file.Read(b)
	for _, t := range c.Tensors {
		blobs.Put(t.Mat)
	}
	return c, p
}
