// What the single file carries: blocks of gzip in base64, each in a script element that no browser runs.

interface FromBase64 { fromBase64?(text: string): Uint8Array<ArrayBuffer> }

/** The bytes of a block, unpacked as they are read. The block is gone afterwards: its text would be kept twice. Rejects where there is none. */
export async function unpack(id: string, type: string): Promise<Response> {
  const block = document.getElementById(id);
  if (!block) throw new Error(`this file has no ${id}: it was not copied whole`);
  const bytes = bytesOf(block.textContent);
  block.remove();
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(plain, { headers: { "content-type": type } });
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as FromBase64;
  return fromBase64 ? fromBase64.call(Uint8Array, base64) : Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}
