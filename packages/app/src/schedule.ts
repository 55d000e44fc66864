// A door of its own: whoever only schedules loads neither the other engines nor reports.
export { runSearch, type RunSearchOptions } from './scheduling/run-search.ts';
export { scheduleProject } from './scheduling/schedule-project.ts';
