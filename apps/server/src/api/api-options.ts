import type { ControlChange, Door, Sealer, Signer, Store, Study } from '@underpin/app';
import type { Subject } from '@underpin/model';
import type { ExampleDoor } from '../example/example-door.ts';

/** An identity provider that people can sign in with. */
export interface OidcOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Address of this server as browsers see it. */
  readonly publicUrl: string;
}

export interface ApiOptions {
  readonly store: Store;
  readonly sealer: Sealer;
  /** Seals the reports of cases. */
  readonly keeper: Signer;
  readonly now: () => Date;
  readonly version: string;
  /** Address of this server as browsers see it; keys that people bring are bound to it. */
  readonly publicUrl: string;
  /** Whether browsers reach this server by HTTPS only: cookies are marked Secure, and HSTS is sent. */
  readonly secure: boolean;
  /** Figures are computed on this; null when there is no sector yet. */
  readonly study: () => Promise<Study | null>;
  /** Dated changes in who owns what a subject is about; none without ownership data. */
  readonly control: (subject: Subject) => readonly ControlChange[];
  readonly oidc?: OidcOptions | undefined;
  /** The door of the example, where there is one. */
  readonly example?: ExampleDoor | undefined;
  /** Whether the pages answer to the one-time link, so that the plain page for it is not needed. */
  readonly welcomePage?: boolean;
  /** Longest file of evidence, in bytes. */
  readonly evidenceLimit: number;
  /** Longest upload of a register or inventory, in bytes. */
  readonly uploadLimit: number;
  /** Hears that registers were filed: what is computed on them is no longer of today. */
  readonly filed: () => void;
  /** Requests a minute, by caller; sign-ins a minute, by address; all requests a minute, by address. */
  readonly rates: { readonly requests: number; readonly signIns: number; readonly address: number };
  /** Whether webhooks may go to private addresses, as in tests and closed networks. */
  readonly privateWebhooks: boolean;
  /** What is still being loaded, in a sentence: until it is null, people can sign in and nothing else. */
  readonly loading?: () => string | null;
  /** Where unexpected errors are told. Never the content of requests. */
  readonly tell: (error: unknown) => void;
}

export function doorOf(options: ApiOptions): Door {
  const { example } = options;
  return {
    reviews: options.store.reviews,
    sealer: options.sealer,
    now: options.now,
    ...(example === undefined ? {} : { admits: (person: string) => example.admits(person) }),
  };
}
