/** Gives each key its own short element id (`prefix-1`, `prefix-2`, ...), the same one each time. Ids do not depend on pages. */
export class Anchors {
  readonly #prefix: string;
  readonly #known = new Map<string, string>();

  constructor(prefix: string, keys: Iterable<string>) {
    this.#prefix = prefix;
    for (const key of keys) {
      if (!this.#known.has(key)) this.#known.set(key, `${this.#prefix}-${this.#known.size + 1}`);
    }
  }

  /** The element id of a key, or null when there is nothing to link to. */
  of(key: string): string | null {
    return this.#known.get(key) ?? null;
  }

  /** Place of a key, from 1. */
  number(key: string): number | null {
    const id = this.#known.get(key);
    return id === undefined ? null : Number(id.slice(this.#prefix.length + 1));
  }
}
