import { useCallback, useEffect, useRef, useState } from 'react';
import { draftKey } from '../api/session.ts';
import { useDesk } from './desk.tsx';

interface Draft<T> {
  readonly value: T;
  readonly set: (next: T | ((before: T) => T)) => void;
  /** When the text that was found at the start was kept; null when nothing was found. */
  readonly foundFrom: string | null;
  readonly discard: () => void;
}

/** What somebody writes, kept on this computer until it is sent or they sign out: a reload loses nothing. */
export function useDraft<T extends object>(name: string, initial: T): Draft<T> {
  const { session } = useDesk();
  const key = draftKey(session.person.id, name);
  const first = useRef(initial);
  const [{ value, foundFrom }, setState] = useState(() => {
    const found = readDraft<T>(key);
    return { value: found === null ? initial : { ...initial, ...found.value }, foundFrom: found?.at ?? null };
  });
  const changed = useRef(foundFrom !== null);
  useEffect(() => {
    if (!changed.current) return;
    const timer = setTimeout(
      () => localStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), value })),
      250,
    );
    return () => clearTimeout(timer);
  }, [key, value]);
  const set = useCallback((next: T | ((before: T) => T)) => {
    changed.current = true;
    setState((before) => ({
      foundFrom: before.foundFrom,
      value: typeof next === 'function' ? next(before.value) : next,
    }));
  }, []);
  const discard = useCallback(() => {
    changed.current = false;
    localStorage.removeItem(key);
    setState({ value: first.current, foundFrom: null });
  }, [key]);
  return { value, set, foundFrom, discard };
}

function readDraft<T>(key: string): { readonly at: string; readonly value: T } | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as { at: string; value: T } | null;
  } catch {
    return null;
  }
}
