let known: Promise<ReadonlySet<string>> | null = null;

/** The 49,000 commonest passwords of known leaks (zxcvbn's list); read on the first use, offline. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  known ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']));
  return known;
}

/** Whether a password is one that guessers try first: of the list, with a few digits around it, or written several times over. */
export async function isCommonPassword(password: string): Promise<boolean> {
  const common = await commonPasswords();
  const plain = password.normalize('NFKC').toLowerCase().trim();
  const bare = plain.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (common.has(plain) || (bare.length >= 4 && common.has(bare))) return true;
  const once = (plain + plain).indexOf(plain, 1);
  return once < plain.length && (once < 4 || common.has(plain.slice(0, once)));
}
