import { enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Compiled code is kept between runs, so that a short command does not spend its time on compiling. It must come first;
// threads look for it in the environment.
const compiled = join(tmpdir(), 'node-compile-cache');
process.env['NODE_COMPILE_CACHE'] ??= compiled;
enableCompileCache(compiled);
await import('./main-program.ts');
