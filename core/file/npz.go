package file

import (
	"archive/zip"
	"bytes"
	"cmp"
	"io"
	"slices"
	"strings"

	"qkvlab/core/play"
)

const npz = "NPZ"

// ReadNPZ reads NumPy's archives: a ZIP file whose entries are NPYs, stored or deflated. Of arrays that are no matrices it keeps the
// names; one array without a name of its own has the name "". No entry may be longer than it says, or lie on another.
func ReadNPZ(b []byte) (Content, *play.Problem) {
	archive, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return Content{}, bad(npz, Cut, "")
	}
	if p := apart(archive.File); p != nil {
		return Content{}, p
	}
	arrays := slices.DeleteFunc(archive.File, func(f *zip.File) bool { return !strings.HasSuffix(f.Name, ".npy") })
	claimed := uint64(0)
	for _, f := range arrays {
		if claimed += f.UncompressedSize64; f.UncompressedSize64 > MaxBytes || claimed > MaxBytes {
			return Content{}, tooLarge(int(min(claimed, 1<<50)), MaxBytes)
		}
	}
	var c Content
	var skipped *play.Problem
	total := 0
	for _, f := range arrays {
		data, p := unpacked(f)
		if p != nil {
			return Content{}, p
		}
		m, p := ReadNPY(data)
		total += len(m.Data)
		switch {
		case total > maxTotal:
			return Content{}, tooLarge(int(claimed), 4*maxTotal)
		case p == nil:
			c.Tensors = append(c.Tensors, Tensor{strings.TrimSuffix(f.Name, ".npy"), m})
		case p.Code == Shape || p.Code == Dtype:
			skipped = cmp.Or(skipped, p)
			c.Skipped = append(c.Skipped, clipped(f.Name))
		default:
			return Content{}, p
		}
	}
	switch {
	case len(c.Tensors) == 0 && skipped != nil:
		return Content{}, skipped
	case len(c.Tensors) == 0:
		return Content{}, bad(npz, Empty, "")
	case len(c.Tensors) == 1 && c.Tensors[0].Name == "arr_0":
		c.Tensors[0].Name = ""
	}
	return c, nil
}

// apart is a problem where two entries share bytes: a small file would be a large one.
func apart(files []*zip.File) *play.Problem {
	type place struct {
		from, to int64
		name     string
	}
	var all []place
	for _, f := range files {
		if f.Flags&1 != 0 || f.Method != zip.Store && f.Method != zip.Deflate { // encrypted, or packed as NumPy does not
			return bad(npz, Header, f.Name)
		}
		from, err := f.DataOffset()
		if err != nil {
			return bad(npz, Bytes, f.Name)
		}
		all = append(all, place{from, from + int64(f.CompressedSize64), f.Name})
	}
	slices.SortFunc(all, func(a, b place) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(all); i++ {
		if all[i].from <= all[i-1].to { // a header stands between two
			return bad(npz, Bytes, all[i].name)
		}
	}
	return nil
}

// unpacked are the bytes of an entry, which are as many as it says, and have its check.
func unpacked(f *zip.File) ([]byte, *play.Problem) {
	r, err := f.Open()
	if err != nil {
		return nil, bad(npz, Bytes, f.Name)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, int64(f.UncompressedSize64)+1))
	if err != nil || uint64(len(data)) != f.UncompressedSize64 {
		return nil, bad(npz, Bytes, f.Name)
	}
	return data, nil
}
