/** Statements that say how a transaction begins: what they answer is not waited for, the statement after them is sent at once. */
const opening = /^(begin$|select set_config\()/;
const reading = /^select(?!.* for (update|share))/s;

/**
 * What one connection has sent and not waited for: how a transaction begins, and the end of one that only read. A reading
 * transaction of one statement so costs one way to the database and back instead of four. A failure of what was not waited
 * for is thrown by the next statement, before anything is answered on its strength.
 */
export class Deferral {
  #unanswered: Promise<unknown>[] = [];
  #wrote = false;

  /** Takes a statement that was sent; answers null when its answer need not be waited for. */
  async pass<A>(sql: string, answer: Promise<A>): Promise<A | null> {
    answer.catch(() => {});
    if (sql === 'begin') this.#wrote = false;
    if (opening.test(sql) || (sql === 'commit' && !this.#wrote)) {
      this.#unanswered.push(answer);
      return null;
    }
    if (!reading.test(sql)) this.#wrote = true;
    for (const one of this.#unanswered.splice(0)) await one;
    return answer;
  }

  /** Whoever has the connection next begins anew: an end that failed took the transaction with it. */
  forget(): void {
    this.#unanswered = [];
  }
}
