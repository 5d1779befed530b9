package wire

// Key is a key press, as the page heard it.
type Key struct {
	Key              string // KeyboardEvent.key
	Ctrl, Shift, Alt bool   // Ctrl stands for Cmd too
	Typing           bool   // it goes into a text field
	Choosing         bool   // it goes into a list of choices, where letters choose
}

// Command returns what a key press means for the whole page, or "" where it is somebody else's; and whether the page
// shares the key with the browser, so that its own doing must not be prevented.
func Command(k Key) (name string, shared bool) {
	return commandOf(k), k.Key == "Escape" // which closes dialogs, too
}

func commandOf(k Key) string {
	if k.Typing || k.Alt || k.Choosing && !k.Ctrl {
		return ""
	}
	if k.Ctrl {
		switch {
		case k.Key == "z" && !k.Shift:
			return "undo"
		case k.Key == "y", k.Key == "z" || k.Key == "Z":
			return "redo"
		}
		return ""
	}
	return plainKeys[k.Key]
}

var plainKeys = map[string]string{
	"u": "undo", "U": "redo", "[": "head.prev", "]": "head.next", "?": "help", "Escape": "unpin",
}
