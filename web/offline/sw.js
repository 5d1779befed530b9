// The service worker: the site as one version, kept whole and served whole, so that it works without a network. serve/pack
// puts the version and the files in, each with the hash of its bytes. Files with hashed names come from the browser's cache,
// where the first visit put them.

const CACHE = "qkv-" + "QKV_VERSION";
const FILES = new Map(["QKV_FILES"]);
/** What was looked at besides, such as the gallery; until the next version. */
const VISITED = "qkvvisited";

addEventListener("install", (e) => e.waitUntil(keep()));

/**
 * All of the version, or nothing: half a download, or files that a new version took the place of meanwhile, have other
 * hashes. The browser tries again at the next visit.
 */
async function keep() {
  const had = await caches.has(CACHE);
  try {
    await (await caches.open(CACHE)).addAll([...FILES].map(([path, integrity]) => new Request(path, { integrity })));
  } catch (error) {
    if (!had) await caches.delete(CACHE); // empty, it would be taken for the version before
    throw error;
  }
}

// The version before stays: a tab that is still open may yet ask for its engine.
addEventListener("activate", (e) => e.waitUntil(caches.keys().then((all) => {
  const older = all.filter((name) => name.startsWith("qkv-") && name !== CACHE);
  return Promise.all([VISITED, ...older.slice(0, -1)].map((name) => caches.delete(name)));
})));

addEventListener("message", (e) => { if (e.data === "take over") skipWaiting(); });

addEventListener("fetch", (e) => {
  const { request } = e;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(registration.scope)) return;
  const path = url.href.slice(registration.scope.length).split(/[?#]/, 1)[0];
  if (FILES.has(path)) e.respondWith(kept(request));
  else if (/\.[0-9a-f]{12}\./.test(path)) e.respondWith(caches.match(request).then((found) => found ?? visit(request)));
  else if (request.mode !== "navigate") return;
  else if (path === "" || path === "s") e.respondWith(fetch(request).catch(() => lab(url)));
  else e.respondWith(visit(request).catch(async (error) => (await caches.match(request, { ignoreSearch: true })) ?? Promise.reject(error)));
});

async function kept(request) {
  const found = await (await caches.open(CACHE)).match(request, { ignoreSearch: true });
  return found ?? fetch(request); // the browser may have thrown it away
}

/** Asks the network, and keeps a page, or what has a hashed name, where there is room. */
async function visit(request) {
  const answer = await fetch(request);
  const isPage = request.mode === "navigate" && /^text\/html\b/.test(answer.headers.get("content-type") ?? "");
  if (answer.status === 200 && answer.type === "basic" && !answer.redirected && (isPage || request.mode !== "navigate")) {
    const copy = answer.clone();
    void caches.open(VISITED).then((c) => c.put(request, copy)).catch(() => undefined);
  }
  return answer;
}

/** What the server does with these addresses, as far as it can be done without it. */
function lab(url) {
  const lang = navigator.language.startsWith("ko") ? "ko" : "en";
  const doc = url.search.slice(1);
  return Response.redirect(`${registration.scope}${lang}/${doc && `#${doc}`}`);
}
