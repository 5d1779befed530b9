package main

import (
	"encoding/binary"
	"errors"
)

// The sections of a module that are looked at (WebAssembly core specification, 5.5).
const sectionData = 11

var header = []byte("\x00asm\x01\x00\x00\x00")

// A module is a program cut at its data section.
type module struct {
	before, data, after []byte // before: up to the section's id; data: the section's content
}

var errTruncated = errors.New("the file ends in the middle of a section")

func readModule(b []byte) (*module, error) {
	if len(b) < len(header) || string(b[:len(header)]) != string(header) {
		return nil, errors.New("not a WebAssembly module")
	}
	for at := len(header); at < len(b); {
		size, n := binary.Uvarint(b[at+1:])
		begin := at + 1 + n
		if n <= 0 || size > uint64(len(b)-begin) {
			return nil, errTruncated
		}
		end := begin + int(size)
		if b[at] == sectionData {
			return &module{b[:at], b[begin:end], b[end:]}, nil
		}
		at = end
	}
	return nil, errors.New("there is no data section")
}

// withData returns the module with other data.
func (m *module) withData(data []byte) []byte {
	b := append([]byte(nil), m.before...)
	b = append(b, sectionData)
	b = binary.AppendUvarint(b, uint64(len(data)))
	b = append(b, data...)
	return append(b, m.after...)
}
