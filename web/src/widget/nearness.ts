/** How near to what is seen of the page an element begins to load. */
const NEAR = "300px";

/** Says once when an element comes near to what is seen, or is `loading="eager"`. */
export class Nearness {
  readonly #observer: IntersectionObserver;

  constructor(readonly element: Element, readonly near: () => void) {
    this.#observer = new IntersectionObserver((seen) => { if (seen.some((s) => s.isIntersecting)) this.#say(); }, { rootMargin: NEAR });
  }

  watch(): void {
    if (this.element.getAttribute("loading") === "eager") this.#say();
    else this.#observer.observe(this.element);
  }

  end(): void {
    this.#observer.disconnect();
  }

  #say(): void {
    this.end();
    this.near();
  }
}
