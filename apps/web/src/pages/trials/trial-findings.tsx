import type { ReactNode } from 'react';
import type { Given } from '../../api/send.ts';
import { FindingMessage } from '../../parts/finding-message.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { sayOr, useWords } from '../../words/words.tsx';

/** What was found in a protocol or in its measurements. */
export function TrialFindings({ findings }: { readonly findings: Given<'planTrial'>['findings'] }): ReactNode {
  const { say } = useWords();
  if (findings.length === 0) return <p className="quiet">{say('trials.noFindings')}</p>;
  return (
    <ScrollTable label={say('trials.findings')} height="short">
      <thead>
        <tr>
          <th scope="col">{say('overview.severity')}</th>
          <th scope="col">{say('check.message')}</th>
          <th scope="col">{say('check.place')}</th>
        </tr>
      </thead>
      <tbody>
        {findings.map(({ rule, severity, message, location }, at) => (
          <tr key={at}>
            <th scope="row">
              <span className={`severity ${severity}`}>{sayOr(say, `severity.${severity}`, severity)}</span>
            </th>
            <td className="wrap">
              <FindingMessage rule={rule} message={message} />
            </td>
            <td>
              {[location.file.split('/').at(-1), location.line, location.column]
                .filter((part) => part !== undefined && part !== 'protocol')
                .join(':')}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
