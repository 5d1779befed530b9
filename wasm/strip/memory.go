package main

import (
	"encoding/binary"
	"errors"
)

// Memory is what the data section puts into the memory of a program, from address 0 on.
type memory []byte

// opcodes of the constant expression that says where a segment goes
const (
	opEnd      = 0x0b
	opI32Const = 0x41
)

// maxMemory is far above any engine of ours: 64 MiB.
const maxMemory = 64 << 20

func readMemory(data []byte) (memory, error) {
	count, n := binary.Uvarint(data)
	if n <= 0 {
		return nil, errTruncated
	}
	data = data[n:]
	var m memory
	for range count {
		if len(data) < 2 || data[0] != 0 || data[1] != opI32Const {
			return nil, errors.New("a data segment is not what Go's linker writes: plain, at a constant address")
		}
		data = data[2:]
		at, n := signed(data)
		if n <= 0 || n >= len(data) || data[n] != opEnd {
			return nil, errTruncated
		}
		data = data[n+1:]
		size, n := binary.Uvarint(data)
		if n <= 0 || size > uint64(len(data)-n) {
			return nil, errTruncated
		}
		data = data[n:]
		end := at + int64(size)
		if at < 0 || end > maxMemory {
			return nil, errors.New("a data segment lies outside of what an engine may hold")
		}
		if grow := int(end) - len(m); grow > 0 {
			m = append(m, make([]byte, grow)...)
		}
		copy(m[at:], data[:size])
		data = data[size:]
	}
	return m, nil
}

// gap is the number of zeros from which on a new segment is shorter than the zeros: what Go's linker takes.
const gap = 8

// segments writes the memory as a data section, without its long runs of zeros.
func (m memory) segments() []byte {
	var out []byte
	count := uint64(0)
	for at := 0; at < len(m); {
		if m[at] == 0 {
			at++
			continue
		}
		end, zeros := at, 0
		for i := at; i < len(m) && zeros < gap; i++ {
			if m[i] == 0 {
				zeros++
			} else {
				end, zeros = i+1, 0
			}
		}
		out = append(out, 0, opI32Const)
		out = appendSigned(out, int64(at))
		out = append(out, opEnd)
		out = binary.AppendUvarint(out, uint64(end-at))
		out = append(out, m[at:end]...)
		count++
		at = end
	}
	return append(binary.AppendUvarint(nil, count), out...)
}

// signed reads a number in signed LEB128, and says how many bytes it takes; 0 bytes where there is none.
func signed(b []byte) (v int64, n int) {
	for shift := 0; n < len(b) && shift < 64; shift += 7 {
		c := b[n]
		n++
		v |= int64(c&0x7f) << shift
		if c&0x80 == 0 {
			if shift+7 < 64 && c&0x40 != 0 {
				v |= -1 << (shift + 7)
			}
			return v, n
		}
	}
	return 0, 0
}

func appendSigned(b []byte, v int64) []byte {
	for {
		c := byte(v & 0x7f)
		v >>= 7
		if v == 0 && c&0x40 == 0 || v == -1 && c&0x40 != 0 {
			return append(b, c)
		}
		b = append(b, c|0x80)
	}
}
