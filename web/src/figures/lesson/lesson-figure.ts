import type { LessonKey } from "../../i18n/lesson.js";
import { say } from "../../i18n/lesson.js";
import type { Args } from "../../i18n/t.js";
import { Figure } from "../figure.js";
import { withSubscripts } from "../symbol.js";

/** A figure of the lessons: like every figure, with a catalogue of its own. */
export abstract class LessonFigure extends Figure {
  readonly #waiting = new Set<Promise<unknown>>();

  protected say(key: LessonKey, args?: Args): string {
    return say(this.view.lang, key, args);
  }

  /** The same, with W_o as it is written by hand. */
  protected written(key: LessonKey, args?: Args): unknown {
    return withSubscripts(this.say(key, args));
  }

  /** Its drawing is complete when such answers have come, too. */
  waitFor(answer: Promise<unknown>): void {
    this.#waiting.add(answer);
    void answer.finally(() => this.#waiting.delete(answer));
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    let isComplete = await super.getUpdateComplete();
    while (this.#waiting.size > 0) {
      await Promise.all(this.#waiting);
      isComplete = await super.getUpdateComplete();
    }
    return isComplete;
  }
}
