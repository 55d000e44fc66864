const quarter = 900_000;

/** Local day and time of day in one IANA zone. Offsets are asked for once per quarter of an hour, the finest at which zones change. */
export class ZoneClock {
  readonly #format: Intl.DateTimeFormat;
  readonly #offsets = new Map<number, number>();

  /** Throws a RangeError for a zone that is not known. */
  constructor(zone: string) {
    this.#format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  }

  /** Milliseconds by which local time is ahead of UTC at a moment. */
  offsetAt(moment: number): number {
    const slot = Math.floor(moment / quarter);
    let offset = this.#offsets.get(slot);
    if (offset === undefined) {
      const start = slot * quarter;
      const parts = new Map(this.#format.formatToParts(start).map(({ type, value }) => [type, Number(value)]));
      const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
      offset = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - start;
      this.#offsets.set(slot, offset);
    }
    return offset;
  }

  /**
   * The moment of a local time, given as if it were UTC. `twice` when clocks were set back over it (the earlier moment is
   * answered); `never` when clocks were set forward over it.
   */
  momentOf(local: number): { readonly moment: number; readonly doubt: 'none' | 'twice' | 'never' } {
    const day = 86_400_000;
    const before = this.offsetAt(local - day);
    const after = this.offsetAt(local + day);
    const fits = [...new Set([before, after])].filter((offset) => this.offsetAt(local - offset) === offset);
    const [first = before] = fits.toSorted((a, b) => b - a);
    return { moment: local - first, doubt: fits.length === 2 ? 'twice' : fits.length === 1 ? 'none' : 'never' };
  }
}
