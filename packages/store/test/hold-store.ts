import { openStore } from '../src/index.ts';

/** Opens the directory named by the first argument, says how that went, and holds it until it is ended. */
const opened = await openStore({ directory: process.argv[2] ?? '', clock: () => new Date() });
process.stdout.write(`${opened.ok ? 'open' : opened.reason}\n`);
if (opened.ok) setInterval(() => {}, 1000);
