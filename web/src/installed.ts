// The page as an app: it registers the service worker, and says when a new version waits. A tab goes on with the version
// that it has until the person asks for the new one; the document is in the address, so that nothing is lost by it.

interface ScriptPolicy { createScriptURL(url: string): string }

const WORDS = {
  ko: { waits: "새 버전이 있습니다.", reload: "다시 불러오기" },
  en: { waits: "A new version is here.", reload: "Reload" },
} as const;

const script = document.currentScript as HTMLScriptElement;

if ("serviceWorker" in navigator && script.src) void register(new URL("sw.js", script.src).href).catch(() => undefined); // a page without it works

async function register(url: string): Promise<void> {
  const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy } };
  const trusted = trustedTypes?.createPolicy("qkvapp", { createScriptURL: (u) => u }).createScriptURL(url) ?? url;
  const registration = await navigator.serviceWorker.register(trusted);
  const look = (): void => { if (registration.waiting && navigator.serviceWorker.controller) tell(registration.waiting); };
  look();
  registration.addEventListener("updatefound", () => { registration.installing?.addEventListener("statechange", look); });
  document.addEventListener("visibilitychange", () => { // a tab may stay open for weeks
    if (!document.hidden) void registration.update().catch(() => undefined);
  });
}

function tell(waiting: ServiceWorker): void {
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
    navigator.serviceWorker.addEventListener("controllerchange", () => { location.reload(); });
    waiting.postMessage("take over");
  });
  document.body.append(line);
  line.append(waits, " ", button);
}
