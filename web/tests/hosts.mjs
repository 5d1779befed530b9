// Pages of somebody else's, on an origin of their own.

import { createServer } from "node:http";

/** Serves pages by path: { html, headers? }. Returns the address, the pages (to add to), and what stops it. */
export async function startHosts() {
  const pages = new Map();
  const server = createServer((request, response) => {
    const page = pages.get(new URL(request.url, "http://host").pathname);
    response.writeHead(page ? 200 : 404, { "content-type": "text/html; charset=utf-8", ...page?.headers });
    response.end(page?.html ?? "");
  });
  await new Promise((ready) => { server.listen(0, "127.0.0.1", ready); });
  // localhost beside 127.0.0.1: another site, not only another port
  return { url: `http://localhost:${server.address().port}`, pages, stop: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }) };
}
