// Package file writes matrices for other programs, and reads theirs.
//
//	text.go          CSV, TSV, JSON, LaTeX, Markdown, Python
//	npy.go           NumPy's NPY, versions 1.0 to 3.0
//	npz.go           its archives, NPZ
//	safetensors.go   many named matrices in one file, as Hugging Face's libraries read it
//	read.go          a file by what is in it
//	header.go        the little of JSON, and of Python's literals, that their headers are written in
//
// Values are whole: the shortest digits that read back as the same float32, or its bits. What is read comes from anybody:
// sizes are checked before memory is asked for, and what is wrong is a problem, never a panic.
package file
