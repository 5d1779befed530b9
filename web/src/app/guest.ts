import type { Store } from "../store/store.js";
import type { QkvLab } from "./lab.js";

type Guests = (lab: QkvLab, store: Store, open: () => void) => void;

/** Makes of a lab a guest in somebody else's page (widget/lab-guest.ts); the lab's own page goes without. */
export let guestOf: Guests | undefined;

/** From now on, and before labs are defined, a lab that is not the main thing of its page opens when its guest says so. */
export function setGuests(make: Guests): void {
  guestOf = make;
}
