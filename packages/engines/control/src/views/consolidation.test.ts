import { absenceMeaning, dayNumber, ownershipKind } from '@underpin/model';
import { expect, test } from 'vitest';
import { at, builderOf, smallGraph } from '../../test/small-graph.ts';
import { asOf } from '../as-of.ts';
import { controlStatus } from '../status.ts';
import { consolidation, selfReported } from './consolidation.ts';
import type { Edge } from '../../test/small-graph.ts';

const day = dayNumber('2024-06-30') ?? 0;
const edge = (owner: string, owned: string, kind: string, from = '', to = ''): Edge => ({
  owner,
  owned,
  kind,
  share: '',
  from,
  to,
});
const direct = 'direct consolidation';
const ultimate = 'ultimate consolidation';

test('follows direct parents, and the stated ultimate parent from where they end', () => {
  const graph = smallGraph([edge('B', 'A', direct), edge('C', 'B', direct), edge('D', 'A', ultimate)]);
  const view = consolidation(asOf(graph, day));
  expect(graph.entities.id[view.head[at(graph, 'A')] as number]).toBe('D');
  expect(graph.entities.id[view.head[at(graph, 'B')] as number]).toBe('C');
  expect(view.findings).toEqual([]);
});

test('a stated end above the chain makes a different ultimate parent a finding', () => {
  const builder = builderOf([edge('B', 'A', direct), edge('D', 'A', ultimate)]);
  const kind = ownershipKind.ultimateConsolidation;
  builder.addAbsence({
    entity: builder.entity('B'),
    kind,
    meaning: absenceMeaning.none,
    reason: 'x',
    source: 'f',
    line: 1,
  });
  const graph = builder.build();
  const view = consolidation(asOf(graph, day));
  expect(graph.entities.id[view.head[at(graph, 'A')] as number]).toBe('D');
  expect(view.findings.map(({ rule, location }) => [rule, location.line])).toEqual([
    ['control.consolidation-disagrees', 3],
  ]);
});

test('none, not disclosed and nothing at all are three answers', () => {
  const builder = builderOf([edge('B', 'A', direct)]);
  const told = (id: string, meaning: 0 | 1): void => {
    const kind = ownershipKind.directConsolidation;
    builder.addAbsence({ entity: builder.entity(id), kind, meaning, reason: 'x', source: 'f', line: 1 });
  };
  told('N', absenceMeaning.none);
  told('U', absenceMeaning.undisclosed);
  const graph = builder.build();
  const view = consolidation(asOf(graph, day));
  const status = (id: string): number => view.status[at(graph, id)] as number;
  expect(status('A')).toBe(controlStatus.controlled);
  expect(status('N')).toBe(controlStatus.notControlled);
  expect(status('U')).toBe(controlStatus.unknown);
  expect(status('B')).toBe(controlStatus.unknown);
});

test('a circle ends, is told, and gives one head', () => {
  const graph = smallGraph([
    edge('A', 'B', direct),
    edge('B', 'C', direct),
    edge('C', 'A', direct),
    edge('A', 'D', direct),
  ]);
  const view = consolidation(asOf(graph, day));
  expect(new Set(view.head).size).toBe(1);
  expect(view.findings.map(({ rule }) => rule)).toEqual(['control.consolidation-in-circle']);
});

test('of two parents the later one counts and both are told; an ended one does not count', () => {
  const graph = smallGraph([
    edge('A', 'X', direct, '2010-01-01'),
    edge('B', 'X', direct, '2020-01-01'),
    edge('C', 'X', direct, '2021-01-01', '2023-12-31'),
  ]);
  const view = consolidation(asOf(graph, day));
  expect(graph.entities.id[view.head[at(graph, 'X')] as number]).toBe('B');
  expect(view.findings.map(({ rule }) => rule)).toEqual(['control.two-parents']);
  const before = consolidation(asOf(graph, dayNumber('2022-01-01') ?? 0));
  expect(graph.entities.id[before.head[at(graph, 'X')] as number]).toBe('C');
});

test('a provider that names itself says that nobody is above it', () => {
  const kind = 'self-reported ultimate parent';
  const graph = smallGraph([edge('A', 'A', kind), edge('A', 'B', kind)]);
  const view = selfReported(asOf(graph, day));
  expect([...view.status]).toEqual([controlStatus.notControlled, controlStatus.controlled]);
});
