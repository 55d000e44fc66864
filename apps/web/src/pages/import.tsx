import { Button, Checkbox, FileButton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type DragEvent, type ReactNode, useState } from 'react';
import { Refusal } from '../api/ask.ts';
import { mayBeSignedIn } from '../api/session.ts';
import { addUpload, fileUploads, type UploadPreview, waitingUploads } from '../api/uploads.ts';
import { ProblemNote } from '../parts/answered.tsx';
import { UploadCard } from '../parts/upload-card.tsx';
import { useWords } from '../words/words.tsx';

/** Files in, what they would do row by row, then filed all together or not at all. */
export function ImportPage(): ReactNode {
  const { say, format } = useWords();
  const signedIn = mayBeSignedIn();
  const queries = useQueryClient();
  const [over, setOver] = useState(false);
  const [previews, setPreviews] = useState<Readonly<Record<string, UploadPreview | null>>>({});
  const [leaveOut, setLeaveOut] = useState(false);
  const [keepRejected, setKeepRejected] = useState(false);
  const [step, setStep] = useState('');
  const waiting = useQuery({
    queryKey: ['uploads'],
    queryFn: ({ signal }) => waitingUploads(signal),
    retry: false,
    enabled: signedIn,
  });
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: ['uploads'] });
  const add = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) {
        await addUpload(file);
        await again();
      }
    },
    onSettled: again,
  });
  const ids = (waiting.data ?? []).map(({ id }) => id);
  const file = useMutation({
    mutationFn: () =>
      fileUploads(
        ids,
        { failedRows: leaveOut ? 'leave out' : 'refuse', rejected: keepRejected ? 'keep' : 'refuse' },
        (job) => setStep(job.step ?? job.state),
        new AbortController().signal,
      ),
    onSuccess: async () => {
      setPreviews({});
      await queries.resetQueries();
    },
  });
  const take = (files: Iterable<File>): void => {
    const list = [...files];
    if (list.length > 0) add.mutate(list);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const made = ids.map((id) => previews[id] ?? null);
  const ready = ids.length > 0 && made.every((preview) => preview !== null);
  const failed = made.reduce((sum, preview) => sum + (preview?.summary.counts.fail ?? 0), 0);
  const rejected = made.some((preview) => preview?.summary.rejected === true);
  const blocked = (failed > 0 && !leaveOut) || (rejected && !keepRejected);
  const refused = waiting.error instanceof Refusal && (waiting.error.status === 401 || waiting.error.status === 403);
  if (!signedIn || refused) {
    return (
      <>
        <h1>{say('import.title')}</h1>
        <p className="quiet lead">{say('import.lead')}</p>
        <p className="note">{say('import.signIn')}</p>
        <p>
          <Link to="/check" className="button">
            {say('import.check')}
          </Link>
        </p>
      </>
    );
  }
  return (
    <>
      <div className="page-head">
        <h1>{say('import.title')}</h1>
        <Link to="/check" className="button">
          {say('import.check')}
        </Link>
      </div>
      <p className="quiet lead">{say('import.lead')}</p>
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
          onChange={take}
          accept=".zip,.xlsx,.csv"
          inputProps={{ 'aria-label': say('import.choose') }}
        >
          {(props) => (
            <Button size="sm" loading={add.isPending} {...props}>
              {say('import.choose')}
            </Button>
          )}
        </FileButton>
        <span className="quiet">{say('import.drop')}</span>
      </div>
      {add.error === null ? null : <ProblemNote error={add.error} />}
      {waiting.error === null ? null : <ProblemNote error={waiting.error} />}
      {(waiting.data ?? []).map((upload) => (
        <UploadCard
          key={upload.id}
          upload={upload}
          onPreview={(preview) => setPreviews((before) => ({ ...before, [upload.id]: preview }))}
          onRemoved={again}
        />
      ))}
      {ids.length === 0 ? (
        waiting.data === undefined ? null : (
          <p className="quiet">{say(file.isSuccess ? 'import.filed' : 'import.none')}</p>
        )
      ) : (
        <div className="panel apply" role="group" aria-label={say('import.apply')}>
          {failed > 0 ? (
            <Checkbox
              size="xs"
              label={say('import.leaveOut', { n: format.number(failed) })}
              checked={leaveOut}
              onChange={(event) => setLeaveOut(event.currentTarget.checked)}
            />
          ) : null}
          {rejected ? (
            <Checkbox
              size="xs"
              label={say('import.keepRejected')}
              checked={keepRejected}
              onChange={(event) => setKeepRejected(event.currentTarget.checked)}
            />
          ) : null}
          <Button size="sm" disabled={!ready || blocked} loading={file.isPending} onClick={() => file.mutate()}>
            {say('import.apply')}
          </Button>
          <span className="quiet" role="status">
            {file.isPending ? step : say('import.applyNote', { n: format.number(ids.length) })}
          </span>
        </div>
      )}
      {file.error === null ? null : file.error instanceof Refusal && file.error.status === 401 ? (
        <p className="note" role="alert">
          {say('import.signedOut')}{' '}
          <Link to="/sign-in" className="button">
            {say('signin.title')}
          </Link>
        </p>
      ) : (
        <p className="note problem" role="alert">
          {file.error.message}
        </p>
      )}
    </>
  );
}
