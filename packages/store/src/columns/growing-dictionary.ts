/** Values of one column across many files, each with one code. */
export class GrowingDictionary {
  readonly values: string[] = [];
  readonly #codes = new Map<string, number>();

  /** Codes here of another dictionary's values, in their order. */
  adopt(values: readonly string[]): Int32Array {
    const codes = new Int32Array(values.length);
    for (let index = 0; index < values.length; index += 1) {
      const text = values[index] as string;
      let code = this.#codes.get(text);
      if (code === undefined) {
        code = this.values.length;
        this.#codes.set(text, code);
        this.values.push(text);
      }
      codes[index] = code;
    }
    return codes;
  }
}
