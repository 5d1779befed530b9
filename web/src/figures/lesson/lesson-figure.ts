import type { PropertyDeclarations } from "lit";
import type { LessonKey } from "../../i18n/lesson.js";
import { say } from "../../i18n/lesson.js";
import type { Args } from "../../i18n/t.js";
import { Figure } from "../figure.js";

/** A figure of the lessons: like every figure, with a catalogue of its own. */
export abstract class LessonFigure extends Figure {
  static override properties: PropertyDeclarations = { ...Figure.properties, readonly: { type: Boolean, reflect: true } };

  declare readonly: boolean;

  constructor() {
    super();
    this.readonly = false;
  }

  protected say(key: LessonKey, args?: Args): string {
    return say(this.view.lang, key, args);
  }
}
