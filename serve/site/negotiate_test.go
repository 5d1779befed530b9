package site

import "testing"

// The cases are RFC 9110 §12.5.3's rules and examples, and what clients in the field send.
func TestChoose(t *testing.T) {
	all := []variant{{encoding: ""}, {encoding: "br"}, {encoding: "gzip"}}
	gzipOnly := []variant{{encoding: ""}, {encoding: "gzip"}}
	for _, c := range []struct {
		accept   []string
		variants []variant
		want     string
	}{
		{nil, all, ""},
		{[]string{""}, all, ""},
		{[]string{"gzip, deflate, br, zstd"}, all, "br"}, // browsers
		{[]string{"gzip, deflate, br, zstd"}, gzipOnly, "gzip"},
		{[]string{"gzip, deflate"}, all, "gzip"}, // browsers over plain http
		{[]string{"gzip", "br"}, all, "br"},      // two header lines
		{[]string{"compress, gzip"}, all, "gzip"},
		{[]string{"*"}, all, "br"},
		{[]string{"compress;q=0.5, gzip;q=1.0"}, all, "gzip"},
		{[]string{"gzip;q=1.0, identity; q=0.5, *;q=0"}, all, "gzip"},
		{[]string{"br;q=0, gzip"}, all, "gzip"},
		{[]string{"br;q=0.0, gzip;q=0.000"}, all, ""},
		{[]string{"br;q=0"}, all, ""},
		{[]string{"*;q=0"}, all, ""},
		{[]string{"*;q=0, gzip"}, all, "gzip"},
		{[]string{"br;q=0, *"}, all, "gzip"},
		{[]string{"gzip;q=0.9, br;q=0.1"}, all, "gzip"},
		{[]string{"gzip;q=0.001"}, all, "gzip"},
		{[]string{"identity, br;q=0.5"}, all, ""},
		{[]string{"identity;q=0, br;q=0.5"}, all, "br"},
		{[]string{"identity;q=0, zstd"}, all, ""}, // nothing acceptable
		{[]string{"GZIP"}, all, "gzip"},
		{[]string{"x-gzip"}, all, "gzip"},
		{[]string{" br ; Q = 1 "}, all, "br"},
		{[]string{"br;q=2, gzip"}, all, "gzip"}, // no weight is over 1
		{[]string{"br;q=NaN, gzip"}, all, "gzip"},
		{[]string{"br;q=, gzip"}, all, "gzip"},
		{[]string{"br;level=4, gzip"}, all, "gzip"},
		{[]string{",,;,"}, all, ""},
		{[]string{"brotli, gzipped"}, all, ""},
	} {
		if got := choose(c.variants, c.accept).encoding; got != c.want {
			t.Errorf("Accept-Encoding %q of %d forms: %q, want %q", c.accept, len(c.variants), got, c.want)
		}
	}
}
