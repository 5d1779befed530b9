package site

import (
	"bytes"

	"golang.org/x/net/html"
)

// A shell is a page with a gap in its head, where the tags of a document go: right after the encoding, since those who
// look for tags read only the beginning. The page's own title and description are left out.
type shell struct {
	before, after []byte
	policy        string
}

func shellOf(body []byte) shell {
	var s shell
	var out bytes.Buffer
	found, inTitle, titled := false, false, false
	z := html.NewTokenizer(bytes.NewReader(body))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		raw := bytes.Clone(z.Raw())
		token := z.Token()
		switch {
		case inTitle:
			inTitle = kind != html.EndTagToken
			continue
		case kind == html.StartTagToken && token.Data == "title" && !titled:
			inTitle, titled = true, true
			continue
		case kind == html.StartTagToken && token.Data == "meta" && attribute(token, "name") == "description":
			continue
		}
		out.Write(raw)
		if !found && kind == html.StartTagToken && token.Data == "meta" && attribute(token, "charset") != "" {
			found = true
			s.before = bytes.Clone(append(out.Bytes(), '\n'))
			out.Reset()
		}
	}
	if s.after = out.Bytes(); !found {
		s.before, s.after = s.after, nil // a page without a head has tags behind it
	}
	s.policy = policyOf(bytes.Join([][]byte{s.before, []byte("<script>" + landingScript + "</script>"), s.after}, nil))
	return s
}

func attribute(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
