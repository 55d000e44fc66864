import type { Extract, Reply } from '@underpin/contract';
import type { Marking } from '@underpin/model';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { change, type Desk, fresh, holdCase, newId, record, tell } from './desk.ts';
import { dueAfter, notNow } from './review-policy.ts';

interface Redaction {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** Hides parts of a text. Each is shown as a block of one length, so that the block does not tell how much it hides. */
export function redact(text: string, redactions: readonly Redaction[]): Outcome<string> {
  const letters = Array.from(text);
  const parts: string[] = [];
  let at = 0;
  for (const { from, to } of redactions) {
    if (from < at || to <= from || to > letters.length) {
      return problemOf(
        'conflict',
        `Cannot hide ${from} to ${to}: expected parts in order, apart, within ${letters.length} characters.`,
      );
    }
    parts.push(letters.slice(at, from).join(''), '█████');
    at = to;
  }
  return done([...parts, letters.slice(at).join('')].join(''));
}

/** Makes an extract of a finding. Only the redacted text is kept with it. */
export async function addExtract(
  desk: Desk,
  caseId: string,
  given: {
    readonly finding: string;
    readonly recipient: string;
    readonly introduction: string;
    readonly redactions: readonly Redaction[];
    readonly marking: Marking;
  },
): Promise<Outcome<Extract>> {
  const held = await holdCase(desk, caseId, 'with others');
  if (held === null) return notFound;
  const late = notNow(held, 'extract');
  if (late !== null) return late;
  const finding = await desk.records.get('caseFinding', given.finding);
  if (finding === null || finding.caseId !== caseId || finding.sharedAt === null) {
    return problemOf('conflict', `There is no shared finding "${given.finding}" in this case.`);
  }
  const recipient = await desk.records.get('party', given.recipient);
  if (recipient?.kind !== 'institution' && recipient?.kind !== 'provider') {
    return problemOf('conflict', `"${given.recipient}" is not the id of an institution or provider.`);
  }
  const text = redact(finding.statement, given.redactions);
  if (!text.ok) return text;
  const { redactions, ...said } = given;
  const hidden = redactions.map(({ reason }) => reason);
  const own = { caseId, party: desk.acting.party, releasedAt: null, replyBy: null };
  const extract = { ...fresh(desk), ...said, text: text.value, hidden, ...own };
  await desk.records.insert('caseExtract', extract);
  await record(desk, 'extract made', extract);
  return done(extract);
}

/** Releases an extract to its recipient, and begins the time to reply. */
export async function releaseExtract(desk: Desk, id: string, version: number): Promise<Outcome<Extract>> {
  const extract = await desk.records.get('caseExtract', id);
  const held = extract === null ? null : await holdCase(desk, extract.caseId, 'with others');
  if (extract === null || held === null) return notFound;
  if (extract.party !== desk.acting.party) {
    return problemOf('conflict', `"${extract.party}" made this extract: only they release it.`);
  }
  const late = notNow(held, 'release');
  if (late !== null) return late;
  if (extract.releasedAt !== null) return problemOf('conflict', 'It is released already.');
  const released = { releasedAt: desk.now, replyBy: dueAfter('reply', desk.now) };
  const changed = await change(desk, 'caseExtract', extract, version, released);
  if (!changed.ok) return changed;
  await tell(desk, 'extract.released', id, [extract.recipient]);
  await record(desk, 'extract released', changed.value);
  return changed;
}

/** Takes a reply of the recipient, while there is time. */
export async function addReply(desk: Desk, extractId: string, text: string): Promise<Outcome<Reply>> {
  const extract = await desk.records.get('caseExtract', extractId);
  if (extract === null || extract.recipient !== desk.acting.party) return notFound;
  if (extract.replyBy === null || extract.replyBy < desk.now) {
    return problemOf('conflict', `The time to reply ran out at ${extract.replyBy}.`);
  }
  const { party, person } = desk.acting;
  const reply = {
    id: newId(desk),
    extract: extractId,
    caseId: extract.caseId,
    party,
    person,
    text,
    receivedAt: desk.now,
  };
  await desk.records.insert('reply', reply);
  await tell(desk, 'reply.received', reply.id, [extract.party]);
  await record(desk, 'reply given', reply);
  return done(reply);
}
