import type { Edit } from "../model/edit.js";
import type { Frame } from "../model/frame.js";
import type { Lang } from "../model/view.js";
import type { CellRef, Note, Problem, Term } from "../wire.gen.js";
import type { Engine } from "./engine.js";
import { engine } from "./shared.js";

/** `window.qkvLab`: the arithmetic for other scripts. */
export interface QkvLab {
  readonly version: string;
  /** Settles when the engine runs, or rejects with a clear error. Asking for it starts the engine. */
  readonly ready: Promise<void>;
  step(doc: string, edit?: Edit): Promise<{ ok: true; doc: string; frame: Frame; notes: readonly Note[] } | { ok: false; problem: Problem }>;
  explain(doc: string, id: string, row: number, col: number): Promise<{ terms: Term[]; sources: CellRef[]; text: string }>;
}

declare global {
  interface Window {
    qkvLab?: QkvLab;
  }
}

declare const __QKV_VERSION__: string;

/** Puts `window.qkvLab` there, on the engine of the page. */
export function publish(): void {
  window.qkvLab = apiOf(engine, __QKV_VERSION__);
}

function apiOf(engine: Engine, version: string): QkvLab {
  const lang = (): Lang => (document.documentElement.lang.startsWith("ko") ? "ko" : "en");
  return Object.freeze({
    version,
    get ready() {
      return engine.ready();
    },
    async step(doc: string, edit?: Edit) {
      const result = await engine.step(doc, edit, lang());
      if (!result.ok) return result;
      const { frame } = result;
      return { ok: true as const, doc: frame.doc, frame, notes: frame.notes };
    },
    async explain(doc: string, id: string, row: number, col: number) {
      return engine.explain(doc, id, row, col, lang());
    },
  });
}
