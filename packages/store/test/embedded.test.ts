import { afterAll, beforeAll, describe } from 'vitest';
import { temporaryStore } from '../src/testing.ts';
import { reviewConformance } from './review.conformance.ts';
import type { Opened } from './store.conformance.ts';
import { storeConformance } from './store.conformance.ts';

describe('records in the embedded database', () => {
  let opened: Opened & { readonly remove: () => Promise<void> };
  beforeAll(async () => {
    opened = await temporaryStore(() => new Date('2026-01-01T00:00:00Z'));
  });
  afterAll(() => opened.remove());

  storeConformance(() => opened);
  reviewConformance(() => opened.store);
});
