import { select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomTransform } from "d3-zoom";

/** How near and how far one may go. */
const EXTENT: [number, number] = [0.25, 40];
/** What a button or a key does. */
const STEP = 1.4;
const PAN = 40;

/**
 * Zoom and pan of a plane: two fingers, Ctrl or Cmd with the wheel, a drag of the background with the mouse. A wheel alone
 * and one finger belong to the page, which scrolls; arrows have hands of their own.
 */
export class PlaneZoom {
  #transform: ZoomTransform = zoomIdentity;
  #svg: SVGSVGElement | null = null;
  readonly #zoom = zoom<SVGSVGElement, unknown>().scaleExtent(EXTENT).filter(isOurs);

  constructor(changed: () => void) {
    this.#zoom.on("zoom", ({ transform }: { transform: ZoomTransform }) => {
      this.#transform = transform;
      changed();
    });
  }

  get transform(): ZoomTransform {
    return this.#transform;
  }

  get isReset(): boolean {
    const { k, x, y } = this.#transform;
    return k === 1 && x === 0 && y === 0;
  }

  /** Listens on the picture that stands now; another one begins unmoved. */
  attach(svg: SVGSVGElement | null): void {
    if (svg === this.#svg) return;
    this.#svg = svg;
    this.#transform = zoomIdentity;
    if (svg) select(svg).call(this.#zoom).on("dblclick.zoom", null);
  }

  by(steps: number): void {
    if (this.#svg) this.#zoom.scaleBy(select(this.#svg), STEP ** steps);
  }

  pan(dx: number, dy: number): void {
    const { k } = this.#transform;
    if (this.#svg) this.#zoom.translateBy(select(this.#svg), (dx * PAN) / k, (dy * PAN) / k);
  }

  reset(): void {
    if (this.#svg) this.#zoom.transform(select(this.#svg), zoomIdentity);
  }

  /** What a key does to the plane, or false where it does nothing. */
  key(e: KeyboardEvent): boolean {
    if (e.ctrlKey || e.metaKey || e.altKey) return false;
    const pan = e.shiftKey ? PANS[e.key] : undefined;
    if (pan) this.pan(...pan);
    else if (e.key === "+" || e.key === "=") this.by(1);
    else if (e.key === "-") this.by(-1);
    else if (e.key === "0") this.reset();
    else return false;
    return true;
  }
}

/** Where the picture goes when one looks the other way. */
const PANS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
};

function isOurs(e: Event): boolean {
  if (e.type === "wheel") return (e as WheelEvent).ctrlKey || (e as WheelEvent).metaKey;
  if (e.type === "touchstart") return (e as TouchEvent).touches.length > 1;
  return (e as MouseEvent).button === 0 && !(e.target as Element).closest(".vector");
}
