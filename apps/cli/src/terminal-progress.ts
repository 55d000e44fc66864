import type { Progress } from '@underpin/model';

/** Shows progress on standard error once work has taken two seconds; Ctrl-C asks it to stop, a second one ends the process. */
export class TerminalProgress implements Progress {
  #cancelled = false;
  #shown = false;
  #last = 0;
  readonly #started: number;
  readonly #stream: NodeJS.WriteStream;
  readonly #clock: () => number;

  constructor(stream: NodeJS.WriteStream, clock: () => number) {
    this.#stream = stream;
    this.#clock = clock;
    this.#started = clock();
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  cancel(): void {
    this.#cancelled = true;
  }

  report(step: string, done: number, total: number): void {
    const now = this.#clock();
    if (now - this.#started < 2000 || now - this.#last < 200) return;
    this.#last = now;
    this.#shown = true;
    const share = total > 0 ? ` ${Math.floor((100 * done) / total)} %` : '';
    const text = `${step}: ${done}${total > 0 ? ` of ${total}` : ''}${share}`;
    this.#stream.write(this.#stream.isTTY ? `\r\u001B[K${text}` : `${text}\n`);
  }

  /** Takes the progress line away. */
  end(): void {
    if (this.#shown && this.#stream.isTTY) this.#stream.write('\r\u001B[K');
  }
}
