import { setTimeout as wait } from 'node:timers/promises';
import { monitorTrial, reduceSamples } from '@underpin/app';
import { z } from 'zod';
import { type Answer, defineCommand } from '../../command.ts';
import { exitCodes } from '../../exit-codes.ts';
import { findingText } from '../../finding-text.ts';
import { refusal } from '../../refusal.ts';
import { textTable } from '../../text-table.ts';
import { dataFields, openData, protocolInput, sealInput, sealPath } from './trial-input.ts';

/** `underpin trial watch`: a running trial against its margins, and whether it must be stopped. */
export const trialWatchCommand = defineCommand({
  name: 'trial watch',
  summary: 'Show a running trial: confidence sequences against the margins, and whether it must be stopped for harm',
  details:
    'May be looked at as often as one likes. Exit code 1: stop for harm. With "--every" it looks again until then, or until Ctrl-C.',
  examples: [
    'underpin trial watch protocol.yaml measurements/',
    'underpin trial watch protocol.yaml --prometheus http://localhost:9090 --every 300',
  ],
  input: z.object({
    ...dataFields,
    every: z.number().positive().optional().describe('look again after so many seconds'),
  }),
  operands: ['protocol', 'data'],
  async run(input, { now, progress }) {
    const read = await protocolInput(input.protocol);
    if (!read.ok) return read.answer;
    const { protocol } = read.checked;
    const sealed = await sealInput(protocol, sealPath(input.protocol, input.seal));
    if (!sealed.ok) return refusal(sealed.reason);
    if (sealed.value === null)
      return refusal('The protocol is not sealed; "underpin trial seal" comes before the data');
    const { standing } = sealed.value;
    for (;;) {
      const opened = await openData(protocol, input, now());
      if (!opened.ok) return refusal(opened.reason);
      const reduced = await reduceSamples(protocol, opened.value.sources, { now: now(), seal: standing, progress });
      opened.value.close();
      if (reduced === null) return refusal('Watching was stopped');
      const asOf = input.asOf ?? now().toISOString().slice(0, 10);
      const followed = monitorTrial(protocol, {
        observations: reduced.observations,
        sealedOn: standing.since.slice(0, 10),
        asOf,
      });
      const harmed = followed.some(({ harmOn }) => harmOn !== null);
      const answer: Answer = {
        json: {
          ok: !harmed,
          protocol: protocol.id,
          asOf,
          stop: harmed,
          unchanged: standing.unchanged,
          endpoints: followed,
          findings: [...opened.value.findings, ...reduced.readings, ...reduced.findings],
        },
        text: [
          harmed ? 'STOP FOR HARM' : `Running, as of ${asOf}`,
          textTable(
            ['endpoint', 'workload', 'days', 'estimate', 'sequence', 'margin', 'evidence of harm', 'limit'],
            followed.map(({ endpoint, workload, days, margin, harmLimit }) => {
              const last = days.at(-1);
              const text = (value: number | undefined): string =>
                value === undefined || Number.isNaN(value)
                  ? '?'
                  : Number.isFinite(value)
                    ? String(Number(value.toPrecision(4)))
                    : '∞';
              return [
                endpoint,
                workload ?? 'all',
                String(days.length),
                text(last?.estimate),
                `${text(last?.lower)} – ${text(last?.upper)}`,
                text(margin),
                text(last?.harm),
                harmLimit === null ? 'none' : text(harmLimit),
              ];
            }),
          ),
          ...followed.map(({ sentence }) => sentence),
          ...[...reduced.readings, ...reduced.findings].map(findingText),
        ].join('\n'),
        exitCode: harmed ? exitCodes.rejected : exitCodes.fine,
      };
      if (harmed || input.every === undefined || progress.cancelled) return answer;
      process.stderr.write(`${answer.text}\n\n`);
      for (let left = input.every; left > 0 && !progress.cancelled; left -= 0.5) await wait(Math.min(left, 0.5) * 1000);
      if (progress.cancelled) return answer;
    }
  },
});
