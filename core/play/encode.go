package play

import "strconv"

// String returns the canonical form: ASCII, keys in the order of the table, defaults left out, then cells in step order,
// then ui.* by name. Decode(d.String()) is d.
func (d *Document) String() string {
	var b []byte
	add := func(key, value string) {
		if len(b) > 0 {
			b = append(b, '&')
		}
		b = append(append(b, key...), '=')
		b = appendEscaped(b, value)
	}
	for i := range keys {
		if v := keys[i].write(d); v != keys[i].standard {
			add(keys[i].name, v)
		}
	}
	for _, c := range d.Cells {
		add(c.Key(), number(c.Value))
	}
	for _, u := range d.UI {
		add(u.Key, u.Value)
	}
	return string(b)
}

// Key returns the document key of a cell: STEP.R.C.
func (c *Cell) Key() string {
	return c.Step + "." + strconv.Itoa(c.Row) + "." + strconv.Itoa(c.Col)
}
