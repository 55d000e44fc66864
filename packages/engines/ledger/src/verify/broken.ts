/** The first link of a bundle that does not hold. All but `detail` is part of the bundle format: every verifier says the same. */
export interface Broken {
  /** What does not hold: "container", a path, "entry 5", "object of entry 5", "signature of entry 5", ... */
  readonly link: string;
  /** Which check failed: "sha256", "previous", "signature", ... */
  readonly check: string;
  readonly expected: string;
  readonly found: string;
  /** More, in words. */
  readonly detail?: string;
}

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly broken: Broken };

export function holds<T>(value: T): Checked<T> {
  return { ok: true, value };
}

export function breaks(link: string, check: string, expected: string, found: string, detail?: string): Checked<never> {
  return { ok: false, broken: { link, check, expected, found, ...(detail === undefined ? {} : { detail }) } };
}
