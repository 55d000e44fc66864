/** Gives every distinct text a number, in order of first sight. */
export class TextPool {
  readonly #ids = new Map<string, number>();
  readonly values: string[] = [];

  id(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.values.length;
    this.#ids.set(text, id);
    this.values.push(text);
    return id;
  }

  find(text: string): number {
    return this.#ids.get(text) ?? -1;
  }
}
