import { Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { addSaved, listSaved, removeSaved, type SavedItem, type SavedKind } from '../api/saved.ts';
import { mayBeSignedIn } from '../api/session.ts';
import { useWords } from '../words/words.tsx';
import { ProblemNote } from './answered.tsx';

/** Keeps the page as it is under a name, and opens what was kept. What is removed can be put back. */
export function SavedMenu({ kind }: { readonly kind: SavedKind }): ReactNode {
  const { say } = useWords();
  const queries = useQueryClient();
  const router = useRouter();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [removed, setRemoved] = useState<SavedItem | null>(null);
  const signedIn = mayBeSignedIn();
  const query = useQuery({ queryKey: ['saved', kind], queryFn: ({ signal }) => listSaved(kind, signal) });
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: ['saved', kind] });
  const save = useMutation({ mutationFn: addSaved, onSuccess: again });
  const remove = useMutation({
    mutationFn: async (item: SavedItem) => {
      await removeSaved(item.id);
      setRemoved(item);
    },
    onSuccess: again,
  });
  const items = query.data ?? [];
  const title = say(kind === 'view' ? 'views.title' : 'scenario.saved');
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={330}>
      <Popover.Target>
        <Button size="xs" variant="default">
          {title}
          {items.length === 0 ? '' : ` ${items.length}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className="saved"
          aria-label={title}
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() === '') return;
            save.mutate({
              kind,
              name: name.trim(),
              shared: signedIn && shared,
              address: location.pathname + location.search,
            });
            setName('');
          }}
        >
          <TextInput
            size="xs"
            label={say(kind === 'view' ? 'views.save' : 'scenario.save')}
            placeholder={say(kind === 'view' ? 'views.name' : 'scenario.name')}
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {signedIn ? (
            <Checkbox
              size="xs"
              label={say('views.share')}
              checked={shared}
              onChange={(event) => setShared(event.currentTarget.checked)}
            />
          ) : null}
          <Button size="xs" type="submit" disabled={name.trim() === ''}>
            {say('views.saveButton')}
          </Button>
        </form>
        {save.error === null ? null : <ProblemNote error={save.error} />}
        {items.length === 0 ? (
          <p className="quiet">{say(kind === 'view' ? 'views.none' : 'scenario.none')}</p>
        ) : (
          <ul className="saved-list">
            {items.map((item) => (
              <li key={item.id}>
                <button type="button" className="why" onClick={() => router.history.push(item.address)}>
                  {item.name}
                </button>
                <span className="quiet">
                  {item.shared ? say('views.shared') : signedIn ? say('views.mine') : say('views.here')}
                </span>
                {item.mine ? (
                  <button
                    type="button"
                    className="plain"
                    aria-label={say('views.remove', { name: item.name })}
                    onClick={() => remove.mutate(item)}
                  >
                    ×
                  </button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
        <div role="status">
          {removed === null ? null : (
            <p className="quiet">
              {say('views.removed', { name: removed.name })}{' '}
              <button
                type="button"
                className="why"
                onClick={() => {
                  save.mutate(removed);
                  setRemoved(null);
                }}
              >
                {say('views.undo')}
              </button>
            </p>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
