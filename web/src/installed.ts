// The page as an app: it registers the service worker, and says when a new version waits. A tab goes on with the version
// that it has until the person asks for the new one; the document is in the address, so that nothing is lost by it.

interface ScriptPolicy { createScriptURL(url: string): string }

const WORDS = {
  ko: { waits: "새 버전이 있습니다.", reload: "다시 불러오기" },
  en: { waits: "A new version is here.", reload: "Reload" },
} as const;

const script = document.currentScript as HTMLScriptElement;

/**
 * Keeping everything for later takes processors and the line from what is drawn now: it begins so long after the first
 * figure, or after the page where there is none; ms.
 */
const AFTER = 1000;
const PATIENCE = 3000;

if ("serviceWorker" in navigator && script.src) void drawn().then(() => register(new URL("sw.js", script.src).href)).catch(() => undefined); // a page without it works

function drawn(): Promise<void> {
  return new Promise((go) => {
    new PerformanceObserver((marks) => {
      if (marks.getEntries().some(({ name }) => name.startsWith("qkv-first-"))) setTimeout(go, AFTER);
    }).observe({ type: "mark", buffered: true });
    setTimeout(go, PATIENCE);
  });
}

async function register(url: string): Promise<void> {
  const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy } };
  const trusted = trustedTypes?.createPolicy("qkvapp", { createScriptURL: (u) => u }).createScriptURL(url) ?? url;
  const app = navigator.serviceWorker;
  const registration = await app.register(trusted);
  const look = (): void => { if (registration.waiting && app.controller) tell(registration); };
  const follow = (): void => { registration.installing?.addEventListener("statechange", look); };
  look();
  follow();
  registration.addEventListener("updatefound", follow);
  app.addEventListener("controllerchange", () => { if (app.controller) tell(registration); }); // another tab has asked for the new one
  document.addEventListener("visibilitychange", () => { // a tab may stay open for weeks
    if (!document.hidden) void registration.update().catch(() => undefined);
  });
}

function tell(registration: ServiceWorkerRegistration): void {
  if (document.querySelector(".new-version")) return;
  const { waits, reload } = WORDS[document.documentElement.lang === "ko" ? "ko" : "en"];
  const line = document.createElement("p");
  line.className = "new-version";
  line.setAttribute("role", "status");
  line.style.cssText = "position:fixed;inset:auto 0 0 auto;margin:.75rem;padding:.5rem .75rem;z-index:10;font-size:.875rem;background:Canvas;color:CanvasText;border:1px solid;border-radius:.5rem";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = reload;
  button.addEventListener("click", () => {
    const { waiting } = registration;
    if (!waiting) return void location.reload(); // another tab has let it in already
    navigator.serviceWorker.addEventListener("controllerchange", () => { location.reload(); });
    waiting.postMessage("take over");
  });
  document.body.append(line);
  line.append(waits, " ", button);
}
