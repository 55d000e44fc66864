import type { Finding } from './finding.ts';
import { markings } from './marking.ts';
import { isBefore } from './partial-date.ts';
import type { Basis, Review } from './review.ts';

type Path = readonly (string | number)[];

/**
 * Checks what a schema cannot: ids given twice, references that do not resolve, dates in the wrong order, opinions by
 * parties that take no part, evidence with a narrower marking than the report. Pure; the findings' `location.column`
 * holds the path inside the file, such as `opinions.2.authority`.
 */
export function checkReview(review: Review, file = 'review.yaml'): Finding[] {
  const findings: Finding[] = [];
  const tell = (rule: string, path: Path, value: string, expected: string, message: string): void => {
    findings.push({
      rule: `review.${rule}`,
      severity: 'error',
      location: { file, column: path.join('.') },
      value,
      expected,
      message,
      source: 'Underpin, schema of the review file',
    });
  };
  const ids = (list: string, items: readonly { readonly id: string }[]): Set<string> => {
    const seen = new Set<string>();
    items.forEach((item, index) => {
      if (seen.has(item.id)) {
        tell(
          'duplicate-id',
          [list, index, 'id'],
          item.id,
          'an id used once',
          `Give "${item.id}" in ${list} another id: it is used twice.`,
        );
      }
      seen.add(item.id);
    });
    return seen;
  };
  const resolve = (known: ReadonlySet<string>, path: Path, value: string, what: string): void => {
    if (known.has(value)) return;
    const expected = [...known].join(', ') || `no ${what} is declared`;
    tell('unresolved', path, value, expected, `Name a declared ${what} instead of "${value}", or declare it.`);
  };

  const authorities = ids('authorities', review.authorities);
  const evidence = ids('evidence', review.evidence);
  const figures = ids('figures', review.figures);
  const statements = ids('findings', review.findings);
  const others = ids('parties', review.parties);
  const parties = new Set([...authorities, ...others, review.workingGroup.id]);
  ids('decisions', review.decisions ?? []);
  const resolveBasis = (basis: Basis, path: Path): void => {
    basis.evidence.forEach((id, index) => resolve(evidence, [...path, 'evidence', index], id, 'piece of evidence'));
    basis.figures.forEach((id, index) => resolve(figures, [...path, 'figures', index], id, 'figure'));
  };

  review.evidence.forEach((item, index) => {
    const path = ['evidence', index];
    item.releasableTo.forEach((id, at) => resolve(parties, [...path, 'releasableTo', at], id, 'party'));
    (item.corroborates ?? []).forEach((id, at) => {
      resolve(evidence, [...path, 'corroborates', at], id, 'piece of evidence');
      if (id === item.id) {
        tell(
          'self-corroboration',
          [...path, 'corroborates', at],
          id,
          'other evidence',
          `Remove "${id}": evidence cannot bear itself out.`,
        );
      }
    });
    if (markings.indexOf(item.marking) > markings.indexOf(review.marking)) {
      tell(
        'marking',
        [...path, 'marking'],
        item.marking,
        `${review.marking} or wider`,
        `Mark the review "${item.marking}" or leave "${item.id}" out: a report cannot be shared more widely than its evidence.`,
      );
    }
  });
  review.findings.forEach((item, index) => {
    resolveBasis(item.basis, ['findings', index, 'basis']);
    resolve(authorities, ['findings', index, 'owner'], item.owner, 'authority');
    if (item.basis.evidence.length + item.basis.figures.length === 0) {
      tell(
        'no-basis',
        ['findings', index, 'basis'],
        '',
        'at least one piece of evidence or figure',
        `State what "${item.id}" rests on.`,
      );
    }
  });
  const given = new Set<string>();
  review.opinions.forEach((item, index) => {
    const path = ['opinions', index];
    resolve(authorities, [...path, 'authority'], item.authority, 'authority');
    resolve(statements, [...path, 'finding'], item.finding, 'finding');
    const key = JSON.stringify([item.authority, item.finding]);
    if (given.has(key)) {
      tell(
        'second-opinion',
        path,
        item.authority,
        'one opinion on each finding',
        `Keep one opinion of "${item.authority}" on "${item.finding}".`,
      );
    }
    given.add(key);
    if (isBefore(item.givenOn, review.openedOn)) {
      tell(
        'date-order',
        [...path, 'givenOn'],
        item.givenOn,
        `${review.openedOn} or later`,
        `Correct "${item.givenOn}": the review was not open yet.`,
      );
    }
  });
  review.timeline.forEach((item, index) => {
    resolveBasis(item.basis, ['timeline', index, 'basis']);
    const before = review.timeline[index - 1];
    if (before !== undefined && isBefore(item.date, before.date)) {
      tell(
        'date-order',
        ['timeline', index, 'date'],
        item.date,
        `${before.date} or later`,
        `Move "${item.date}" up: the timeline is in order of date.`,
      );
    }
  });
  (review.decisions ?? []).forEach((item, index) => {
    const path = ['decisions', index];
    item.findings.forEach((id, at) => {
      resolve(statements, [...path, 'findings', at], id, 'finding');
      const late = review.opinions.find((one) => one.finding === id && isBefore(item.decidedOn, one.givenOn));
      if (late !== undefined) {
        tell(
          'date-order',
          [...path, 'decidedOn'],
          item.decidedOn,
          `${late.givenOn} or later`,
          `Correct "${item.decidedOn}": the opinion of "${late.authority}" on "${id}" came later.`,
        );
      }
    });
    if (isBefore(item.decidedOn, review.openedOn)) {
      tell(
        'date-order',
        [...path, 'decidedOn'],
        item.decidedOn,
        `${review.openedOn} or later`,
        `Correct "${item.decidedOn}": the review was not open yet.`,
      );
    }
  });
  if (review.quorum > review.authorities.length) {
    tell(
      'quorum',
      ['quorum'],
      String(review.quorum),
      `at most ${review.authorities.length}`,
      `Lower the quorum: only ${review.authorities.length} authorities take part.`,
    );
  }
  return findings;
}
