import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { planOf, powerPicture } from '@underpin/app';
import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { exitCodes } from '../../exit-codes.ts';
import { findingText } from '../../finding-text.ts';
import { textTable } from '../../text-table.ts';
import { protocolInput } from './trial-input.ts';

/** `underpin trial plan`: sense, sample size and power of a protocol. */
export const trialPlanCommand = defineCommand({
  name: 'trial plan',
  summary: 'Check the sense of a trial protocol, and tell sample size, power and how many more days are needed',
  examples: ['underpin trial plan protocol.yaml', 'underpin trial plan protocol.yaml --json --rounds 2000'],
  input: z.object({
    protocol: z.string().min(1).describe('protocol (YAML or JSON)'),
    rounds: z
      .int()
      .min(0)
      .max(100_000)
      .default(0)
      .describe('rounds of the simulation that checks the power; 0 for none'),
    seed: z.int().default(1).describe('seed of the simulation'),
    curve: z.string().optional().describe('file that gets the power curves as SVG'),
  }),
  operands: ['protocol'],
  async run(input) {
    const read = await protocolInput(input.protocol);
    if (!read.ok) return read.answer;
    const { protocol, findings, sealable } = read.checked;
    const plan = planOf(protocol, input);
    if (input.curve !== undefined) {
      const plans = plan.endpoints.flatMap((one) =>
        one.ok ? [{ endpoint: one.endpoint, curve: one.plan.curve }] : [],
      );
      await mkdir(dirname(input.curve), { recursive: true });
      const colours = 'svg{--chart-ink:#1a1a1a;--chart-soft:#555;--chart-line:#ccc;--chart-sure:#0072b2}';
      const svg = powerPicture('power', plans, { power: protocol.power, days: plan.plannedDays }).toString();
      await writeFile(input.curve, svg.replace('<title', `<style>${colours}</style><title`));
    }
    const rows = plan.endpoints.map((one) =>
      one.ok
        ? [
            one.endpoint,
            `${one.plan.n} ${one.plan.unit}`,
            String(one.plan.days),
            `${(one.plan.power * 100).toFixed(1)} %`,
            one.plan.simulated === null ? '' : `${(one.plan.simulated.power * 100).toFixed(1)} %`,
            `${(one.plan.plannedPower * 100).toFixed(1)} %`,
            String(one.plan.moreDays),
          ]
        : [one.endpoint, one.reason, '', '', '', '', ''],
    );
    return {
      json: { ok: sealable, protocol: protocol.id, findings, ...plan },
      text: [
        ...findings.map(findingText),
        textTable(
          ['endpoint', 'needed in each arm', 'days', 'power', 'simulated', 'power of the period', 'more days'],
          rows,
        ),
        ...plan.endpoints.map((one) => (one.ok ? one.plan.sentence : `${one.endpoint}: ${one.reason}`)),
        plan.sentence,
        ...(input.curve === undefined ? [] : [`Power curves: ${input.curve}`]),
      ].join('\n'),
      exitCode: sealable ? exitCodes.fine : exitCodes.rejected,
    };
  },
});
