import { Button, FileButton, SegmentedControl } from '@mantine/core';
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { checkApart } from '../check/check-apart.ts';
import type { CheckedFile } from '../check/check-file.ts';
import { FindingMessage } from '../parts/finding-message.tsx';
import { Panel } from '../parts/panel.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { sayOr, useWords } from '../words/words.tsx';

type Checked = CheckedFile;
type Finding = Checked['findings'][number];

/** Checks files that are dropped or chosen, inside the page: nothing leaves the machine. */
export function CheckPage(): ReactNode {
  const { say, format } = useWords();
  const [over, setOver] = useState(false);
  const [at, setAt] = useState<{ readonly name: string; readonly done: number; readonly total: number } | null>(null);
  const [checked, setChecked] = useState<readonly (Checked | { readonly name: string; readonly failed: string })[]>([]);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const take = async (files: Iterable<File> | null | undefined): Promise<void> => {
    stop.current?.abort();
    const control = new AbortController();
    stop.current = control;
    setChecked([]);
    for (const file of files ?? []) {
      if (control.signal.aborted) break;
      setAt({ name: file.name, done: 0, total: 0 });
      const { name } = file;
      try {
        const one = await checkApart(file, (done, total) => setAt({ name, done, total }), control.signal);
        setChecked((before) => [...before, one]);
      } catch (error) {
        const failed = control.signal.aborted
          ? say('check.stopped')
          : say('check.failed', { reason: error instanceof Error ? error.message : '' });
        if (stop.current === control) setChecked((before) => [...before, { name, failed }]);
      }
    }
    if (stop.current === control) setAt(null);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files);
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
        <FileButton
          multiple
          onChange={(files) => void take(files)}
          accept=".zip,.xlsx,.csv"
          inputProps={{ 'aria-label': say('check.choose') }}
        >
          {(props) => (
            <Button size="sm" {...props}>
              {say('check.choose')}
            </Button>
          )}
        </FileButton>
        <span className="quiet">{say('check.drop')}</span>
        <span className="local">{say('check.local')}</span>
      </div>
      <div role="status">
        {at === null ? null : (
          <p className="quiet computing">
            {at.total === 0
              ? say('check.checking', { name: at.name })
              : say('check.progress', {
                  name: at.name,
                  done: format.number(at.done),
                  total: format.number(at.total),
                })}{' '}
            <button type="button" className="why" onClick={() => stop.current?.abort()}>
              {say('check.cancel')}
            </button>
          </p>
        )}
      </div>
      {checked.map((one, place) =>
        'failed' in one ? (
          <p key={place} className="note problem" role="alert">
            <strong>{one.name}</strong> {one.failed}
          </p>
        ) : (
          <CheckResult key={place} checked={one} />
        ),
      )}
    </>
  );
}

function CheckResult({ checked }: { readonly checked: Checked }): ReactNode {
  const { say, format } = useWords();
  const [severity, setSeverity] = useState('all');
  const shown = checked.findings.filter((finding: Finding) => severity === 'all' || finding.severity === severity);
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
                  <td className="wrap">
                    <FindingMessage rule={finding.rule} message={finding.message} />
                  </td>
                  <td className="wrap">{placeOf(finding)}</td>
                  <td className="cut">{finding.value ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
          {shown.length > 300 ? (
            <p className="quiet">{say('check.more', { n: format.number(shown.length - 300) })}</p>
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
