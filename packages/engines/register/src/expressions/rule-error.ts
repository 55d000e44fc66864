/** Why a rule's expression cannot be interpreted; it never leaves the interpreter, which turns it into a refusal. */
export class RuleError extends Error {
  override readonly name = 'RuleError';
}
