import { Button } from '@mantine/core';
import { programmeActualSchema } from '@underpin/model';
import { type ReactNode, useMemo, useState } from 'react';
import { type Given, useSend } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { Refused } from '../../desk/refused.tsx';
import { fieldsOf } from '../../forms/json-schema.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/words.tsx';

const whole = fieldsOf(programmeActualSchema);
const { replacement: _chosenAbove, ...properties } = whole.properties ?? {};
const schema = { ...whole, properties };

/** Reports on the tasks that are chosen: what the schema of a report asks, once for all of them. */
export function ReportForm({
  part,
  tasks,
  chosen,
  done,
}: {
  readonly part: string;
  readonly tasks: Given<'getProgrammePart'>['tasks'];
  readonly chosen: ReadonlySet<string>;
  readonly done: () => void;
}): ReactNode {
  const { say } = useWords();
  const { tell } = useDesk();
  const report = useSend('reportProgress');
  const today = new Date().toISOString().slice(0, 10);
  const blank = { on: today, state: 'installing' };
  const [value, setValue] = useState<Readonly<Record<string, unknown>>>(blank);
  const [sent, setSent] = useState(0);
  const parsed = useMemo(() => programmeActualSchema.safeParse({ ...value, replacement: 'chosen above' }), [value]);
  const problems = useMemo(
    () =>
      new Map(
        (parsed.error?.issues ?? []).map(({ path, message }) => [
          path.join('.') === '' ? 'evidence' : path.join('.'),
          path.join('.') === '' ? say('kept.needsEvidence') : message,
        ]),
      ),
    [parsed, say],
  );
  const names = tasks.filter(({ id }) => chosen.has(id)).map(({ name }) => name);
  return (
    <Panel title={say('kept.report')} note={say('kept.reportNote')}>
      <form
        className="fields"
        aria-label={say('kept.report')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!parsed.success) return;
          report.mutate(
            {
              params: { id: part },
              body: { reports: [...chosen].map((replacement) => ({ ...parsed.data, replacement })) },
            },
            {
              onSuccess: ({ kept }) => {
                tell(say('kept.reported', { n: kept }));
                setValue(blank);
                setSent((n) => n + 1);
                done();
              },
            },
          );
        }}
      >
        <p role="status">
          {names.length === 0 ? say('kept.chooseFirst') : say('kept.reportOn', { names: names.join('; ') })}
        </p>
        <SchemaForm key={sent} schema={schema} value={value} onChange={setValue} problems={problems} />
        <Refused error={report.error} />
        <Button size="xs" type="submit" loading={report.isPending} disabled={names.length === 0 || !parsed.success}>
          {say('kept.send')}
        </Button>
      </form>
    </Panel>
  );
}
