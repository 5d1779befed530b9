package play

// Problem says what is wrong with an input, and where: a value, not an exception. Its message comes from the catalogue
// (Message), in the language of whoever shows it, and always names a way out.
type Problem struct {
	Code  Code
	Field string   // the document key or edit field that it belongs to
	Args  []string // what the message is made from
}

func (p *Problem) Error() string { return p.Message(English) }

func problem(code Code, field string, args ...string) *Problem {
	return &Problem{Code: code, Field: field, Args: args}
}

// Code is a word of the published list below. Words may be added, none renamed.
type Code string

const (
	// The text of a document.
	NewerVersion  Code = "newer_version"   // args: its version, ours
	TooLong       Code = "too_long"        // args: bytes, limit
	NoEquals      Code = "no_equals"       // args: the pair
	BadEscape     Code = "bad_escape"      // args: the key or pair
	UnknownKey    Code = "unknown_key"     // args: the key, the nearest known one or ""
	RepeatedKey   Code = "repeated_key"    // args: the key
	Conflict      Code = "conflict"        // args: two keys that cannot stand together
	BadNumber     Code = "bad_number"      // args: what was written
	NotFinite     Code = "not_finite"      // args: what was written
	BadWhole      Code = "bad_whole"       // args: what was written
	OutOfRange    Code = "out_of_range"    // args: the value, the least, the largest
	NotPositive   Code = "not_positive"    // args: the value
	BadChoice     Code = "bad_choice"      // args: what was written, the choices
	Reserved      Code = "reserved"        // args: what was written
	BadBackslash  Code = "bad_backslash"   // args: the token
	EmptyToken    Code = "empty_token"     // args: its place, from 1
	NoTokens      Code = "no_tokens"       //
	TooManyTokens Code = "too_many_tokens" // args: how many; the limit; of a sentence, how it is cut
	Ragged        Code = "ragged"          // args: row from 1, its numbers, the first row's numbers

	// Things that do not fit together.
	BadHeads    Code = "bad_heads"    // args: D, H, the H that work
	BadKVHeads  Code = "bad_kv_heads" // args: H, G, the G that work
	TooWide     Code = "too_wide"     // args: H·Dh, the limit
	OddRope     Code = "odd_rope"     // args: Dh
	WidthOfX    Code = "width_of_x"   // args: dim, the width of x
	NamesOfX    Code = "names_of_x"   // args: tokens, rows of x
	BadShape    Code = "bad_shape"    // args: id, rows×cols given, rows×cols wanted
	TieShape    Code = "tie_shape"    // args: id, its shape, the other, its shape
	TieCycle    Code = "tie_cycle"    // args: id
	TiedCell    Code = "tied_cell"    // args: id, the other
	AbsentStep  Code = "absent_step"  // args: id
	OutsideStep Code = "outside_step" // args: id, row, col, rows, cols
	BadCell     Code = "bad_cell"     // args: the key

	// Edits.
	BadEdit     Code = "bad_edit"    // args: kind
	BadPlace    Code = "bad_place"   // args: the place, the largest
	WrongCount  Code = "wrong_count" // args: numbers given, wanted
	NoNumbers   Code = "no_numbers"  //
	LeftOut     Code = "left_out"    // the print-out says … in place of values
	TooDeep     Code = "too_deep"    // brackets deeper than a matrix
	BadEntry    Code = "bad_entry"   // args: what was written, row, column
	NoSuchStart Code = "no_preset"   // args: id
	Unnamed     Code = "unnamed"     // rows of x have no names

	// Blobs. Those of files are in core/file, which no page loads.
	AbsentBlob Code = "absent_blob" // args: its name, the key

	// Requests.
	HiddenCells Code = "hidden_cells" // args: what is asked for, and not told
	BadRequest  Code = "bad_request"  // args: what
	Internal    Code = "internal"     // a mistake of ours, args: what
)
