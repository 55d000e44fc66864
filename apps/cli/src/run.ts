import { CommanderError } from 'commander';
import type { z } from 'zod';
import type { Answer, Command, Surroundings } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { buildProgram } from './program.ts';

interface Streams {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

function wrongInput(command: Command, input: unknown, error: z.ZodError): string {
  const lines = error.issues.map(({ path, message }) => {
    const [name = command.name] = path.map(String);
    const option = command.operands.includes(name) || path.length === 0 ? name : `--${dashed(name)}`;
    const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], input);
    const told = ['string', 'number'].includes(typeof value) ? ` "${String(value)}"` : '';
    return `  ${option}${told}: ${message}`;
  });
  return `Cannot run "underpin ${command.name}":\n${lines.join('\n')}\nSee "underpin ${command.name} --help".\n`;
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Runs one command line and answers with the exit code. Only mistakes of the program leave it as exceptions. */
export async function run(
  commands: readonly Command[],
  words: readonly string[],
  surroundings: Surroundings,
  streams: Streams,
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.fine;
  const program = buildProgram(commands, async (command, input, json) => {
    const parsed = command.input.safeParse(input);
    if (!parsed.success) {
      streams.error(wrongInput(command, input, parsed.error));
      exitCode = exitCodes.wrongUse;
      return;
    }
    const answer: Answer = await command.run(parsed.data, surroundings);
    exitCode = answer.exitCode;
    if (json) streams.out(`${JSON.stringify(answer.json, null, 2)}\n`);
    else if (answer.exitCode === exitCodes.refused || answer.exitCode === exitCodes.wrongUse)
      streams.error(`${answer.text}\n`);
    else streams.out(`${answer.text}\n`);
  });
  const quiet = { writeOut: streams.out, writeErr: streams.error };
  program.configureOutput(quiet);
  for (const sub of program.commands.flatMap((one) => [one, ...one.commands])) sub.configureOutput(quiet);
  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.fine : exitCodes.wrongUse;
  }
  return exitCode;
}
