/** How to open a store. */
export interface StoreOptions {
  /** Directory for everything that is kept in files; made when it is not there. */
  readonly directory: string;
  /** URL of a PostgreSQL database (`postgres://…`) for the records. Without it they lie in `<directory>/records`. */
  readonly database?: string | undefined;
  /**
   * URL of the same database for the role that owns the tables; the schema is brought up to date with it. Then `database`
   * names a role that owns nothing and is granted `underpin_app`, `underpin_door`, `underpin_worker` and `underpin_keeper`.
   * Without it the role of `database` owns the tables, and each transaction on reviews gives that up for its time.
   */
  readonly databaseOwner?: string | undefined;
  /** Connections to PostgreSQL that this process holds at most. Default 10. */
  readonly connections?: number | undefined;
  readonly clock: () => Date;
  /** Told once the embedded database opens in its thread, so that a caller can do long work of its own meanwhile. */
  readonly begun?: () => void;
  /** Longest time one statement on the records may take, in milliseconds. Default 60,000. */
  readonly statementTimeoutMs?: number;
  /** Memory for reading and writing columns, such as "2GB" (the default). */
  readonly columnMemory?: string;
  readonly columnThreads?: number;
  /** Directory made by `writeTemplate`: a new embedded database begins as a copy of it, its schema made already. */
  readonly template?: string;
}
