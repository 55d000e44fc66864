import type { Progress } from '@underpin/model';
import type { z } from 'zod';
import type { ExitCode } from './exit-codes.ts';

/** What a command gets besides its own input. */
export interface Surroundings {
  readonly progress: Progress;
  readonly now: () => Date;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder of the project: where the default data folder and the examples are. */
  readonly root: string;
}

/** What a command answers: the machine's form, the person's form and the exit code. */
export interface Answer {
  readonly json: unknown;
  readonly text: string;
  readonly exitCode: ExitCode;
}

/**
 * One command. Arguments and options are fields of one schema: names, kinds, defaults and help texts all come from it.
 * `operands` names the fields that are given by place; an array field takes all the rest.
 */
export interface Command<Input extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly summary: string;
  readonly details?: string;
  readonly examples: readonly string[];
  readonly input: Input;
  readonly operands: readonly string[];
  run(input: z.output<Input>, surroundings: Surroundings): Promise<Answer>;
}

/** Keeps the input type of a command while it sits in a catalogue of many. */
export function defineCommand<Input extends z.ZodObject>(command: Command<Input>): Command {
  return command as unknown as Command;
}
