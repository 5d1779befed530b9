// When a figure draws. What is on the screen draws at once; what is not waits until there is time, so that scrubbing one
// number on the screen costs what the screen shows. First drawings share the frame: those further down take the next ones.

/** How long first drawings may take of one frame, and how long what nobody sees may lag behind; ms. */
const SHARE = 24;
const PATIENCE = 400;

type Draw = () => void;

const onScreen = new WeakSet<Element>();
const first = new Map<Element, Draw>();
const unseen = new Map<Element, Draw>();
let spentUntil = 0; // the end of this frame's share
let calledFrame = false;
let calledIdle = false;

const observer = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) {
      onScreen.add(target);
      run(unseen, target);
    } else {
      onScreen.delete(target);
    }
  }
}, { rootMargin: "120px" });

addEventListener("beforeprint", () => {
  for (const waiting of [first, unseen]) for (const figure of [...waiting.keys()]) run(waiting, figure);
});

/** Begins and ends watching where a figure is. */
export function watch(figure: Element): void {
  observer.observe(figure);
}

export function unwatch(figure: Element): void {
  observer.unobserve(figure);
  onScreen.delete(figure);
  first.delete(figure);
  unseen.delete(figure);
}

/** Undefined where the figure may draw now; else a promise of its turn. */
export function turnOf(figure: Element, drawn: boolean): Promise<void> | undefined {
  if (drawn ? onScreen.has(figure) : shareLeft()) return undefined;
  return new Promise((draw) => {
    (drawn ? unseen : first).set(figure, draw);
    if (drawn) callIdle();
    else callFrame();
  });
}

function run(waiting: Map<Element, Draw>, figure: Element): void {
  const draw = waiting.get(figure);
  waiting.delete(figure);
  draw?.();
}

function shareLeft(): boolean {
  const now = performance.now();
  if (!calledFrame) {
    spentUntil = now + SHARE;
    callFrame();
  }
  return now < spentUntil;
}

function callFrame(): void {
  if (calledFrame) return;
  calledFrame = true;
  requestAnimationFrame(() => {
    calledFrame = false;
    void drawFirst();
  });
}

async function drawFirst(): Promise<void> {
  const end = performance.now() + SHARE;
  for (const figure of [...first.keys()]) {
    if (performance.now() >= end) return callFrame();
    run(first, figure);
    await undefined; // it draws as the promise settles
  }
}

function callIdle(): void {
  if (calledIdle) return;
  calledIdle = true;
  const idle = globalThis.requestIdleCallback ?? ((f: () => void) => setTimeout(f, 50)); // Safari
  idle(() => {
    calledIdle = false;
    const [figure] = unseen.keys();
    if (figure) run(unseen, figure);
    if (unseen.size > 0) callIdle();
  }, { timeout: PATIENCE });
}
