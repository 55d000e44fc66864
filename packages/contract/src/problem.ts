import { z } from 'zod';

/** Why a request was not done: RFC 9457 problem details. `type` is a path below `/problems/`. */
export const problemSchema = z
  .object({
    type: z.string().describe('Which kind of problem, such as "/problems/not-found"'),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What happened and what to do, in one sentence'),
    errors: z
      .array(z.object({ at: z.string().describe('Where, such as "body.title"'), message: z.string() }))
      .optional()
      .describe('Each thing that is wrong with the request'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;

/** Kinds of problems with their status and title. `not found` is also what an invisible object answers. */
export const problemKinds = {
  invalid: { status: 400, title: 'The request cannot be understood' },
  'signed out': { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'Your role does not include this' },
  'not found': { status: 404, title: 'There is no such thing here' },
  conflict: { status: 409, title: 'The state of things does not allow this' },
  changed: { status: 412, title: 'Somebody changed it meanwhile' },
  'too large': { status: 413, title: 'The body is too large' },
  'media type': { status: 415, title: 'The body has a type that is not accepted here' },
  'key reused': { status: 422, title: 'The idempotency key was used for another request' },
  'version missing': { status: 428, title: 'Say which version you change' },
  'too many': { status: 429, title: 'Too many requests' },
  mistake: { status: 500, title: 'Underpin made a mistake' },
  loading: { status: 503, title: 'Underpin is still loading' },
  unavailable: { status: 503, title: 'Underpin cannot answer now' },
} as const;
export type ProblemKind = keyof typeof problemKinds;

/** A problem of a kind, as it is sent. */
export function problem(kind: ProblemKind, detail: string, errors?: Problem['errors']): Problem {
  const { status, title } = problemKinds[kind];
  const type = `/problems/${kind.replaceAll(' ', '-')}`;
  return { type, title, status, detail, ...(errors === undefined ? {} : { errors }) };
}
