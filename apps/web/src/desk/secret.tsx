import { type ReactNode, useState } from 'react';
import { useWords } from '../words/words.tsx';

/** A secret that is shown once, to be copied. */
export function Secret({ label, value }: { readonly label: string; readonly value: string }): ReactNode {
  const { say } = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <div className="note secret" role="status">
      <strong>{label}</strong>
      <code>{value}</code>
      <button
        type="button"
        className="why"
        onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
      >
        {say(copied ? 'desk.copied' : 'desk.copy')}
      </button>
      <span className="quiet">{say('desk.shownOnce')}</span>
    </div>
  );
}
