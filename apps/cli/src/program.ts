import { Argument, Command as Commander, InvalidArgumentError, Option } from 'commander';
import type { z } from 'zod';
import type { Answer, Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { version } from './version.ts';

const groups: Readonly<Record<string, string>> = {
  trial: 'Prove that a replacement holds: plan, seal, watch, assess, pool, cover',
};

interface Field {
  readonly name: string;
  readonly description: string;
  readonly kind: 'boolean' | 'number' | 'string' | 'list';
  readonly required: boolean;
  readonly fallback: unknown;
  readonly choices: readonly string[] | undefined;
}

/** The fields of a command's input, as far as the command line needs to know them. */
export function fieldsOf(command: Command): Field[] {
  return Object.entries(command.input.shape).map(([name, schema]) => {
    let inner = schema as z.ZodType & { _zod: { def: Record<string, unknown> } };
    let required = true;
    let fallback: unknown;
    let description = inner.description;
    for (;;) {
      const def = inner._zod.def as { type: string; innerType?: typeof inner; defaultValue?: unknown };
      if (def.type !== 'optional' && def.type !== 'default') break;
      required = false;
      if (def.type === 'default')
        fallback = typeof def.defaultValue === 'function' ? def.defaultValue() : def.defaultValue;
      inner = def.innerType as typeof inner;
      description ??= inner.description;
    }
    const def = inner._zod.def as { type: string; entries?: Record<string, string> };
    const kind =
      def.type === 'boolean' ? 'boolean' : def.type === 'array' ? 'list' : def.type === 'number' ? 'number' : 'string';
    return {
      name,
      description: description ?? '',
      kind,
      required,
      fallback,
      choices: def.type === 'enum' ? Object.values(def.entries ?? {}) : undefined,
    };
  });
}

function flagOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function optionOf(field: Field): Option {
  const place = (
    field.name === 'out' || field.name === 'data' ? 'dir' : field.kind === 'number' ? 'n' : 'value'
  ).toUpperCase();
  const form = field.kind === 'boolean' ? '' : field.kind === 'list' ? ` <${place}...>` : ` <${place}>`;
  const option = new Option(`--${flagOf(field.name)}${form}`, field.description);
  if (field.choices !== undefined) option.choices([...field.choices]);
  if (field.required && field.kind !== 'boolean') option.makeOptionMandatory();
  if (field.fallback !== undefined && field.kind !== 'boolean') option.default(field.fallback);
  if (field.kind === 'number') {
    option.argParser((text) => {
      const value = Number(text);
      if (text.trim() === '' || Number.isNaN(value)) throw new InvalidArgumentError('Expected a number.');
      return value;
    });
  }
  return option;
}

/** Commands of two words, such as "trial plan", stand in a group named by the first. */
function groupOf(program: Commander, name: string): Commander {
  const known = program.commands.find((command) => command.name() === name);
  return (
    known ??
    program
      .command(name)
      .summary(groups[name] ?? '')
      .description(groups[name] ?? '')
      .exitOverride()
  );
}

/** Builds the command line of all commands; `perform` runs the chosen one with its checked input. */
export function buildProgram(
  commands: readonly Command[],
  perform: (command: Command, input: unknown, json: boolean) => Promise<Answer | void>,
): Commander {
  const program = new Commander('underpin')
    .description('Shows what a financial system stands on, what falls if one part goes, and how to replace it.')
    .version(version)
    .showSuggestionAfterError()
    .helpCommand(true)
    .exitOverride();
  for (const command of commands) {
    const [group, own] = command.name.split(' ');
    const parent = own === undefined ? program : groupOf(program, group ?? '');
    const sub = parent
      .command(own ?? command.name)
      .summary(command.summary)
      .description(command.details === undefined ? command.summary : `${command.summary}\n\n${command.details}`)
      .exitOverride();
    const fields = fieldsOf(command);
    for (const name of command.operands) {
      const field = fields.find((candidate) => candidate.name === name);
      if (field === undefined) throw new TypeError(`Command "${command.name}" has no field "${name}" for its operand`);
      const dots = field.kind === 'list' ? '...' : '';
      sub.addArgument(new Argument(field.required ? `<${name}${dots}>` : `[${name}${dots}]`, field.description));
    }
    for (const field of fields.filter((candidate) => !command.operands.includes(candidate.name)))
      sub.addOption(optionOf(field));
    sub.option('--json', 'answer as JSON on standard output', false);
    sub.addHelpText(
      'after',
      `\nExamples:\n${command.examples.map((example) => `  $ ${example}`).join('\n')}\n\nExit codes: ${exitCodes.fine} fine, ${exitCodes.rejected} findings that reject, ${exitCodes.wrongUse} wrong use, ${exitCodes.refused} infeasible or refused.`,
    );
    sub.action(async (...given: unknown[]) => {
      const options = given[command.operands.length] as Record<string, unknown>;
      const { json, ...rest } = options;
      const input: Record<string, unknown> = { ...rest };
      command.operands.forEach((name, index) => {
        const operand = given[index];
        if (operand !== undefined && !(Array.isArray(operand) && operand.length === 0)) input[name] = operand;
      });
      await perform(command, input, json === true);
    });
  }
  return program;
}
