import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  failedRowsAddress,
  type FilingOptions,
  lastPreview,
  previewUpload,
  removeUpload,
  type Upload,
  type UploadPreview,
} from '../api/uploads.ts';
import { sayOr, useWords } from '../words/words.tsx';
import { FindingMessage } from './finding-message.tsx';
import { Panel } from './panel.tsx';
import { ScrollTable } from './scroll-table.tsx';

const outcomes = ['create', 'update', 'skip', 'fail', 'remove'] as const;
const findingsShown = 200;

/** One uploaded file: what filing it would do, which rows fail and why, what they may have meant. */
export function UploadCard({
  upload,
  onPreview,
  onRemoved,
}: {
  readonly upload: Upload;
  readonly onPreview: (preview: UploadPreview | null) => void;
  readonly onRemoved: () => unknown;
}): ReactNode {
  const { say, format } = useWords();
  const [preview, setPreview] = useState<UploadPreview | null>(null);
  const [step, setStep] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [options, setOptions] = useState<FilingOptions>({});
  const stop = useRef<AbortController | null>(null);
  const told = useRef(onPreview);
  told.current = onPreview;
  const ask = async (asked: FilingOptions, known: boolean): Promise<void> => {
    stop.current?.abort();
    const control = new AbortController();
    stop.current = control;
    setProblem(null);
    setStep(say('app.loading'));
    told.current(null);
    try {
      const made =
        (known ? await lastPreview(upload.id, control.signal) : null) ??
        (await previewUpload(
          upload.id,
          asked,
          (job) => setStep(job.total > 0 ? `${job.step ?? ''} ${job.done}/${job.total}` : (job.step ?? job.state)),
          control.signal,
        ));
      if (control.signal.aborted) return;
      setPreview(made);
      setOptions(made.summary.options);
      told.current(made);
    } catch (error) {
      if (!control.signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      if (stop.current === control) setStep(null);
    }
  };
  useEffect(() => {
    void ask({}, upload.preview !== null);
    return () => stop.current?.abort();
    // Asked once for each upload; again only by its buttons.
  }, [upload.id]);
  const summary = preview?.summary ?? null;
  const tools = (
    <div className="links">
      {upload.failedRows || (summary?.counts.fail ?? 0) > 0 ? (
        <Button size="xs" variant="default" component="a" href={failedRowsAddress(upload.id)} download>
          {say('import.failedRows')}
        </Button>
      ) : null}
      <Button
        size="xs"
        variant="subtle"
        onClick={() => {
          stop.current?.abort();
          void removeUpload(upload.id).then(onRemoved, (error: unknown) =>
            setProblem(error instanceof Error ? error.message : String(error)),
          );
        }}
      >
        {say('import.discard')}
      </Button>
    </div>
  );
  return (
    <Panel
      title={upload.name}
      note={`${format.number(Math.ceil(upload.bytes / 1024))} kB`}
      className={summary === null ? '' : summary.rejected || summary.refusal !== null ? 'rejected' : 'accepted'}
      tools={tools}
    >
      <div role="status">
        {step === null ? null : (
          <p className="quiet computing">
            {step}{' '}
            <button type="button" className="why" onClick={() => stop.current?.abort()}>
              {say('check.cancel')}
            </button>
          </p>
        )}
      </div>
      {problem === null ? null : (
        <p className="note problem" role="alert">
          {problem}
        </p>
      )}
      {summary === null || preview === null ? null : (
        <>
          {summary.refusal === null ? null : <p className="note problem">{summary.refusal}</p>}
          <dl className="facts">
            {(
              [
                ['check.entity', summary.entity],
                ['check.profile', summary.profile],
                ['check.date', summary.referenceDate === null ? null : format.date(summary.referenceDate)],
                ['import.verdict', say(summary.rejected ? 'check.rejected' : 'check.ok')],
              ] as const
            ).map(([key, value]) => (
              <div key={key}>
                <dt>{say(key)}</dt>
                <dd>{value ?? <span className="unobserved">{say('unit.unobserved')}</span>}</dd>
              </div>
            ))}
          </dl>
          <ul className="outcomes" aria-label={say('import.rows')}>
            {outcomes.map((outcome) => (
              <li key={outcome} className={outcome}>
                <strong>{format.number(summary.counts[outcome])}</strong> {say(`import.${outcome}`)}
              </li>
            ))}
          </ul>
          <Problems preview={preview} />
          <Changes preview={preview} />
          <Mapping preview={preview} onConfirm={(mapping) => void ask({ ...options, mapping }, false)} />
          <Findings preview={preview} />
          <details>
            <summary>{say('import.options')}</summary>
            <form
              className="condition"
              onSubmit={(event) => {
                event.preventDefault();
                void ask(options, false);
              }}
            >
              <SegmentedControl
                size="xs"
                aria-label={say('import.as')}
                value={options.as ?? summary.as}
                onChange={(value) => setOptions({ ...options, as: value as 'whole' | 'rows' })}
                data={[
                  { value: 'whole', label: say('import.whole') },
                  { value: 'rows', label: say('import.asRows') },
                ]}
              />
              {(['entity', 'referenceDate', 'country', 'currency'] as const).map((field) => (
                <TextInput
                  key={field}
                  size="xs"
                  label={say(`import.${field}`)}
                  type={field === 'referenceDate' ? 'date' : 'text'}
                  value={options[field] ?? ''}
                  onChange={(event) => {
                    const value = event.currentTarget.value.trim();
                    const { [field]: _, ...others } = options;
                    setOptions(value === '' ? others : { ...others, [field]: value });
                  }}
                />
              ))}
              <Button size="xs" type="submit">
                {say('import.again')}
              </Button>
            </form>
          </details>
        </>
      )}
    </Panel>
  );
}

function Problems({ preview: { problems, moreProblems } }: { readonly preview: UploadPreview }): ReactNode {
  const { say, format } = useWords();
  if (problems.length === 0) return null;
  return (
    <>
      <h3>{say('import.problems', { n: format.number(problems.length + moreProblems) })}</h3>
      <ScrollTable label={say('import.problems', { n: format.number(problems.length + moreProblems) })} height="tall">
        <thead>
          <tr>
            <th scope="col">{say('check.place')}</th>
            <th scope="col">{say('import.column')}</th>
            <th scope="col">{say('check.value')}</th>
            <th scope="col">{say('check.message')}</th>
            <th scope="col">{say('import.nearest')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((one, at) => (
            <tr key={at}>
              <th scope="row">
                {one.table}:{one.line}
              </th>
              <td>{one.column ?? ''}</td>
              <td className="cut">{one.value ?? ''}</td>
              <td className="wrap">
                <FindingMessage rule={one.rule} message={one.message} />
              </td>
              <td className="wrap">
                {one.nearest.map(({ code, label }) => (
                  <span key={code} className="block">
                    <code>{code}</code> <span className="quiet">{label}</span>
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {moreProblems > 0 ? (
        <p className="quiet">{say('import.moreProblems', { n: format.number(moreProblems) })}</p>
      ) : null}
    </>
  );
}

function Changes({ preview: { changes, moreChanges } }: { readonly preview: UploadPreview }): ReactNode {
  const { say, format } = useWords();
  if (changes.length === 0) return null;
  const title = say('import.changes', { n: format.number(changes.length + moreChanges) });
  return (
    <details>
      <summary>{title}</summary>
      <ScrollTable label={title} height="short">
        <thead>
          <tr>
            <th scope="col">{say('check.place')}</th>
            <th scope="col">{say('import.column')}</th>
            <th scope="col">{say('whatif.before')}</th>
            <th scope="col">{say('whatif.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ table, line, column, from, to }, at) => (
            <tr key={at}>
              <th scope="row">
                {table}:{line}
              </th>
              <td>{column}</td>
              <td className="cut">{from}</td>
              <td className="cut">
                <mark>{to}</mark>
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </details>
  );
}

function Mapping({
  preview: { mapping },
  onConfirm,
}: {
  readonly preview: UploadPreview;
  readonly onConfirm: (mapping: NonNullable<FilingOptions['mapping']>) => void;
}): ReactNode {
  const { say, format } = useWords();
  if (mapping.length === 0) return null;
  return (
    <>
      <h3>{say('import.mapping')}</h3>
      <p className="quiet">{say('import.mappingNote')}</p>
      {mapping.map(({ headers }, at) => (
        <ScrollTable key={at} label={say('import.mapping')} height="short">
          <thead>
            <tr>
              <th scope="col">{say('import.header')}</th>
              <th scope="col">{say('import.column')}</th>
              <th scope="col" className="number">
                {say('import.likeness')}
              </th>
            </tr>
          </thead>
          <tbody>
            {headers.map(({ header, code, label, likeness }) => (
              <tr key={header}>
                <th scope="row">{header}</th>
                <td className="wrap">
                  {code === null ? <span className="unobserved">{say('import.notRead')}</span> : `${code} ${label}`}
                </td>
                <td className="number">{format.share(likeness)}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      ))}
      <Button size="xs" variant="default" onClick={() => onConfirm(mapping.map((one) => one.mapping))}>
        {say('import.confirm')}
      </Button>
    </>
  );
}

function Findings({ preview: { findings, moreFindings } }: { readonly preview: UploadPreview }): ReactNode {
  const { say, format } = useWords();
  if (findings.length === 0) return null;
  const title = say('import.findings', { n: format.number(findings.length + moreFindings) });
  return (
    <details>
      <summary>{title}</summary>
      <ScrollTable label={title} height="tall">
        <thead>
          <tr>
            <th scope="col">{say('check.rule')}</th>
            <th scope="col">{say('overview.severity')}</th>
            <th scope="col">{say('check.message')}</th>
            <th scope="col">{say('check.place')}</th>
          </tr>
        </thead>
        <tbody>
          {findings.slice(0, findingsShown).map(({ rule, severity, message, location }, at) => (
            <tr key={at}>
              <th scope="row">{rule}</th>
              <td>
                <span className={`severity ${severity}`}>{sayOr(say, `severity.${severity}`, severity)}</span>
              </td>
              <td className="wrap">
                <FindingMessage rule={rule} message={message} />
              </td>
              <td>
                {[location.file.split('/').at(-1), location.line, location.column]
                  .filter((part) => part !== undefined)
                  .join(':')}
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </details>
  );
}
