import type { AnswerOf } from '../../api/ask.ts';

type Run = AnswerOf<'getProgrammeRun'>;
export type Plan = NonNullable<Run['plan']>;
export type Progress = NonNullable<Run['progress']>;
/** Forms in which a plan is taken away. */
export const planForms = ['csv', 'xlsx', 'ical', 'mspdi', 'jira', 'ocds'] as const;
