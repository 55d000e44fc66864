/** Minimal sets of `0 .. n-1` that make `holds` true, found by looking at every set: the plain definition, for small n. */
export function minimalByBruteForce(n: number, holds: (set: ReadonlySet<number>) => boolean): number[][] {
  const found: number[][] = [];
  const masks = Array.from({ length: 2 ** n }, (_, mask) => mask).toSorted((a, b) => bits(a) - bits(b) || a - b);
  const minimal: number[] = [];
  for (const mask of masks) {
    if (minimal.some((smaller) => (smaller & mask) === smaller)) continue;
    const set = Array.from({ length: n }, (_, member) => member).filter((member) => (mask >> member) & 1);
    if (!holds(new Set(set))) continue;
    minimal.push(mask);
    found.push(set);
  }
  return found;
}

/** Probability that `holds` is true, summed over every state of independent events. */
export function probabilityByBruteForce(of: readonly number[], holds: (set: ReadonlySet<number>) => boolean): number {
  let total = 0;
  for (let mask = 0; mask < 2 ** of.length; mask++) {
    const set = new Set([...of.keys()].filter((member) => (mask >> member) & 1));
    if (holds(set)) total += of.reduce((product, own, member) => product * (set.has(member) ? own : 1 - own), 1);
  }
  return total;
}

function bits(mask: number): number {
  return mask.toString(2).replaceAll('0', '').length;
}

/** Sets as sorted texts, so that two lists of sets can be compared. */
export function canonical(sets: readonly (readonly (string | number)[])[]): string[] {
  return sets.map((set) => set.map(String).toSorted().join(' ')).toSorted();
}
