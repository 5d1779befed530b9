import { adoptStyles, type LitElement, type ReactiveController } from "lit";
import { tokens } from "../styles/tokens.js";
import { setGuests } from "../app/guest.js";
import type { QkvLab } from "../app/lab.js";
import type { Store } from "../store/store.js";
import { keepKeys, mustBeBox } from "./apart.js";
import { askedOf, isPair, pairsIn, viewOf } from "./asked.js";
import { insulation } from "./host.css.js";
import { Nearness } from "./nearness.js";

/** What a lab in somebody else's page does beside: it opens when it comes near, follows its attributes, and keeps that page's styles out. */
class LabGuest implements ReactiveController {
  readonly #nearness: Nearness;
  readonly #attributes = new MutationObserver((changes) => this.#changed(changes.map((c) => c.attributeName ?? "")));
  #isOpen = false;
  #isInsulated = false;

  constructor(readonly lab: QkvLab, readonly store: Store, open: () => void) {
    this.#nearness = new Nearness(lab, () => {
      this.#isOpen = true;
      open();
    });
    lab.addController(this);
    if (!lab.page) keepKeys(lab);
  }

  hostConnected(): void {
    if (this.lab.page) return;
    mustBeBox(this.lab);
    if (!this.#isInsulated) adoptStyles(this.lab.renderRoot as ShadowRoot, [tokens, insulation, ...(this.lab.constructor as typeof LitElement).elementStyles]);
    this.#isInsulated = true;
    this.#attributes.observe(this.lab, { attributes: true });
    if (!this.#isOpen) this.#nearness.watch();
  }

  hostDisconnected(): void {
    this.#attributes.disconnect();
    this.#nearness.end();
  }

  #changed(names: string[]): void {
    if (this.#isOpen && names.some((name) => name === "doc" || isPair(name))) void this.store.load(askedOf(this.lab));
    if (names.includes("loading") && !this.#isOpen) this.#nearness.watch();
    if (names.includes("view")) this.store.look(viewOf(pairsIn(this.lab.getAttribute("view"))));
    if (names.includes("hide")) this.lab.requestUpdate();
  }
}

setGuests((lab, store, open) => new LabGuest(lab, store, open));
