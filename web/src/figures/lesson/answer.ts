import type { Frame } from "../../model/frame.js";
import type { LessonFigure } from "./lesson-figure.js";

/** What there is of an answer: undefined until it comes, null where there is none. */
export type Come<T> = T | null | undefined;

interface Asked<T> { readonly frame: Frame; readonly key: string; found: Come<T> }

/** Asks the engine about a frame, once for each frame and question; the last answer stays at hand. */
export class AnswerOf<T> {
  #asked: Asked<T> | undefined;
  readonly #figure: LessonFigure;

  /** The figure is drawn anew when an answer has come that was waited for. */
  constructor(figure: LessonFigure) {
    this.#figure = figure;
  }

  now(frame: Frame, key: string, ask: () => Promise<T>): Come<T> {
    if (this.#asked?.frame !== frame || this.#asked.key !== key) this.#ask(frame, key, ask);
    return this.#asked?.found;
  }

  #ask(frame: Frame, key: string, ask: () => Promise<T>): void {
    const asked: Asked<T> = { frame, key, found: undefined };
    this.#asked = asked;
    const answer = (found: T | null): void => {
      asked.found = found;
      if (this.#asked === asked) this.#figure.requestUpdate();
    };
    this.#figure.waitFor(ask().then(answer, () => answer(null)));
  }
}
