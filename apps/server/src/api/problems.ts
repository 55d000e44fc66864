import { unavailability, type Unavailable } from '@underpin/app';
import { problem, type ProblemKind, problemKinds } from '@underpin/contract';
import type { FastifyReply } from 'fastify';
import { StillLoading } from '../loading.ts';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';

/** Answers with a problem (RFC 9457). */
export function sendProblem(reply: FastifyReply, kind: ProblemKind, detail: string): FastifyReply {
  const body = problem(kind, detail);
  return reply.code(body.status).type('application/problem+json').serializer(JSON.stringify).send(body);
}

/** Answers that this will be there in a moment. */
export function sendLoading(reply: FastifyReply, doing: string): FastifyReply {
  return sendProblem(reply.header('retry-after', '1'), 'loading', doing);
}

const byStatus: Readonly<Record<number, ProblemKind>> = {
  400: 'invalid',
  413: 'too large',
  415: 'media type',
  429: 'too many',
  503: 'unavailable',
};

/** Answers to an error that nobody expected: never with its inner words. `tell` writes it where operators look. */
export function sendError(reply: FastifyReply, error: unknown, tell: (error: unknown) => void): FastifyReply {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const place = error.validationContext ?? 'request';
    const errors = error.validation.map((one) => ({
      at: `${place}${one.instancePath.replaceAll('/', '.')}`,
      message: one.message ?? 'not as expected',
    }));
    const body = problem('invalid', 'Correct what "errors" names and send it again.', errors);
    return reply.code(400).type('application/problem+json').serializer(JSON.stringify).send(body);
  }
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown };
  const kind = typeof statusCode === 'number' ? byStatus[statusCode] : undefined;
  if (kind !== undefined) return sendProblem(reply, kind, told[kind] ?? problemKinds[kind].title);
  // A value that the database cannot read as what it should be, as in a cursor that was made up.
  if (typeof code === 'string' && code.startsWith('22')) {
    return sendProblem(reply, 'invalid', 'A value in the request cannot be read.');
  }
  if (error instanceof StillLoading) return sendLoading(reply, error.message);
  tell(error);
  const unavailable = unavailability(error);
  if (unavailable !== null) {
    reply.header('retry-after', '5');
    return sendProblem(reply, 'unavailable', unavailable.inDoubt ? inDoubt : whatToDo[unavailable.why]);
  }
  return sendProblem(reply, 'mistake', 'Underpin made a mistake. Nothing was changed.');
}

const inDoubt =
  'The database went away while this was being kept: it may be done or not. Send the same request with the same Idempotency-Key, or read before you repeat it.';
const whatToDo: Readonly<Record<Unavailable['why'], string>> = {
  'database gone':
    'The database does not answer. Nothing was changed. Try again: Underpin goes on by itself once it is back.',
  'disk full':
    'The disk of the server is full. Nothing was changed. Tell who runs this server to make room: Underpin then goes on by itself.',
  'read only': 'The database or the disk takes no changes now. Nothing was changed. Tell who runs this server.',
  busy: 'Too much is being asked at once. Nothing was changed. Try again in a few seconds.',
};
const told: Partial<Record<ProblemKind, string>> = {
  invalid: 'The body cannot be read as JSON.',
  'too large': 'Send less in one request.',
  'media type': 'Send JSON as application/json, and files as application/octet-stream.',
  'too many': 'Wait as long as "retry-after" says.',
};
