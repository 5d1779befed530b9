/** Where a cell is. */
export interface Cell {
  readonly row: number;
  readonly col: number;
}

/** Where a navigation key leads in a matrix, or undefined for other keys. At an edge one stays. */
export function moved(key: string, ctrl: boolean, at: Cell, rows: number, cols: number): Cell | undefined {
  const to = target(key, ctrl, at, rows, cols);
  return to && {
    row: Math.max(0, Math.min(rows - 1, to.row)),
    col: Math.max(0, Math.min(cols - 1, to.col)),
  };
}

/** Rows that Page Up and Page Down leap over. */
const PAGE = 8;

function target(key: string, ctrl: boolean, { row, col }: Cell, rows: number, cols: number): Cell | undefined {
  switch (key) {
    case "ArrowLeft": return { row, col: col - 1 };
    case "ArrowRight": return { row, col: col + 1 };
    case "ArrowUp": return { row: row - 1, col };
    case "ArrowDown": return { row: row + 1, col };
    case "Home": return { row: ctrl ? 0 : row, col: 0 };
    case "End": return { row: ctrl ? rows - 1 : row, col: cols - 1 };
    case "PageUp": return { row: row - PAGE, col };
    case "PageDown": return { row: row + PAGE, col };
    default: return undefined;
  }
}

/** True where a key is the beginning of a number: typing it begins editing. */
export function beginsNumber(key: string): boolean {
  return /^[0-9.\-−]$/.test(key);
}

/** How far one step of the arrow keys goes while editing. */
export function stepSize(e: { shiftKey: boolean; altKey: boolean }): number {
  return e.shiftKey ? 1 : e.altKey ? 0.01 : 0.1;
}

/** A decimal text plus so many steps, in decimal arithmetic: 0.1 + 0.2 is 0.3. undefined where text is no number. */
export function stepped(text: string, steps: number, size: number): string | undefined {
  const v = Number(text);
  if (text === "" || !Number.isFinite(v)) return undefined;
  const sum = v + steps * size;
  if (/e/i.test(text) || Math.abs(sum) >= 1e15) return String(Math.fround(sum)).replace("e+", "e");
  const decimals = Math.min(12, Math.max(decimalsOf(text), decimalsOf(String(size))));
  return sum.toFixed(decimals).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "").replace(/^-0$/, "0");
}

function decimalsOf(text: string): number {
  return /\.(\d*)/.exec(text)?.[1]?.length ?? 0;
}
