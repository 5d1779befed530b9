// A browser's window without a browser: to be read before anything of the page is.

import { GlobalRegistrator } from "@happy-dom/global-registrator";

GlobalRegistrator.register({ url: "https://lab.invalid/" });

// Which option is chosen is said before the option stands in its select, and would be forgotten there.
const chosen = new WeakMap<object, boolean>();
Object.defineProperty(HTMLOptionElement.prototype, "selected", {
  get(this: object) { return chosen.get(this) ?? false; },
  set(this: object, is: boolean) { chosen.set(this, is); },
});
