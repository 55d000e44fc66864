/** A code without the prefix of its list: "eba_ZZ:x959" and "x959" name the same thing. */
export function bareCode(code: string): string {
  return code.slice(code.lastIndexOf(':') + 1);
}

/** Tells whether a code is among others, prefixes aside; an empty code is in none. */
export function oneOf(codes: readonly string[]): (code: string | undefined) => boolean {
  const bare = new Set(codes.map(bareCode));
  return (code) => code !== undefined && code !== '' && bare.has(bareCode(code));
}
