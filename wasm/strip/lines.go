package main

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// The line table of Go 1.20 and later, as WebAssembly has it (runtime/symtab.go: pcHeader and moduledata;
// runtime/runtime2.go: _func): a header, then the names of functions, of units and of files, the tables of
// values by instruction ("pctab"), the functions by address, and their descriptions.
var lineTable = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8} // magic, padding, size of an instruction, of a pointer

// offsets in the header
const (
	headerFunctions = 8
	headerNames     = 32
	headerUnits     = 40
	headerFiles     = 48
	headerTables    = 56
	headerEntries   = 64
	headerSize      = 72
)

// offsets in the description of a function
const (
	funcName     = 4
	funcPcsp     = 16
	funcPcfile   = 20
	funcPcln     = 24
	funcNpcdata  = 28
	funcFuncdata = 43
	funcSize     = 44
)

var errLayout = errors.New("the line table is not of the layout that strip knows (Go 1.20 to 1.27): look at runtime/symtab.go, then mend wasm/strip/lines.go")

// forgetLines takes names, files and lines out of the line table. The runtime reads an offset of 0 as "not known", and
// compares no name but those of package reflect (runtime/stkframe.go), which stay.
func forgetLines(m memory) error {
	at := bytes.Index(m, lineTable)
	if at < 0 || at+headerSize > len(m) || bytes.Contains(m[at+1:], lineTable) {
		return errLayout
	}
	t := m[at:]
	word := func(offset int) int { return int(binary.LittleEndian.Uint64(t[offset:])) }
	count, names, units := word(headerFunctions), word(headerNames), word(headerUnits)
	files, tables, entries := word(headerFiles), word(headerTables), word(headerEntries)
	if !(headerSize <= names && names < units && units <= files && files < tables && tables < entries && entries+8*count <= len(t)) {
		return errLayout
	}
	used := make([]bool, entries-tables) // the bytes of pctab that something else than a line needs
	for i := range count {
		f := entries + int(binary.LittleEndian.Uint32(t[entries+8*i+4:]))
		if f+funcSize > len(t) {
			return errLayout
		}
		description := t[f:]
		pcdata := int(binary.LittleEndian.Uint32(description[funcNpcdata:]))
		if pcdata > 64 || funcSize+4*pcdata > len(description) {
			return errLayout
		}
		if name := nameAt(t[names:units], binary.LittleEndian.Uint32(description[funcName:])); !bytes.HasPrefix(name, []byte("reflect.")) {
			clear(name)
			clear(description[funcName : funcName+4])
		}
		clear(description[funcPcfile : funcPcln+4])
		keep := []byte(description[funcPcsp : funcPcsp+4])
		keep = append(keep[:4:4], description[funcSize:funcSize+4*pcdata]...)
		for ; len(keep) > 0; keep = keep[4:] {
			if err := mark(used, t[tables:entries], binary.LittleEndian.Uint32(keep)); err != nil {
				return err
			}
		}
	}
	for i, u := range used {
		if !u {
			t[tables+i] = 0
		}
	}
	clear(t[files:tables])
	return nil
}

// nameAt returns the name at an offset, without the 0 at its end.
func nameAt(names []byte, offset uint32) []byte {
	if int64(offset) >= int64(len(names)) {
		return nil
	}
	name := names[offset:]
	if end := bytes.IndexByte(name, 0); end >= 0 {
		name = name[:end]
	}
	return name
}

// mark notes the bytes of the table at an offset: pairs of variable-length numbers, up to a first one that is 0 (the
// pair at its very beginning may begin with 0).
func mark(used []bool, tables []byte, offset uint32) error {
	if offset == 0 {
		return nil // no table
	}
	at := int(offset)
	for first := true; ; first = false {
		value, n := binary.Uvarint(tables[min(at, len(tables)):])
		if n <= 0 {
			return errLayout
		}
		for i := range n {
			used[at+i] = true
		}
		at += n
		if value == 0 && !first {
			return nil
		}
		_, n = binary.Uvarint(tables[min(at, len(tables)):])
		if n <= 0 {
			return errLayout
		}
		for i := range n {
			used[at+i] = true
		}
		at += n
	}
}
