package site

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"qkvlab/core/play"
)

// MaxDocument is how many bytes of document a request may carry: the canonical form's limit with every byte escaped,
// and room for spellings that are not canonical. A server's MaxHeaderBytes must leave room for it.
const MaxDocument = 4 * play.MaxBytes

// readRequest takes the document and the steps asked for out of a request. The query stays escaped: documents are split
// by core/play, because net/url drops pairs that hold a semicolon.
func readRequest(w http.ResponseWriter, r *http.Request) (document string, steps []string, bad *play.Problem) {
	if len(r.URL.RawQuery) > MaxDocument {
		return "", nil, tooLong(strconv.Itoa(len(r.URL.RawQuery)))
	}
	document, steps, bad = cutSteps(r.URL.RawQuery, nil)
	if bad != nil || r.Method != "POST" {
		return document, steps, bad
	}
	if document != "" {
		return "", nil, badRequest("POST ?" + document) // one document in the query, another in the body
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxDocument))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return "", nil, tooLong("> " + strconv.Itoa(MaxDocument))
	case err != nil:
		return "", nil, badRequest("body") // it ended early, or took too long
	}
	return cutSteps(string(body), steps)
}

// cutSteps takes the pair steps=ID,ID out of a document, and adds its ids to those known.
func cutSteps(s string, known []string) (document string, steps []string, bad *play.Problem) {
	const key = "steps="
	if !strings.HasPrefix(s, key) && !strings.Contains(s, "&"+key) {
		return s, known, nil
	}
	var kept []string
	steps = known
	for pair := range strings.SplitSeq(s, "&") {
		value, found := strings.CutPrefix(pair, key)
		if !found {
			kept = append(kept, pair)
			continue
		}
		ids, ok := play.Unescape(strings.TrimSuffix(value, "\n"))
		if !ok || steps != nil {
			return "", nil, badRequest(pair)
		}
		steps = strings.FieldsFunc(ids, func(c rune) bool { return c == ',' })
	}
	return strings.Join(kept, "&"), steps, nil
}

func tooLong(size string) *play.Problem {
	return &play.Problem{Code: play.TooLong, Args: []string{size, strconv.Itoa(play.MaxBytes)}}
}

func badRequest(what string) *play.Problem {
	return &play.Problem{Code: play.BadRequest, Args: []string{what}}
}
