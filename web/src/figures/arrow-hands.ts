import type { Edit } from "../model/edit.js";
import type { Frame } from "../model/frame.js";
import type { Arrow, Plane } from "./arrows.js";
import { headOfArrow, keyStep, moveTo, pixelNumber, steppedHead, wayBack, type Head } from "./arrow-head.js";
import type { Point } from "./dot-product.js";

/** What the hands move in: the picture that stands. */
export interface Ground {
  readonly frame: Frame;
  readonly plane: Plane;
  /** How far the picture reaches, and how much a pixel is. */
  readonly reach: number;
  readonly perPixel: number;
  /** The point of the plane under a pointer. */
  at(e: PointerEvent): Point;
}

interface Held {
  readonly head: Head;
  readonly gesture: number;
  readonly back: readonly [string, string];
  readonly pointer: { readonly id: number; readonly x: number; readonly y: number; readonly grip: Point } | null;
  moved: boolean;
}

/** Pixels before a press is a drag. */
const SLACK = 4;

let gestures = 0;

/**
 * Moves the heads of arrows: with the mouse, a finger, or the arrow keys (Shift coarse, Alt fine). Each way of the hand
 * is one gesture, so one change; Escape takes it back.
 */
export class ArrowHands {
  #held: Held | null = null;
  readonly #ground: () => Ground | null;
  readonly #edit: (edit: Edit) => void;
  readonly #changed: () => void;

  /** changed is called when a hold begins or ends. */
  constructor(ground: () => Ground | null, edit: (edit: Edit) => void, changed: () => void) {
    this.#ground = ground;
    this.#edit = edit;
    this.#changed = changed;
  }

  /** True while a head is on its way: the picture should hold still. */
  get isMoving(): boolean {
    return this.#held?.moved ?? false;
  }

  /** True from the press of a finger or a button on: the page should not scroll. */
  get isHolding(): boolean {
    return this.#held?.pointer != null;
  }

  press(e: PointerEvent, arrow: Arrow): void {
    const ground = this.#ground();
    const head = ground && headOfArrow(ground.frame, arrow, ground.plane);
    if (!ground || !head || e.button !== 0 || !e.isPrimary) return;
    const { a, b } = ground.at(e);
    this.#hold(ground, head, { id: e.pointerId, x: e.clientX, y: e.clientY, grip: { a: arrow.a - a, b: arrow.b - b } });
  }

  move(e: PointerEvent, svg: SVGSVGElement): void {
    const ground = this.#ground();
    const held = this.#held;
    if (!ground || !held?.pointer || held.pointer.id !== e.pointerId) return;
    if (e.buttons === 0) return this.release(); // it was let go outside
    const { x, y, grip } = held.pointer;
    if (!held.moved) {
      if (Math.hypot(e.clientX - x, e.clientY - y) < SLACK) return;
      svg.setPointerCapture(e.pointerId);
      this.#begin(held);
    }
    const { a, b } = ground.at(e);
    this.#edit(moveTo(held.head, [pixelNumber(a + grip.a, ground.perPixel), pixelNumber(b + grip.b, ground.perPixel)], held.gesture));
  }

  /** Moves an arrow's head by a key; false where the key is none of ours. */
  key(e: KeyboardEvent, arrow: Arrow): boolean {
    const by = BY[e.key];
    const ground = this.#ground();
    if (!by || !ground || e.ctrlKey || e.metaKey) return false;
    const head = headOfArrow(ground.frame, arrow, ground.plane);
    const texts = head && steppedHead(ground.frame, head, by, keyStep(ground.reach, e));
    if (!head || !texts) return true;
    const held = this.#held && sameHead(this.#held.head, head) ? this.#held : this.#hold(ground, head, null);
    if (!held.moved) this.#begin(held);
    this.#edit(moveTo(head, texts, held.gesture));
    return true;
  }

  /** Takes back what the hold has moved; false where nothing was. */
  cancel(): boolean {
    const held = this.#held;
    if (!held?.moved) return false;
    this.#edit(moveTo(held.head, held.back, held.gesture));
    this.release();
    return true;
  }

  release(): void {
    const { moved } = this.#held ?? {};
    this.#held = null;
    if (moved) this.#changed();
  }

  #hold({ frame }: Ground, head: Head, pointer: Held["pointer"]): Held {
    return (this.#held = { head, gesture: ++gestures, back: wayBack(frame, head), pointer, moved: false });
  }

  #begin(held: Held): void {
    held.moved = true;
    this.#changed();
  }
}

const BY: Readonly<Record<string, readonly [across: number, up: number]>> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
};

function sameHead(a: Head, b: Head): boolean {
  return a.step === b.step && a.row === b.row && a.cols[0] === b.cols[0] && a.cols[1] === b.cols[1];
}
