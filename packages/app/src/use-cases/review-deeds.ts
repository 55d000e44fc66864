import type { Deed, Primitives } from '@underpin/ledger';
import { objectHash } from '@underpin/ledger';
import { ledgerActs, type Review } from '@underpin/model';
import type { ReviewReport } from '@underpin/report';

/** Every statement of a review as an act for the ledger, in the order in which they rest on each other. */
export function reviewDeeds(report: ReviewReport, keeper: string, primitives: Primitives): Deed[] {
  const { review } = report;
  const deed = (act: string, actor: string, object: string, content: object): Deed => ({
    act,
    actor,
    object,
    content: plain(content),
    disclosed: true,
  });
  const findings = review.findings.map((finding) =>
    deed(ledgerActs.finding, finding.owner, `finding/${finding.id}`, finding),
  );
  const hashes = new Map(findings.map(({ object, content }) => [object, objectHash(content, primitives)]));
  return [
    deed(ledgerActs.opened, keeper, `review/${review.id}`, opening(review)),
    ...review.evidence.map((item) => ({
      ...deed(ledgerActs.evidence, keeper, `evidence/${item.id}`, item),
      disclosed: false,
    })),
    ...report.figures.flatMap(({ value, answers }) =>
      answers === undefined ? [] : [deed(ledgerActs.figure, keeper, `figure/${answers}`, value)],
    ),
    ...findings,
    ...review.opinions.map((opinion) => {
      const object = `finding/${opinion.finding}`;
      const on = { object, sha256: hashes.get(object) ?? '' };
      return deed(ledgerActs.opinion, opinion.authority, `opinion/${opinion.finding}/${opinion.authority}`, {
        on,
        opinion,
      });
    }),
    ...review.timeline.map((event, at) => deed(ledgerActs.event, keeper, `event/${at + 1}`, event)),
    ...(review.decisions ?? []).map((decision) =>
      deed(ledgerActs.decision, review.workingGroup.id, `decision/${decision.id}`, decision),
    ),
  ];
}

function opening(review: Review): object {
  const { id, title, question, notice, openedOn, marking, authorities, workingGroup, parties, quorum, subject } =
    review;
  const { sector, figures } = review;
  return {
    id,
    title,
    question,
    notice,
    openedOn,
    marking,
    authorities,
    workingGroup,
    parties,
    quorum,
    subject,
    sector,
    figures,
  };
}

/** Without the members that are undefined, which JSON does not hold. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => (member === undefined ? [] : [[name, plain(member)]])),
  );
}
