// A folder as any simple server gives it.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json", ".woff2": "font/woff2", ".svg": "image/svg+xml" };

/** Serves a folder, every answer with these headers. Returns the address and what stops it. */
export async function serveFolder(folder, headers = {}) {
  const server = createServer((request, response) => {
    void (async () => {
      let file = join(folder, normalize(decodeURIComponent(new URL(request.url, "http://host").pathname)));
      if (!(file + sep).startsWith(folder + sep)) return response.writeHead(404).end();
      try {
        if ((await stat(file)).isDirectory()) file = join(file, "index.html");
        const body = await readFile(file);
        response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", ...headers }).end(body);
      } catch {
        response.writeHead(404).end();
      }
    })();
  });
  await new Promise((ready) => { server.listen(0, "127.0.0.1", ready); });
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }) };
}
