/** A source of numbers between −1 and 1, the same on every run (xorshift, 32 bits). */
export function source(seed) {
  let s = seed * 2654435761 >>> 0 || 1;
  return (n, scale = 1) => {
    const list = new Float32Array(n);
    for (let i = 0; i < n; i++) {
      s ^= s << 13;
      s ^= s >>> 17;
      s ^= s << 5;
      list[i] = s / 2147483648 * scale;
    }
    return list;
  };
}

/** The transpose of a matrix with rows × cols numbers. */
export function transposed(w, rows, cols) {
  const t = new Float32Array(w.length);
  for (let r = 0; r < rows; r += 16) { // in strips, or each write would miss the cache
    for (let c = 0; c < cols; c++) for (let i = r; i < Math.min(r + 16, rows); i++) t[c * rows + i] = w[i * cols + c];
  }
  return t;
}
