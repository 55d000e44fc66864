import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';
import { endpoints } from '../endpoints.ts';
import { changeOf } from './common.ts';

test('a change holds what was named and nothing else, also where a new record has a default', () => {
  const change = changeOf(z.strictObject({ name: z.string(), to: z.array(z.string()).default([]) }));
  expect(change.parse({ name: 'x' })).toEqual({ name: 'x' });
  expect(change.parse({ to: ['a'] })).toEqual({ to: ['a'] });
  expect(change.safeParse({}).success).toBe(false);
  expect(change.safeParse({ other: 1 }).success).toBe(false);
});

const changes = Object.entries<Endpoint>(endpoints).filter(([, one]) => one.method === 'PATCH');
test.each(changes)('%s fills in no field that was not sent', (name, { body }) => {
  const samples = [{ title: 'x' }, { done: true }, { credibility: 5 }, { statement: 'x' }, { active: true }];
  const read = samples.flatMap((sample) => {
    const parsed = body?.safeParse(sample);
    return parsed?.success === true ? [[sample, parsed.data]] : [];
  });
  expect(read.length, name).toBeGreaterThan(0);
  for (const [sample, parsed] of read) expect(parsed).toEqual(sample);
});
