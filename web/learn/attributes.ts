/** The attributes of a directive, asked for one by one; what nobody asked for is a mistake. */
export class Attributes {
  readonly #of: ReadonlyMap<string, string>;
  readonly #asked = new Set<string>();

  constructor(of: Readonly<Record<string, string | null | undefined>> | null | undefined) {
    this.#of = new Map(Object.entries(of ?? {}).map(([name, value]) => [name, value ?? ""]));
  }

  has(name: string): boolean {
    this.#asked.add(name);
    return this.#of.has(name);
  }

  /** Throws where there is no such attribute, unless there is something to say instead. */
  text(name: string, otherwise?: string): string {
    this.#asked.add(name);
    const value = this.#of.get(name) ?? otherwise;
    if (value === undefined) throw new Error(`the attribute ${name} is missing`);
    return value;
  }

  number(name: string, otherwise?: number): number {
    const text = this.text(name, otherwise === undefined ? undefined : String(otherwise));
    const value = Number(text);
    if (text.trim() === "" || !Number.isFinite(value)) throw new Error(`${name} is a number, not “${text}”`);
    return value;
  }

  oneOf(name: string, words: readonly string[]): string {
    const word = this.text(name, words[0]);
    if (!words.includes(word)) throw new Error(`${name} is one of ${words.join(", ")}, not “${word}”`);
    return word;
  }

  /** `head.0.attn.1.3` */
  cell(name: string): { step: string; row: number; col: number } {
    const [, step, row, col] = /^(.+)\.(\d+)\.(\d+)$/.exec(this.text(name)) ?? [];
    if (step === undefined) throw new Error(`${name} is a step, a row and a column, such as q.0.2, not “${this.text(name)}”`);
    return { step, row: Number(row), col: Number(col) };
  }

  /** All that nobody has asked for yet. */
  get rest(): ReadonlyMap<string, string> {
    return new Map([...this.#of].filter(([name]) => !this.#asked.has(name)));
  }

  /** Throws where something was written that nobody reads. */
  done(): void {
    const [name] = this.rest.keys();
    if (name !== undefined) throw new Error(`nobody reads the attribute ${name}: it is misspelt, or does not belong here`);
  }
}
