import { turnedBy, type Sight } from "./sight.js";

/** Degrees for each pixel of a drag, and for each press of a key or button. */
const PER_PIXEL = 0.5;
const PRESS = 15;
const FINE = 3;
/** Pixels before a press is a drag. */
const SLACK = 4;

interface Held {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly sight: Sight;
  moved: boolean;
}

/** Turns a picture of space: dragged with mouse or finger, by the arrow keys (Shift fine), by buttons. */
export class Turner {
  #held: Held | null = null;
  readonly #get: () => Sight;
  readonly #set: (sight: Sight) => void;

  constructor(get: () => Sight, set: (sight: Sight) => void) {
    this.#get = get;
    this.#set = set;
  }

  get isMoving(): boolean {
    return this.#held?.moved ?? false;
  }

  press(e: PointerEvent): void {
    if (e.button !== 0 || !e.isPrimary) return;
    this.#held = { id: e.pointerId, x: e.clientX, y: e.clientY, sight: this.#get(), moved: false };
  }

  move(e: PointerEvent, on: Element): void {
    const held = this.#held;
    if (!held || held.id !== e.pointerId) return;
    if (e.buttons === 0) return this.release(); // it was let go outside
    const [dx, dy] = [e.clientX - held.x, e.clientY - held.y];
    if (!held.moved) {
      if (Math.hypot(dx, dy) < SLACK) return;
      held.moved = true;
      on.setPointerCapture(e.pointerId);
    }
    this.#set(turnedBy(held.sight, dx * PER_PIXEL, dy * PER_PIXEL));
  }

  release(): void {
    this.#held = null;
  }

  by(across: number, up: number): void {
    this.#set(turnedBy(this.#get(), across * PRESS, up * PRESS));
  }

  key(e: KeyboardEvent): boolean {
    const way = WAYS[e.key];
    if (!way || e.ctrlKey || e.metaKey || e.altKey) return false;
    const far = e.shiftKey ? FINE : PRESS;
    this.#set(turnedBy(this.#get(), way[0] * far, way[1] * far));
    return true;
  }
}

const WAYS: Readonly<Record<string, readonly [across: number, up: number]>> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};
