package wire

import "testing"

func TestCommand(t *testing.T) {
	for _, c := range []struct {
		key    Key
		name   string
		shared bool
	}{
		{Key{Key: "u"}, "undo", false},
		{Key{Key: "U", Shift: true}, "redo", false},
		{Key{Key: "z", Ctrl: true}, "undo", false},
		{Key{Key: "Z", Ctrl: true, Shift: true}, "redo", false},
		{Key{Key: "y", Ctrl: true}, "redo", false},
		{Key{Key: "]"}, "head.next", false},
		{Key{Key: "Escape"}, "unpin", true},
		{Key{Key: "u", Typing: true}, "", false},             // a letter in a field
		{Key{Key: "z", Ctrl: true, Typing: true}, "", false}, // the field's own undo
		{Key{Key: "u", Choosing: true}, "", false},           // a letter chooses
		{Key{Key: "z", Ctrl: true, Choosing: true}, "undo", false},
		{Key{Key: "u", Ctrl: true}, "", false}, // the browser's
		{Key{Key: "[", Alt: true}, "", false},
		{Key{Key: "a"}, "", false},
	} {
		if name, shared := Command(c.key); name != c.name || shared != c.shared {
			t.Errorf("%+v: got %q, %v", c.key, name, shared)
		}
	}
}
