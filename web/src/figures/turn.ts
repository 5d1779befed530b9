// When a figure, or a control, draws. What is on the screen draws at once; what is not waits until there is time, so that scrubbing one
// number on the screen costs what the screen shows. First drawings share the frame: those further down take the next ones.

import { pause } from "../engine/pause.js";

/** How long first drawings may take of one frame, and how long what nobody sees may lag behind; ms. */
const SHARE = 5;
const PATIENCE = 250;
/** Time in which one more figure can be drawn; ms. */
const LEAST = 3;

type Draw = () => void;

const onScreen = new WeakSet<Element>();
const first = new Map<Element, Draw>();
const unseen = new Map<Element, Draw>();
let spentUntil = 0; // the end of this frame's share
let calledFrame = false;
let calledIdle = false;

let observer: IntersectionObserver | undefined;

// Made when the first figure stands on a page: modules are read without one too.
function begin(): IntersectionObserver {
  addEventListener("beforeprint", () => {
    for (const waiting of [first, unseen]) for (const figure of [...waiting.keys()]) run(waiting, figure);
  });
  return new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) {
        onScreen.add(target);
        run(unseen, target);
      } else {
        onScreen.delete(target);
      }
    }
  }, { rootMargin: "120px" });
}

/** Begins and ends watching where a figure is. */
export function watch(figure: Element): void {
  observer ??= begin();
  observer.observe(figure);
}

export function unwatch(figure: Element): void {
  observer?.unobserve(figure);
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

/** Settles when every figure that there is has drawn once. */
export async function drawnOnce(): Promise<void> {
  do await new Promise((go) => requestAnimationFrame(go)); while (first.size > 0);
  await pause();
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
    void pause().then(() => { // laying out what was drawn is work enough for the frame itself
      calledFrame = false;
      return drawFirst();
    });
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
  idle((left) => {
    calledIdle = false;
    for (const figure of [...unseen.keys()]) {
      run(unseen, figure);
      if (left() < LEAST) break;
    }
    if (unseen.size > 0) callIdle();
  });
}

/** Calls back when there is time, and says how much is left of it; when patience ends, there is as much as is needed. */
function idle(call: (left: () => number) => void): void {
  if (!("requestIdleCallback" in globalThis)) return void setTimeout(call, 50, () => 0); // Safari
  requestIdleCallback((deadline) => call(() => (deadline.didTimeout ? Infinity : deadline.timeRemaining())), { timeout: PATIENCE });
}
