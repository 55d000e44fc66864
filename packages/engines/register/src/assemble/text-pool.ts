/** Gives every distinct text a number, in order of first sight. */
export class TextPool {
  readonly #ids = new Map<string, number>();
  readonly #dictionaries = new WeakMap<readonly string[], Int32Array>();
  readonly values: string[] = [];

  id(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.values.length;
    this.#ids.set(text, id);
    this.values.push(text);
    return id;
  }

  /** Numbers of all texts of a dictionary; asked again, the dictionary is not gone through again. */
  idsOf(dictionary: readonly string[]): Int32Array {
    const known = this.#dictionaries.get(dictionary);
    if (known?.length === dictionary.length) return known;
    const ids = Int32Array.from(dictionary, (text) => this.id(text));
    this.#dictionaries.set(dictionary, ids);
    return ids;
  }

  find(text: string): number {
    return this.#ids.get(text) ?? -1;
  }
}
