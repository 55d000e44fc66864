/** A step of the schema. Once released its statements are never edited: a later migration changes what they made. */
export interface Migration {
  /** Sorts in the order of application, such as "0001_submissions". */
  readonly name: string;
  readonly statements: readonly string[];
}
