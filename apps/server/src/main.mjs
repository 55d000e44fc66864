// Plain JavaScript: what is compiled before the cache is there would be compiled anew at every start.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// What was compiled by one start need not be compiled by the next; threads look for it in the environment.
const compiled = join(import.meta.dirname, '../../../node_modules/.cache/compiled');
process.env['NODE_COMPILE_CACHE'] ??= compiled;
enableCompileCache(compiled);
await import('./serve.ts');
