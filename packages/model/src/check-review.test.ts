import { describe, expect, test } from 'vitest';
import { checkReview } from './check-review.ts';
import { findingStanding } from './finding-standing.ts';
import { reviewSchema } from './review.ts';
import type { Review } from './review.ts';

function review(change: (draft: Review) => void = () => {}): Review {
  const draft = reviewSchema.parse({
    id: 'r',
    title: 'T',
    question: 'Q?',
    openedOn: '2025-01-01',
    marking: 'GREEN',
    quorum: 2,
    authorities: ['A', 'B', 'C'].map((id) => ({ id, name: id, kind: 'other' })),
    workingGroup: { id: 'W', name: 'W' },
    subject: { expression: 'true', label: 'all', asOf: '2024-12-31' },
    sector: { path: '.' },
    figures: [{ id: 'F1', measure: 'direct share' }],
    evidence: ['E1', 'E2'].map((id) => ({
      id,
      statement: 's',
      source: { name: 'n', kind: 'other', publishedOn: '2014-05', citation: 'c' },
      reliability: 'B',
      credibility: 2,
      independentSources: null,
      marking: 'CLEAR',
      releasableTo: [],
    })),
    findings: [{ id: 'R1', statement: 's', severity: 'low', basis: { evidence: ['E1'], figures: ['F1'] }, owner: 'A' }],
    opinions: [
      { authority: 'A', finding: 'R1', position: 'concurs', reasons: 'r', givenOn: '2025-02-01' },
      { authority: 'B', finding: 'R1', position: 'dissents', reasons: 'r', givenOn: '2025-02-02' },
    ],
    timeline: [
      { date: '2014-05', event: 'a' },
      { date: '2014-05-14', event: 'b' },
      { date: '2014', event: 'c' },
    ],
    decisions: [{ id: 'D1', statement: 's', decidedOn: '2025-03-01', findings: ['R1'] }],
  });
  change(draft);
  return draft;
}

describe('checkReview', () => {
  test('finds nothing in a sound review', () => {
    expect(checkReview(review())).toEqual([]);
  });

  test.each<[string, string, string, (draft: Review) => void]>([
    [
      'an id used twice',
      'review.duplicate-id',
      'evidence.1.id',
      (draft) => void ((draft.evidence[1] as { id: string }).id = 'E1'),
    ],
    [
      'an unknown owner',
      'review.unresolved',
      'findings.0.owner',
      (draft) => void ((draft.findings[0] as { owner: string }).owner = 'Z'),
    ],
    [
      'an unknown figure',
      'review.unresolved',
      'findings.0.basis.figures.1',
      (draft) => void draft.findings[0]?.basis.figures.push('F9'),
    ],
    [
      'a finding on nothing',
      'review.no-basis',
      'findings.0.basis',
      (draft) => void ((draft.findings[0] as { basis: unknown }).basis = { evidence: [], figures: [] }),
    ],
    [
      'an opinion by an outsider',
      'review.unresolved',
      'opinions.0.authority',
      (draft) => void ((draft.opinions[0] as { authority: string }).authority = 'W'),
    ],
    [
      'two opinions of one authority',
      'review.second-opinion',
      'opinions.1',
      (draft) => void ((draft.opinions[1] as { authority: string }).authority = 'A'),
    ],
    [
      'an opinion before the opening',
      'review.date-order',
      'opinions.0.givenOn',
      (draft) => void ((draft.opinions[0] as { givenOn: string }).givenOn = '2024-12-31'),
    ],
    [
      'a timeline out of order',
      'review.date-order',
      'timeline.2.date',
      (draft) => void ((draft.timeline[2] as { date: string }).date = '2013'),
    ],
    [
      'a decision before an opinion',
      'review.date-order',
      'decisions.0.decidedOn',
      (draft) => void ((draft.opinions[0] as { givenOn: string }).givenOn = '2025-04-01'),
    ],
    [
      'evidence narrower than the report',
      'review.marking',
      'evidence.0.marking',
      (draft) => void ((draft.evidence[0] as { marking: string }).marking = 'RED'),
    ],
    [
      'evidence that bears itself out',
      'review.self-corroboration',
      'evidence.0.corroborates.0',
      (draft) => void ((draft.evidence[0] as { corroborates?: string[] }).corroborates = ['E1']),
    ],
    [
      'release to nobody known',
      'review.unresolved',
      'evidence.0.releasableTo.0',
      (draft) => void draft.evidence[0]?.releasableTo.push('nobody'),
    ],
    ['a quorum nobody can reach', 'review.quorum', 'quorum', (draft) => void (draft.quorum = 4)],
  ])('tells %s', (_, rule, path, change) => {
    const findings = checkReview(review(change));
    expect(findings.map((one) => [one.rule, one.location.column])).toEqual([[rule, path]]);
  });
});

describe('findingStanding', () => {
  test('counts silence neither as concurrence nor as dissent', () => {
    const standing = findingStanding(review(), 'R1');
    expect(standing).toMatchObject({ positions: { concurs: ['A'], dissents: ['B'] }, silent: ['C'], joint: false });
  });

  test('is joint when the quorum concurs, with reservation or without', () => {
    const changed = review((draft) => {
      draft.opinions.push({
        authority: 'C',
        finding: 'R1',
        position: 'concurs with reservation',
        reasons: 'r',
        givenOn: '2025-02-03',
      });
    });
    expect(findingStanding(changed, 'R1').joint).toBe(true);
  });
});
