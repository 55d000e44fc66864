/** One file inside a package that was given as a folder. */
export interface SourceEntry {
  readonly path: string;
  readonly blob: Blob;
}

/** One thing that may be a submission: a file, or a folder that was unpacked from one. Bytes are read when they are needed. */
export interface SubmissionSource {
  /** Name of the file or folder, without its path. */
  readonly name: string;
  /** Where it was found, for messages. */
  readonly path: string;
  readonly content:
    | { readonly kind: 'file'; readonly blob: Blob }
    | { readonly kind: 'folder'; readonly entries: readonly SourceEntry[] };
}
