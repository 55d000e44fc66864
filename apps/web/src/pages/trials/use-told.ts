import { useQuery } from '@tanstack/react-query';
import type { Told } from '@underpin/model';
import { sayTold } from '../../words/say-told.ts';
import { useWords } from '../../words/words.tsx';

/** A text of the engine in the reader's language, with the attribute that marks it where it stayed English. */
export interface Said {
  readonly text: string;
  readonly marked: { readonly lang?: 'en' };
}

/** Says what the engine of trials told by its code. Verdicts of earlier versions have no codes: their texts stay English. */
export function useTold(told: readonly Told[] | undefined): (text: string) => Said {
  const { language } = useWords();
  const words = useQuery({
    queryKey: ['trial words', language],
    queryFn: () => import('../../words/trial-words-zh.ts'),
    enabled: language === 'zh',
    staleTime: Infinity,
  });
  if (language === 'en') return (text) => ({ text, marked: {} });
  const { data } = words;
  const say = data === undefined ? () => null : sayTold(told ?? [], data.trialWordsZh, data.trialValuesZh);
  return (text) => {
    const said = say(text);
    return said === null ? { text, marked: { lang: 'en' } } : { text: said, marked: {} };
  };
}
