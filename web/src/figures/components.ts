import type { Frame, Principal } from "../model/frame.js";
import type { View } from "../model/view.js";
import { alike, meaningless } from "./arrows.js";

/** Why principal components are not shown. */
export type Refusal = NonNullable<ReturnType<typeof meaningless>> | "failed";

/** What there is of the principal components that a view asks for. */
export type Components =
  | { readonly is: "unasked" | "waiting" }
  | { readonly is: "refused"; readonly why: Refusal }
  | { readonly is: "here"; readonly principal: Principal };

interface Asked {
  readonly frame: Frame;
  readonly sets: string;
  /** Undefined until the answer comes, null where there is none. */
  found: Principal | null | undefined;
}

/** Asks frames for principal components, as the view wants them and no sooner: the engine computes them then. */
export class ComponentsOf {
  #asked: Asked | undefined;
  readonly #came: () => void;

  /** came is called when an answer has come that was waited for. */
  constructor(came: () => void) {
    this.#came = came;
  }

  now(frame: Frame, { basis, vectors }: Pick<View, "basis" | "vectors">): Components {
    const sets = basis === "principal" ? alike(frame, vectors) : [];
    if (sets.length === 0) return { is: "unasked" };
    const key = sets.join();
    if (this.#asked?.frame !== frame || this.#asked.sets !== key) this.#ask(frame, sets, key);
    const found = this.#asked?.found;
    if (found === undefined) return { is: "waiting" };
    const why = found ? meaningless(frame, sets, found) : "failed";
    return why ? { is: "refused", why } : { is: "here", principal: found! };
  }

  #ask(frame: Frame, sets: readonly string[], key: string): void {
    const asked: Asked = { frame, sets: key, found: undefined };
    this.#asked = asked;
    const answer = (found: Principal | null): void => {
      asked.found = found;
      if (this.#asked === asked) this.#came();
    };
    frame.principal(sets).then(answer, () => answer(null));
  }
}
