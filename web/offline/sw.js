// The service worker: the site as one version, kept whole and served whole, so that it works without a network. serve/pack
// puts the version and the files in. Files with hashed names come from the browser's cache, where the first visit put them.

const CACHE = "qkv-" + "QKV_VERSION";
const FILES = ["QKV_FILES"];

addEventListener("install", (e) => e.waitUntil(caches.open(CACHE).then((c) => c.addAll(FILES))));

// The version before stays: a tab that is still open may yet ask for its engine.
addEventListener("activate", (e) => e.waitUntil(caches.keys().then((all) => {
  const older = all.filter((name) => name.startsWith("qkv-") && name !== CACHE);
  return Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
})));

addEventListener("message", (e) => { if (e.data === "take over") skipWaiting(); });

addEventListener("fetch", (e) => {
  const { request } = e;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(registration.scope)) return;
  const path = url.href.slice(registration.scope.length).split(/[?#]/, 1)[0];
  if (FILES.includes(path)) e.respondWith(kept(request));
  else if (/\.[0-9a-f]{12}\./.test(path)) e.respondWith(caches.match(request).then((found) => found ?? fetch(request)));
  else if (request.mode === "navigate" && (path === "" || path === "s")) e.respondWith(fetch(request).catch(() => lab(url)));
});

async function kept(request) {
  const found = await (await caches.open(CACHE)).match(request, { ignoreSearch: true });
  return found ?? fetch(request); // the browser may have thrown it away
}

/** What the server does with these addresses, as far as it can be done without it. */
function lab(url) {
  const lang = navigator.language.startsWith("ko") ? "ko" : "en";
  const doc = url.search.slice(1);
  return Response.redirect(`${registration.scope}${lang}/${doc && `#${doc}`}`);
}
