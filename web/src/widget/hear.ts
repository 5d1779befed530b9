import type { CellProgram, Clipboard } from "../app/clipboard.js";
import type { Edit } from "../model/edit.js";
import type { CellRef, View } from "../model/view.js";
import type { Figure } from "../figures/figure.js";
import type { Store } from "../store/store.js";
import { taker } from "./taker.js";

/** What the figures within an element tell it, by the names of their events. */
export interface Told {
  "qkv-edit": Edit;
  "qkv-hover": CellRef | null;
  "qkv-pin": CellRef | null;
  "qkv-view": Partial<View>;
  "qkv-copy": string;
  "qkv-copy-code": CellProgram;
  "qkv-take": Figure;
  "qkv-question": { place: HTMLElement; cell: CellRef };
}

type Ears = { [K in keyof Told]: (detail: Told[K]) => void };

/** Lets a store follow what is done to the figures within an element, where `own` does not say otherwise. It ends here: nobody outside takes it for theirs. */
export function hear(element: HTMLElement, store: Store, clipboard: Clipboard, own: Partial<Ears> = {}): void {
  const ears: Ears = {
    "qkv-edit": (edit) => void store.apply(edit),
    "qkv-hover": (hover) => store.look({ hover }),
    "qkv-pin": (pinned) => store.look({ pinned }),
    "qkv-view": (part) => store.look(part),
    "qkv-copy": (text) => void clipboard.copy(text),
    "qkv-copy-code": (program) => void clipboard.copyProgram(store.state.frame?.doc ?? "", program),
    "qkv-question": ({ place, cell }) => {
      const { frame, view } = store.state;
      if (frame) void taker().then((t) => t.question(place, frame, cell, view.lang)).catch(() => undefined);
    },
    "qkv-take": (figure) => void clipboard.take(figure),
    ...own,
  };
  for (const [name, ear] of Object.entries(ears)) {
    element.addEventListener(name, (e) => {
      e.stopPropagation();
      (ear as (detail: unknown) => void)((e as CustomEvent).detail);
    });
  }
}
