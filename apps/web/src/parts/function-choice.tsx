import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { useWords } from '../words/words.tsx';

interface Chosen {
  readonly institution: string;
  readonly function: string;
}

/** Finds a function of any institution by its name or whose it is. */
export function FunctionChoice({
  institution,
  value,
  onChange,
}: {
  readonly institution: string | undefined;
  readonly value: string | undefined;
  readonly onChange: (chosen: Chosen | null) => void;
}): ReactNode {
  const { say } = useWords();
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.includes(' · ') ? '' : typed.trim(), 40);
  const rows = useAnswer(
    'listSectorRows',
    { params: { table: 'functions' }, query: { ...(asked === '' ? {} : { search: asked }), sort: 'name', limit: 100 } },
    { keep: true },
  );
  const key = institution === undefined || value === undefined ? null : `${institution}/${value}`;
  const chosen = useAnswer('getSectorRecord', key === null ? null : { params: { table: 'functions' }, query: { key } });
  const labels = new Map(
    [...(rows.data?.rows ?? []), ...(chosen.data === undefined ? [] : [chosen.data.row])].map((row) => [
      row.key,
      `${row.cells['name'] ?? row.cells['id'] ?? ''} · ${row.cells['institution'] ?? ''}`,
    ]),
  );
  return (
    <Select
      size="xs"
      className="grow"
      label={say('graph.function')}
      placeholder={say('graph.chooseFunction')}
      searchable
      clearable
      limit={100}
      value={key}
      data={[...labels].map(([id, label]) => ({ value: id, label }))}
      filter={({ options }) => options}
      onSearchChange={setTyped}
      onChange={(next) => {
        const cut = next?.lastIndexOf('/') ?? -1;
        onChange(next === null || cut < 0 ? null : { institution: next.slice(0, cut), function: next.slice(cut + 1) });
      }}
    />
  );
}
