// Package play is the document: a short, readable, versioned text that says everything there is to know of one
// experiment, its codec, its edits, its problems, and Run, which turns it into numbers.
//
//	d, problem := play.Decode("text=저는 고양이&heads=2&mask=causal")
//	r := play.Run(d)
//	r.Trace.Mat("head.0.attn")
//
// Go owns the meaning: rules, defaults and limits stand here and nowhere else. Whoever holds a document (a link, an
// undo list, a widget's attribute) holds text; what a person types is an Edit, which may turn out to be a Problem, and
// then the old document stays.
package play
