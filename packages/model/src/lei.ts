const form = /^[A-Z0-9]{18}[0-9]{2}$/;

function remainder97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

/** True for 20 characters in the form of an LEI (ISO 17442), check digits not looked at. */
export function hasLeiForm(text: string): boolean {
  return form.test(text);
}

/** True when the check digits hold (ISO/IEC 7064 MOD 97-10). The EBA's own dummy LEI does not pass. */
export function isLei(text: string): boolean {
  return hasLeiForm(text) && remainder97(text) === 1;
}

/** Completes 18 characters to an LEI with its two check digits. */
export function completeLei(body: string): string {
  if (!/^[A-Z0-9]{18}$/.test(body))
    throw new RangeError(`Cannot complete "${body}": expected 18 capital letters or digits`);
  return body + String(98 - remainder97(`${body}00`)).padStart(2, '0');
}
