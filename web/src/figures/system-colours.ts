import type { ReactiveController, ReactiveControllerHost } from "lit";

const DARK = matchMedia("(prefers-color-scheme: dark)");

/** Tells an element with a canvas when the system goes from light to dark: a canvas does not follow the style sheet by itself. */
export class SystemColours implements ReactiveController {
  constructor(host: ReactiveControllerHost, readonly recolour: () => void) {
    host.addController(this);
  }

  hostConnected(): void {
    DARK.addEventListener("change", this.recolour);
  }

  hostDisconnected(): void {
    DARK.removeEventListener("change", this.recolour);
  }
}
