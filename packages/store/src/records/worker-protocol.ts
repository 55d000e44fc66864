/** What the thread that holds the embedded database is started with. */
export interface WorkerStart {
  readonly directory: string;
  /** Directory of an empty database to begin with, when the directory has none. */
  readonly template: string | null;
}

export type WorkerRequest =
  | { readonly id: number; readonly kind: 'query'; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly id: number; readonly kind: 'close' };

export interface QueryAnswer {
  readonly rows: readonly unknown[];
  readonly affectedRows: number | null;
}

export interface WorkerError {
  readonly message: string;
  readonly code: string | null;
}

/** Answer 0 tells that the database is open, or why it is not. */
export type WorkerAnswer =
  | { readonly id: number; readonly ok: true; readonly value: QueryAnswer | Uint8Array | null }
  | { readonly id: number; readonly ok: false; readonly error: WorkerError };
