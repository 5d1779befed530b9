/** What an edit may do; the meaning is the engine's. */
export type EditKind =
  | "set_text" | "set_tokens" | "insert_token" | "remove_token" | "move_token" | "rename_token"
  | "set_key" | "set_cell" | "set_pair" | "set_row" | "set_col" | "scale_row" | "scale_col" | "paste"
  | "reset_cell" | "reset_row" | "reset_col" | "reset_matrix" | "reset_all" | "reseed" | "preset" | "load" | "set_keys";

/** One change of the document. Values are the text that a person typed; the engine says whether they may stand. */
export interface Edit {
  kind: EditKind;
  step?: string;
  row?: number;
  col?: number;
  to?: number;
  key?: string;
  value?: string;
  /** What one drag or one hold shares: its edits are one change, however long it takes. It stays on the page. */
  gesture?: number;
}

/** Tokens as `set_tokens` takes them: between `|`; a `|` or `\` in a token takes a backslash. */
export function joinTokens(tokens: readonly string[]): string {
  return tokens.map((t) => t.replace(/[\\|]/g, (c) => "\\" + c)).join("|");
}

/**
 * What two edits in a row must share to be one change in the undo list: the gesture that made them; without one, the cell
 * that is scrubbed, the field that is typed in.
 */
export function sameTarget(a: Edit, b: Edit): boolean {
  if (a.gesture !== undefined || b.gesture !== undefined) return a.gesture === b.gesture;
  return a.kind === b.kind && a.step === b.step && a.row === b.row && a.col === b.col && a.to === b.to && a.key === b.key
    && COALESCED.has(a.kind);
}

const COALESCED: ReadonlySet<EditKind> = new Set(["set_cell", "set_pair", "set_row", "set_col", "set_key", "set_text"]);
