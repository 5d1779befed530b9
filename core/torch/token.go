package torch

// TokenVector returns the vector of a token: dim normal numbers that depend on the token's text and the seed alone.
// It is
//
//	torch.randn(dim, generator=torch.Generator().manual_seed((seed + zlib.crc32(token.encode())) % 2**32))
func TokenVector(token string, dim int, seed uint32) []float32 {
	var g Generator
	g.ManualSeed(seed + crc32(token))
	v := make([]float32, dim)
	g.normal(v)
	return v
}

// crc32 is the CRC of zlib (IEEE 802.3). A token has few bytes, so a table of 16 words will do.
func crc32(s string) uint32 {
	crc := ^uint32(0)
	for i := range len(s) {
		crc ^= uint32(s[i])
		crc = crc>>4 ^ crcOfNibble[crc&15]
		crc = crc>>4 ^ crcOfNibble[crc&15]
	}
	return ^crc
}

var crcOfNibble = func() (table [16]uint32) {
	for i := range table {
		crc := uint32(i)
		for range 4 {
			crc = crc>>1 ^ -(crc&1)&0xedb88320
		}
		table[i] = crc
	}
	return table
}()
