import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { en, type WordKey } from './en.ts';
import { type Format, formatFor } from './format.ts';

export const languages = { en: 'English', zh: '简体中文' } as const;
export type Language = keyof typeof languages;
export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

interface Words {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly say: Say;
  readonly format: Format;
}

const loaders: Readonly<Record<Language, () => Promise<Readonly<Record<WordKey, string>>>>> = {
  en: () => Promise.resolve(en),
  zh: async () => (await import('./zh.ts')).zh,
};
const place = 'underpin.language';
const context = createContext<Words | null>(null);

export function WordsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [loaded, setLoaded] = useState<{ language: Language; words: Readonly<Record<WordKey, string>> } | null>(null);
  useEffect(() => {
    let current = true;
    void loaders[language]().then((words) => {
      if (current) setLoaded({ language, words });
    });
    localStorage.setItem(place, language);
    document.documentElement.lang = language === 'zh' ? 'zh-Hans' : language;
    return () => {
      current = false;
    };
  }, [language]);
  const words = useMemo<Words | null>(() => {
    if (loaded === null) return null;
    const say: Say = (key, values = {}) =>
      loaded.words[key].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
    return { language: loaded.language, setLanguage, say, format: formatFor(loaded.language) };
  }, [loaded]);
  return words === null ? null : <context.Provider value={words}>{children}</context.Provider>;
}

export function useWords(): Words {
  const words = use(context);
  if (words === null) throw new Error('useWords() outside of WordsProvider');
  return words;
}

function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(place) ?? navigator.language;
  return asked.startsWith('zh') ? 'zh' : 'en';
}

/** Says a key that is put together from data; the data's own word when no language file has it. */
export function sayOr(say: Say, key: string, otherwise: string): string {
  return key in en ? say(key as WordKey) : otherwise;
}
