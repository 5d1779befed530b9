import type { Frame } from "../model/frame.js";
import type { State } from "../store/state.js";

/** Says by events of an element what became of its document: `qkv-change` {doc, frame}, `qkv-ready` once, `qkv-problem`. */
export class Announcer {
  #said: Frame | null = null;
  #saidReady = false;
  #refused: State["refused"] = null;
  #failure: State["failure"] = null;

  constructor(readonly element: HTMLElement) {}

  /** True where there was a frame to tell of. */
  get hasSpoken(): boolean {
    return this.#said !== null;
  }

  /** True where this frame has been told of. */
  knows(frame: Frame | null): boolean {
    return frame === this.#said;
  }

  /** isReady: the element shows the frame, or its owner does not wait for that. */
  tell({ frame, refused, failure }: State, isReady = true): void {
    const isNew = frame !== this.#said;
    this.#said = frame;
    if (frame && isNew) this.#emit("qkv-change", { doc: frame.doc, frame });
    if (frame && isReady && !this.#saidReady) {
      this.#saidReady = true;
      this.#emit("qkv-ready");
    }
    if (refused && refused !== this.#refused) this.#emit("qkv-problem", refused.problem);
    this.#refused = refused;
    if (failure && failure !== this.#failure) this.#emit("qkv-problem", { code: failure.code, field: "", args: [], message: failure.message });
    this.#failure = failure;
  }

  #emit(name: string, detail?: unknown): void {
    this.element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
