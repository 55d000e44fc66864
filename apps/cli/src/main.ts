import { enableCompileCache } from 'node:module';

// Compiled code is kept between runs, so that a short command does not spend its time on compiling. It must come first.
enableCompileCache();
await import('./main-program.ts');
