/** How wide a heat map is drawn before it is enlarged, in px. */
export const HEAT_ROOM = 420;

/** Up to so many columns digits can be read from afar; beyond, colours. */
export const WIDEST = 16;

/** The size of digits in a figure that is not enlarged, in px; and how high they may get, of the window's height. */
const DIGITS = 12;
const LARGEST = 0.06;

/** How much a figure is enlarged to fill a room, all in px: never below its own size, for then it scrolls. */
export function enlargement(figure: { width: number; height: number }, room: { width: number; height: number }, window: number): number {
  const fits = Math.min(room.width / figure.width, room.height / figure.height);
  return Math.max(1, Math.min(fits, (LARGEST * window) / DIGITS));
}

/** Enlarges the figure of a stage as far as there is room. */
export function fit(stage: HTMLElement): void {
  const figure = stage.querySelector("qkv-matrix");
  const body = figure?.renderRoot.querySelector<HTMLElement>("table, .heat .scroll");
  if (!figure || !body) return;
  figure.style.zoom = "1";
  const size = { width: Math.max(body.scrollWidth + 12, figure.offsetWidth), height: figure.offsetHeight };
  figure.style.zoom = enlargement(size, { width: stage.clientWidth, height: stage.clientHeight }, innerHeight).toFixed(3);
  const cut = body.parentElement!;
  if (cut.scrollWidth > cut.clientWidth) body.querySelector(".pinned")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
