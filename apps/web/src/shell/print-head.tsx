import { type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useSession } from '../api/session.ts';
import { useWords } from '../words/words.tsx';

/** On paper only: whose page it is, as of when, printed when and by whom, and where it is found again. */
export function PrintHead({ asOf }: { readonly asOf: string | undefined }): ReactNode {
  const { say, format } = useWords();
  const session = useSession();
  const [printed, setPrinted] = useState<{ readonly at: string; readonly address: string } | null>(null);
  useEffect(() => {
    const now = (): void =>
      flushSync(() => setPrinted({ at: new Date().toISOString(), address: readable(location.href) }));
    addEventListener('beforeprint', now);
    return () => removeEventListener('beforeprint', now);
  }, []);
  const party = session.data?.party.name;
  return (
    <div className="print-only print-head" aria-hidden="true">
      <span>
        {say('app.name')}
        {asOf === undefined ? '' : ` · ${say('app.asOf', { date: format.date(asOf) })}`}
        {party === undefined ? '' : ` · ${party}`}
      </span>
      {printed === null ? null : (
        <span>
          {say('print.printed', { at: format.moment(printed.at) })} · {printed.address}
        </span>
      )}
    </div>
  );
}

/** An address as people read it; as it is when it cannot be read. */
function readable(address: string): string {
  try {
    return decodeURIComponent(address.replaceAll('+', ' '));
  } catch {
    return address;
  }
}
