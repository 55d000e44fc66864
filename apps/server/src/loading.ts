/** What the server still does before it can answer everything. It listens meanwhile, so that people can sign in and see how far it is. */
export class Loading {
  #doing: string | null;

  constructor(doing: string) {
    this.#doing = doing;
  }

  /** What is being done, in a sentence for people; null once everything is there. */
  get doing(): string | null {
    return this.#doing;
  }

  says(doing: string): void {
    if (this.#doing !== null) this.#doing = doing;
  }

  ends(): void {
    this.#doing = null;
  }
}

/** Something was asked for that is still being loaded. */
export class StillLoading extends Error {}
