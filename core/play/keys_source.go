package play

import (
	"slices"
	"strings"
)

// tieTargets are the parameters that may copy one another.
var tieTargets = map[byte][]string{'w': {"wq", "wk", "wv"}, 'b': {"bq", "bk", "bv"}}

// tiesTo returns the step that value (q, k or v) means for a parameter, or "" where it cannot be tied.
func tiesTo(id, value string) string {
	family := tieTargets[id[0]]
	if !slices.Contains(family, id) || len(value) != 1 {
		return ""
	}
	target := id[:1] + value
	if !slices.Contains(family, target) {
		return ""
	}
	return target
}

func isBias(id string) bool { return slices.Contains(biasSources, id) }

// sourceChoices names what may stand as the source of a parameter, for the message.
func sourceChoices(id string) string {
	s := []string{"torch", "identity", "zero"}
	if isBias(id) {
		s = []string{"torch", "zero"}
	}
	if slices.Contains(tieTargets[id[0]], id) {
		s = append(s, "tie:q", "tie:k", "tie:v")
	}
	return strings.Join(append(s, "1,0;0,1"), ", ")
}

func sourceKeys(ids []string) []key {
	var ks []key
	for _, id := range ids {
		ks = append(ks, key{
			name: id, standard: "torch",
			read: func(d *Document, value string) *Problem {
				s, p := readSource(d, id, value)
				if p == nil && s.Kind != Drawn {
					d.Sources[id] = s
				} else {
					delete(d.Sources, id)
				}
				return p
			},
			write:  func(d *Document) string { return writeSource(d, d.Sources[id]) },
			shapes: true,
		})
	}
	return ks
}

func readSource(d *Document, id, value string) (Source, *Problem) {
	kind, rest, _ := strings.Cut(value, ":")
	switch {
	case value == "torch":
		return Source{}, nil
	case value == "identity" && !isBias(id):
		return Source{Kind: Identity}, nil
	case value == "zero":
		return Source{Kind: Zero}, nil
	case kind == "blob":
		m, p := d.blob(rest, id)
		return Source{Kind: Literal, Values: m}, p
	case kind == "model":
		return Source{}, problem(Reserved, id, value)
	case kind == "tie":
		to := tiesTo(id, rest)
		if to == "" {
			return Source{}, problem(BadChoice, id, value, sourceChoices(id))
		}
		return Source{Kind: Tie, To: to}, nil
	}
	if isBias(id) && strings.ContainsAny(value, ";/") {
		return Source{}, problem(BadNumber, id, value)
	}
	m, p := parseRows(value, id)
	if p != nil && p.Code == BadNumber && !strings.ContainsAny(value, ",;/.0123456789") {
		p = problem(BadChoice, id, value, sourceChoices(id))
	}
	return Source{Kind: Literal, Values: m}, p
}

func writeSource(d *Document, s Source) string {
	switch s.Kind {
	case Identity:
		return "identity"
	case Zero:
		return "zero"
	case Tie:
		return "tie:" + s.To[1:]
	case Literal:
		return d.literal(s.Values)
	}
	return "torch"
}
