import {
  append,
  canonicalJson as strictJson,
  checkpointText,
  fromBase64,
  type NoteSignature,
  objectHash,
  readCheckpoint,
  readNote,
  rootHash,
  type Signer,
  signNote,
  verifyChain,
} from '@underpin/ledger';
import {
  ledgerEntrySchema,
  momentSchema,
  ok,
  publicKeyRecordSchema,
  refused,
  type Result,
  trialProtocolSchema,
  type TrialProtocol,
} from '@underpin/model';
import { z } from 'zod';
import { nodePrimitives } from '../../crypto/node-primitives.ts';
import { canonicalJson } from '../ledger/canonical.ts';

/** Acts of a trial in a ledger. */
export const trialActs = {
  sealed: 'trial protocol sealed',
  amended: 'trial protocol amended',
  measured: 'trial measurements added',
  verdict: 'trial verdict given',
  harm: 'trial stopped for harm',
  seen: 'trial envelope stated',
} as const;

/** The file that keeps the seal of a protocol: entries of a ledger, the protocols as they were sealed, a signed head. */
export const protocolSealSchema = z.strictObject({
  format: z.literal('underpin-trial-seal'),
  version: z.literal(1),
  ledger: z.string(),
  entries: z.array(ledgerEntrySchema).min(1),
  protocols: z.array(trialProtocolSchema),
  checkpoint: z.string().nullable().describe('Signed head of the ledger; null when no key was given'),
  keys: z.array(publicKeyRecordSchema),
});
export type ProtocolSeal = z.infer<typeof protocolSealSchema>;

export interface Amendment {
  readonly at: string;
  /** Fields that changed, as paths. */
  readonly changes: readonly string[];
  /** Whether values from before it no longer count. */
  readonly restarts: boolean;
}

/** How a protocol stands to its seal. */
export interface SealStanding {
  /** From when on values count. */
  readonly since: string;
  readonly firstSealed: string;
  /** Whether the protocol is the one that was sealed last. */
  readonly unchanged: boolean;
  readonly amendments: readonly Amendment[];
  /** Fields in which an unsealed protocol differs. */
  readonly changes: readonly string[];
  readonly signedBy: readonly string[];
}

/**
 * Seals a protocol: the first time as such, later as an amendment that stays visible. Refused when nothing changed, or when the
 * seal that is there belongs to another trial.
 */
export function sealProtocol(
  before: ProtocolSeal | null,
  protocol: TrialProtocol,
  by: { readonly actor: string; readonly now: Date; readonly keeper: Signer | null },
): Result<ProtocolSeal> {
  const content = plain(protocol);
  const last = before?.protocols.at(-1);
  if (last !== undefined && last.id !== protocol.id)
    return refused(`The seal belongs to trial "${last.id}", not to "${protocol.id}"; give each trial its own`);
  if (last !== undefined && strictJson(plain(last)) === strictJson(content))
    return refused(`The protocol "${protocol.id}" is sealed already and has not changed since`);
  if (before !== null && before.checkpoint !== null && by.keeper === null)
    return refused('The seal is signed; give the key of its keeper to amend it');
  const lines = (before?.entries ?? []).map((entry) => nodePrimitives.encode(strictJson(entry)));
  const chain = verifyChain(lines, nodePrimitives);
  if (!chain.ok) return refused(`The seal does not hold at "${chain.broken.link}" (${chain.broken.check})`);
  const time = by.now.toISOString();
  const previous = chain.value.at(-1) ?? null;
  if (previous !== null && time < previous.entry.time)
    return refused(
      `The clock says ${time}, before the last entry of the seal at ${previous.entry.time}; set the clock`,
    );
  const added = append(
    previous,
    {
      act: previous === null ? trialActs.sealed : trialActs.amended,
      actor: by.actor,
      object: `trial/${protocol.id}`,
      objectSha256: objectHash(content, nodePrimitives),
      time,
    },
    nodePrimitives,
  );
  const all = [...chain.value, added];
  const ledger = before?.ledger ?? `underpin/trial/${protocol.id}`;
  const root = rootHash(
    all.map(({ leaf }) => leaf),
    nodePrimitives,
  );
  const head = checkpointText({ ledger, size: all.length, root, time });
  return ok({
    format: 'underpin-trial-seal',
    version: 1,
    ledger,
    entries: all.map(({ entry }) => entry),
    protocols: [...(before?.protocols ?? []), protocol],
    checkpoint: by.keeper === null ? null : signNote(head, [by.keeper], nodePrimitives),
    keys: by.keeper === null ? [] : [by.keeper.record],
  });
}

/** Reads a seal and checks that every protocol in it is what its entry says, in order, and that the head is signed by the key it names. */
export function readProtocolSeal(text: string): Result<ProtocolSeal> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return refused('The seal is no JSON');
  }
  const parsed = protocolSealSchema.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refused(`The seal has not its form: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const seal = parsed.data;
  const chain = verifyChain(
    seal.entries.map((entry) => nodePrimitives.encode(strictJson(entry))),
    nodePrimitives,
  );
  if (!chain.ok) return refused(`The seal does not hold at "${chain.broken.link}" (${chain.broken.check})`);
  if (seal.protocols.length !== seal.entries.length)
    return refused(
      `The seal has ${seal.entries.length} entries and ${seal.protocols.length} protocols; one of them was removed`,
    );
  const rawProtocols = (data as { protocols: readonly unknown[] }).protocols;
  for (const [at, entry] of seal.entries.entries())
    if (objectHash(rawProtocols[at], nodePrimitives) !== entry.objectSha256)
      return refused(`The protocol of entry ${at} is not what was sealed at ${entry.time}`);
  if (seal.checkpoint !== null) {
    const note = readNote(seal.checkpoint);
    const head = note === null ? null : readCheckpoint(note.text);
    const root = rootHash(
      chain.value.map(({ leaf }) => leaf),
      nodePrimitives,
    );
    if (
      note === null ||
      head === null ||
      head.size !== seal.entries.length ||
      head.ledger !== seal.ledger ||
      !same(head.root, root)
    )
      return refused('The signed head of the seal does not belong to its entries');
    const [key] = seal.keys;
    const bytes = key === undefined ? null : fromBase64(key.publicKey);
    const signed = note.signatures.some(
      (one: NoteSignature) =>
        bytes !== null && nodePrimitives.verify(bytes, nodePrimitives.encode(note.text), one.signature),
    );
    if (!signed) return refused('The signature of the seal is not that of the key it names');
  }
  return ok(seal);
}

/** Whether the protocol is the sealed one, since when values count, and what was amended. */
export function sealStanding(seal: ProtocolSeal, protocol: TrialProtocol): SealStanding {
  const [first] = seal.entries;
  let since = momentSchema.parse(first?.time);
  const amendments: Amendment[] = [];
  for (let at = 1; at < seal.entries.length; at += 1) {
    const [before, after] = [seal.protocols[at - 1], seal.protocols[at]];
    const time = seal.entries[at]?.time ?? since;
    if (before === undefined || after === undefined) continue;
    const restarts = touchesPast(before, after, time.slice(0, 10));
    if (restarts) since = time;
    amendments.push({ at: time, changes: differences(plain(before), plain(after)), restarts });
  }
  const last = seal.protocols.at(-1);
  const changes = differences(plain(last), plain(protocol));
  return {
    since,
    firstSealed: first?.time ?? since,
    unchanged: changes.length === 0,
    amendments,
    changes,
    signedBy: seal.checkpoint === null ? [] : seal.keys.map(({ owner, id }) => `${owner} (${id.slice(0, 16)})`),
  };
}

/**
 * An amendment leaves earlier values valid only when it cannot have been chosen to suit them: it renames, or excuses days after it.
 */
function touchesPast(before: TrialProtocol, after: TrialProtocol, day: string): boolean {
  const core = ({ excusedGaps, candidate, incumbent, ...rest }: TrialProtocol): unknown => ({
    ...rest,
    title: '',
    names: [candidate.name, incumbent.name],
    past: excusedGaps.filter(({ from }) => from <= day),
  });
  return strictJson(plain(core(before))) !== strictJson(plain(core(after)));
}

/** Paths at which two values differ. */
export function differences(before: unknown, after: unknown, path = ''): readonly string[] {
  if (canonicalJson({ value: before ?? null }) === canonicalJson({ value: after ?? null })) return [];
  const nested = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  if (!nested(before) || !nested(after)) return [path === '' ? 'all' : path];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => differences(before[key], after[key], path === '' ? key : `${path}.${key}`));
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
