const mostSteps = 64;
const mostGaps = 100_000;
const driftLimit = 1e-4;
const driftSteps = 200;

export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** What a sample is, seen after those before it. */
export type Sighting = 'next' | 'duplicate' | 'conflict' | 'late';

/** Watches the times of one series: order, repeats, distances, gaps. */
export class SeriesWatch {
  last = Number.NEGATIVE_INFINITY;
  lastValue = Number.NaN;
  count = 0;
  readonly #steps = new Map<number, number>();
  /** Distances above this are remembered as possible gaps until the step is known. */
  readonly #long: Gap[] = [];
  #sum = 0;
  #shortest = Infinity;

  see(time: number, value: number): Sighting {
    const step = time - this.last;
    if (step === 0) return value === this.lastValue ? 'duplicate' : 'conflict';
    if (step < 0) return 'late';
    if (this.count > 0) this.#measure(step, time);
    this.last = time;
    this.lastValue = value;
    this.count += 1;
    return 'next';
  }

  #measure(step: number, time: number): void {
    const rounded = Math.max(1, Math.round(step / 1000)) * 1000;
    if (this.#steps.has(rounded) || this.#steps.size < mostSteps)
      this.#steps.set(rounded, (this.#steps.get(rounded) ?? 0) + 1);
    this.#sum += step;
    const long = this.count === 1 || step > 1.5 * this.#shortest;
    if (long && this.#long.length < mostGaps) this.#long.push({ from: time - step, to: time });
    this.#shortest = Math.min(this.#shortest, step);
  }

  /** The most frequent distance in milliseconds, to the second; null below three samples. */
  step(): number | null {
    if (this.count < 3) return null;
    let best: [number, number] | null = null;
    for (const [step, count] of this.#steps) if (best === null || count > best[1]) best = [step, count];
    return best?.[0] ?? null;
  }

  /** Distances of more than one and a half steps. */
  gaps(step: number): readonly Gap[] {
    return this.#long.filter(({ from, to }) => to - from > 1.5 * step);
  }

  /** By what share the distances without gaps are longer than the step: a clock that drifts, or readings that slip. Null when it is none worth telling. */
  drift(step: number): number | null {
    const long = this.gaps(step);
    const steps = this.count - 1 - long.length;
    if (steps < driftSteps) return null;
    const share = (this.#sum - long.reduce((sum, { from, to }) => sum + to - from, 0)) / steps / step - 1;
    return Math.abs(share) > driftLimit && Math.abs(share) < 0.3 ? share : null;
  }
}
