package play

import (
	"strconv"
	"strings"
)

// setPair sets two cells of one row at once, as one moves the head of an arrow in a plane of two dimensions: columns Col
// and To get the numbers before and after the comma. Where a number is missing, its cell is as it was before anybody set
// it, so that a move can be taken back by the same edit.
func setPair(d *Document, e *Edit, _ *notes) *Problem {
	values := strings.Split(e.Value, ",")
	if len(values) != 2 {
		return problem(WrongCount, e.Step, strconv.Itoa(len(values)), "2")
	}
	for i, col := range []int{e.Col, e.To} {
		one := &Edit{Step: e.Step, Row: e.Row, Col: col, Value: values[i]}
		if _, p := editable(d, one); p != nil {
			return p
		}
		set := setCell
		if strings.TrimSpace(one.Value) == "" {
			set = resetCell
		}
		if p := set(d, one, nil); p != nil {
			return p
		}
	}
	return nil
}
