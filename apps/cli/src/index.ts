export type { Answer, Command, Surroundings } from './command.ts';
export { commands } from './commands/index.ts';
export { exitCodes, type ExitCode } from './exit-codes.ts';
export { buildProgram, fieldsOf } from './program.ts';
export { run } from './run.ts';
export { textTable } from './text-table.ts';
