import { Button, FileButton, SegmentedControl } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type DragEvent, type ReactNode, useState } from 'react';
import { type AnswerOf, ask } from '../api/ask.ts';
import { changeHeaders } from '../api/session.ts';
import { ProblemNote } from '../parts/answered.tsx';
import { Panel } from '../parts/panel.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { sayOr, useWords } from '../words/words.tsx';

type Checked = AnswerOf<'checkPackage'>;

/** Checks a file that is dropped or chosen; the server keeps nothing of it. */
export function CheckPage(): ReactNode {
  const { say } = useWords();
  const [over, setOver] = useState(false);
  const check = useMutation({
    mutationFn: async (file: File) =>
      ask(
        'checkPackage',
        { query: { name: file.name }, file: new Uint8Array() },
        { file, headers: await changeHeaders() },
      ),
  });
  const take = (file: File | null | undefined): void => {
    if (file !== null && file !== undefined) check.mutate(file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <>
      <h1>{say('check.title')}</h1>
      <p className="quiet lead">{say('check.lead')}</p>
      <div
        className="drop"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileButton onChange={take} accept=".zip,.xlsx,.csv" inputProps={{ 'aria-label': say('check.choose') }}>
          {(props) => (
            <Button size="sm" {...props}>
              {say('check.choose')}
            </Button>
          )}
        </FileButton>
        <span className="quiet">{say('check.drop')}</span>
      </div>
      <div role="status">
        {check.isPending ? (
          <p className="quiet computing">{say('check.checking', { name: check.variables.name })}</p>
        ) : null}
      </div>
      {check.error === null ? null : <ProblemNote error={check.error} />}
      {check.data === undefined ? null : <CheckResult key={check.data.name} checked={check.data} />}
    </>
  );
}

function CheckResult({ checked }: { readonly checked: Checked }): ReactNode {
  const { say, format } = useWords();
  const [severity, setSeverity] = useState('all');
  const shown = checked.findings.filter((finding) => severity === 'all' || finding.severity === severity);
  const csv = useCsv(checked);
  return (
    <Panel
      title={say(checked.rejected ? 'check.rejected' : 'check.ok')}
      note={checked.name}
      className={checked.rejected ? 'rejected' : 'accepted'}
      tools={
        checked.findings.length === 0 ? null : (
          <Button size="xs" variant="default" component="a" href={csv} download={`${checked.name}.findings.csv`}>
            {say('check.download')}
          </Button>
        )
      }
    >
      <dl className="facts">
        {[
          [say('check.entity'), checked.entity],
          [say('check.profile'), checked.profile],
          [say('check.date'), checked.referenceDate === null ? null : format.date(checked.referenceDate)],
        ].map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? <span className="unobserved">{say('unit.unobserved')}</span>}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{say('check.rows', { n: format.number(checked.rows) })}</p>
      {checked.findings.length === 0 ? (
        <p>{say('check.clean')}</p>
      ) : (
        <>
          <SegmentedControl
            size="xs"
            aria-label={say('overview.severity')}
            value={severity}
            onChange={setSeverity}
            data={[
              { value: 'all', label: `${say('check.all')} ${checked.findings.length}` },
              ...Object.entries(checked.counts).map(([name, count]) => ({
                value: name,
                label: `${sayOr(say, `severity.${name}`, name)} ${count}`,
              })),
            ]}
          />
          <ScrollTable label={say('overview.checks')}>
            <thead>
              <tr>
                <th scope="col">{say('check.rule')}</th>
                <th scope="col">{say('overview.severity')}</th>
                <th scope="col">{say('check.message')}</th>
                <th scope="col">{say('check.place')}</th>
                <th scope="col">{say('check.value')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.slice(0, 300).map((finding, at) => (
                <tr key={at}>
                  <th scope="row" title={finding.source}>
                    {finding.rule}
                  </th>
                  <td>
                    <span className={`severity ${finding.severity}`}>{say(`severity.${finding.severity}`)}</span>
                  </td>
                  <td className="wrap">{finding.message}</td>
                  <td className="wrap">{placeOf(finding)}</td>
                  <td className="cut">{finding.value ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
          {shown.length - 300 + checked.more > 0 ? (
            <p className="quiet">
              {say('check.more', { n: format.number(Math.max(0, shown.length - 300) + checked.more) })}
            </p>
          ) : null}
        </>
      )}
    </Panel>
  );
}

function placeOf({ location: { file, line, column } }: Checked['findings'][number]): string {
  return [file.split('/').at(-1) ?? file, line, column].filter((part) => part !== undefined).join(':');
}

function useCsv(checked: Checked): string {
  const quoted = (text: string | number | undefined): string => `"${String(text ?? '').replaceAll('"', '""')}"`;
  const rows = checked.findings.map(({ rule, severity, location: { file, line, column }, value, expected, message }) =>
    [rule, severity, file, line, column, value, expected, message].map(quoted).join(','),
  );
  return `data:text/csv;charset=utf-8,${encodeURIComponent(['rule,severity,file,line,column,value,expected,message', ...rows].join('\r\n'))}`;
}
