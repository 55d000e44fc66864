/** Typed columns that grow together by doubling: bounded waste, no array of objects. */
export class GrowingColumns<const I extends string, const F extends string = never> {
  readonly #ints: Record<I, Int32Array>;
  readonly #floats: Record<F, Float64Array>;
  readonly #intNames: readonly I[];
  readonly #floatNames: readonly F[];
  #capacity = 64;
  #count = 0;

  constructor(ints: readonly I[], floats: readonly F[] = []) {
    this.#intNames = ints;
    this.#floatNames = floats;
    this.#ints = Object.fromEntries(ints.map((name) => [name, new Int32Array(64)])) as Record<I, Int32Array>;
    this.#floats = Object.fromEntries(floats.map((name) => [name, new Float64Array(64)])) as Record<F, Float64Array>;
  }

  get count(): number {
    return this.#count;
  }

  add(row: Readonly<Record<I | F, number>>): number {
    if (this.#count === this.#capacity) this.#grow();
    for (const name of this.#intNames) this.#ints[name][this.#count] = row[name];
    for (const name of this.#floatNames) this.#floats[name][this.#count] = row[name];
    this.#count += 1;
    return this.#count - 1;
  }

  ints(name: I): Int32Array {
    return this.#ints[name].slice(0, this.#count);
  }

  floats(name: F): Float64Array {
    return this.#floats[name].slice(0, this.#count);
  }

  #grow(): void {
    this.#capacity *= 2;
    for (const name of this.#intNames) {
      const next = new Int32Array(this.#capacity);
      next.set(this.#ints[name]);
      this.#ints[name] = next;
    }
    for (const name of this.#floatNames) {
      const next = new Float64Array(this.#capacity);
      next.set(this.#floats[name]);
      this.#floats[name] = next;
    }
  }
}
