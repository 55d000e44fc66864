/** A migration that was applied, with the SHA-256 of its statements. */
export interface MigrationTable {
  readonly name: string;
  readonly checksum: string;
  readonly applied_at: string;
}
