import type { Case, CaseEvidence, CaseFinding, CaseOpinion } from '@underpin/contract';
import { writeBundle } from '@underpin/formats';
import { type Deed, makeBundle, type Signer, toHex } from '@underpin/ledger';
import { ledgerActs } from '@underpin/model';
import { nodePrimitives } from '../../crypto/node-primitives.ts';
import { canonicalJson } from '../ledger/canonical.ts';
import type { CaseContent } from './case-content.ts';
import { evidenceObject, findingObject, ledgerOf, opinionObject } from './opinions.ts';

export interface CaseParts {
  readonly held: Case;
  readonly findings: readonly CaseFinding[];
  readonly evidence: readonly CaseEvidence[];
  readonly opinions: readonly CaseOpinion[];
  readonly content: CaseContent;
  /** What is printed of it, by file name: report.html, report.pdf, report.docx, analysis.json. */
  readonly prints: Readonly<Record<string, Uint8Array>>;
}

/** The sealed bundle of a report: evidence by its hash alone, findings and opinions disclosed, opinions with the signatures that were given. */
export async function caseBundle(parts: CaseParts, keeper: Signer): Promise<Uint8Array> {
  const { held, findings, evidence, opinions, content, prints } = parts;
  const deed = (act: string, actor: string, object: string, said: object, disclosed = true): Deed => ({
    act,
    actor,
    object,
    content: JSON.parse(canonicalJson(said)) as unknown,
    disclosed,
  });
  const deeds = [
    deed(ledgerActs.opened, held.lead, `review/${held.id}`, held),
    ...evidence.map((one) => deed(ledgerActs.evidence, one.party, `evidence/${one.id}`, evidenceObject(one), false)),
    ...findings.map((one) => deed(ledgerActs.finding, one.party, `finding/${one.id}`, findingObject(one, evidence))),
    ...opinions
      .filter(({ state }) => state === 'valid')
      .map((one): Deed => {
        const { object, content: said } = opinionObject(one);
        return { ...deed(ledgerActs.opinion, one.party, object, said), signer: givenBy(one) };
      }),
  ];
  const report = [
    { path: 'report/report.json', bytes: nodePrimitives.encode(canonicalJson(content)) },
    ...Object.entries(prints).map(([name, bytes]) => ({ path: `report/${name}`, bytes })),
  ];
  const whole = { ledger: ledgerOf(held.id), deeds, report, keeper, authorities: [], time: content.submittedAt };
  return writeBundle(makeBundle(whole, nodePrimitives));
}

/** One who signed already: the signature is the one that was given. */
function givenBy(opinion: CaseOpinion): Signer {
  const { assertion } = opinion;
  // The point of a P-256 key, or the 32 bytes of an Ed25519 key, are the last of its SPKI.
  const key = new Uint8Array(Buffer.from(opinion.publicKey, 'base64').subarray(assertion === null ? -32 : -65));
  return {
    ...(assertion === null ? {} : { assertion }),
    record: {
      algorithm: assertion === null ? 'Ed25519' : 'ES256',
      id: toHex(nodePrimitives.sha256(key)),
      owner: opinion.party,
      publicKey: Buffer.from(key).toString('base64'),
      validFrom: '1970-01-01T00:00:00.000Z',
      validTo: '9999-12-31T23:59:59.999Z',
    },
    sign: () => new Uint8Array(Buffer.from(opinion.signature, 'base64')),
  };
}
