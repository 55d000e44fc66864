import type { ReactNode } from 'react';

/** Takes the text of a file that is chosen. */
export function FileText({
  label,
  accept = '.yaml,.yml,.json',
  onText,
}: {
  readonly label: string;
  readonly accept?: string;
  readonly onText: (text: string | null) => void;
}): ReactNode {
  return (
    <label className="file-choice">
      <span>{label}</span>
      <input
        type="file"
        accept={accept}
        onChange={({ currentTarget: { files } }) => {
          const [one] = files ?? [];
          if (one === undefined) onText(null);
          else void one.text().then(onText);
        }}
      />
    </label>
  );
}
