// Package exercise asks for numbers before they are seen: predict, then check. A chapter of the lessons has a set of
// exercises; a seed draws their numbers, so that the sheets of a class differ, and the same seed gives the same sheet
// anywhere. Any cell of any document can be asked for, too.
//
// An answer is not stored: it is the engine's own value of the cell (or a count that follows from the step table) in the
// exercise's document. The hints are the three lines of the engine's explanation, one after the other, and the solution is
// the last of them.
package exercise
