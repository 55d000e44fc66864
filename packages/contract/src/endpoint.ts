import type { z } from 'zod';
import type { ProblemKind } from './problem.ts';
import type { Role } from './roles.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One thing that can be asked of the server. Paths have parameters as `:name`, below `/api/v1`. */
export interface Endpoint {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** Who may ask: anyone, anyone signed in, or people with one of these roles. What they get is only what their party may see. */
  readonly roles: 'anyone' | 'signed in' | readonly Role[];
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body is a file, streamed. */
  readonly bodyFile?: true;
  /** Shape of the answer; `file` and `events` (server-sent) are not JSON. */
  readonly response: z.ZodType | 'nothing' | 'file' | 'events';
  readonly status: 200 | 201 | 202 | 204;
  /** The change must name the version that it changes, by If-Match. */
  readonly ifMatch?: true;
  readonly errors?: readonly ProblemKind[];
}

/** Keeps the exact types of an endpoint. */
export function endpoint<const E extends Endpoint>(definition: E): E {
  return definition;
}
