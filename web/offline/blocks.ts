// What the single file carries: blocks of gzip as text, each in a script element that no browser runs.

/** The bytes of a block, unpacked as they are read. The block is gone afterwards: its text would be kept twice. Rejects where there is none. */
export async function unpack(id: string, type: string): Promise<Response> {
  const block = document.getElementById(id);
  if (!block) throw new Error(`this file has no ${id}: it was not copied whole`);
  const bytes = bytesOf(block.textContent);
  block.remove();
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(plain, { headers: { "content-type": type } });
}

/** Ascii85 as serve/pack writes it: five letters for four bytes, v for <. Of the last group as many letters stand as it needs. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const letters = new TextEncoder().encode(text.replaceAll("v", "<"));
  const bytes = new Uint8Array(Math.ceil(letters.length / 5) * 4);
  const [ZERO, LAST] = [33, 117];
  for (let i = 0, at = 0; i < letters.length; i += 5, at += 4) {
    let n = 0;
    for (let k = i; k < i + 5; k++) n = n * 85 + (letters[k] ?? LAST) - ZERO;
    bytes[at] = n >>> 24;
    bytes[at + 1] = n >>> 16;
    bytes[at + 2] = n >>> 8;
    bytes[at + 3] = n;
  }
  return bytes.subarray(0, Math.floor(letters.length * 4 / 5));
}
