/** A text to be placed at a point: away from the origin first, then around. */
export interface LabelWish {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Direction that leads away from the origin, in radians, y downwards. */
  readonly angle: number;
  /** Who comes first when there is not room for all: larger is sooner. */
  readonly weight: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Turns that are tried, from straight on to sideways. */
const TURNS = [0, 0.5, -0.5, 1, -1, 1.6, -1.6, 2.4, -2.4];
const GAPS = [5, 12];

/**
 * Places labels so that none covers another, an arrow's head or the edge: greedily, the weighty first. A label for which
 * there is no room is null; it is shown when its vector is pointed at.
 */
export function placeLabels(wishes: readonly LabelWish[], frame: Box): (Box | null)[] {
  const heads = wishes.map(({ x, y }): Box => ({ x: x - 3, y: y - 3, width: 6, height: 6 }));
  const placed: Box[] = [];
  const out: (Box | null)[] = wishes.map(() => null);
  const order = wishes.map((_, i) => i).sort((a, b) => wishes[b]!.weight - wishes[a]!.weight || a - b);
  for (const i of order) {
    const free = candidates(wishes[i]!).find((box) => inside(box, frame)
      && !placed.some((other) => overlap(box, other))
      && !heads.some((head, j) => j !== i && overlap(box, head)));
    if (!free) continue;
    placed.push(free);
    out[i] = free;
  }
  return out;
}

function candidates({ x, y, width, height, angle }: LabelWish): Box[] {
  return GAPS.flatMap((gap) => TURNS.map((turn): Box => {
    const [dx, dy] = [Math.cos(angle + turn), Math.sin(angle + turn)];
    // the box touches the circle of radius gap around the point, whatever the direction
    const cx = x + dx * gap + Math.sign(dx) * Math.min(1, Math.abs(dx) * 1.6) * (width / 2);
    const cy = y + dy * gap + Math.sign(dy) * Math.min(1, Math.abs(dy) * 1.6) * (height / 2);
    return { x: cx - width / 2, y: cy - height / 2, width, height };
  }));
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function inside(a: Box, b: Box): boolean {
  return a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;
}
