import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';

/** What a check found, in the reader's language by its rule; in other languages than English the words of the check stand below it. */
export function FindingMessage({ rule, message }: { readonly rule: string; readonly message: string }): ReactNode {
  const { language } = useWords();
  const rules = useQuery({
    queryKey: ['rules', language],
    queryFn: () => import('../words/rules-zh.ts'),
    enabled: language === 'zh',
    staleTime: Infinity,
  });
  const told = rules.data?.rulesZh[rule] ?? (rules.data?.dpmRule.test(rule) === true ? rules.data.dpmZh : undefined);
  if (language !== 'zh' || told === undefined) return message;
  return (
    <>
      {told}
      <span className="quiet block" lang="en">
        {message}
      </span>
    </>
  );
}
