import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// What was compiled by one start need not be compiled by the next.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/compiled'));
await import('./serve.ts');
