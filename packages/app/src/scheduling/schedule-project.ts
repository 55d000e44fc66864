import { readPatterson } from '@underpin/formats/patterson';
import { refused, type Result, type ScheduleAnswer } from '@underpin/model';
import { checkSchedule, compileProblem } from '@underpin/programme';
import { runSearch, type RunSearchOptions } from './run-search.ts';

/**
 * The shortest schedule found of a project in the Patterson format, checked by the independent checker before it is given out.
 *
 * Example: `await scheduleProject(text, 'j301_1.rcp', { seconds: 1, threads: 1, seed: 1, progress: silent, clock })`.
 */
export async function scheduleProject(
  text: string,
  file: string,
  options: RunSearchOptions,
): Promise<Result<ScheduleAnswer>> {
  const problem = readPatterson(text, file);
  if (!problem.ok) return problem;
  const dense = compileProblem(problem.value);
  if (!dense.ok) return dense;
  for (const { id, modes } of problem.value.tasks)
    for (const { uses } of modes)
      for (const { resource, amount } of uses) {
        const capacity = problem.value.renewable.find((each) => each.id === resource)?.capacity ?? 0;
        if (amount > capacity)
          return refused(
            `No schedule of "${file}" exists: task ${id} needs ${amount} of ${resource}, there are ${capacity}`,
          );
      }
  const answer = await runSearch(dense.value, options);
  if (answer.schedule !== null) {
    const [broken] = checkSchedule(problem.value, answer.schedule).broken;
    if (broken !== undefined) throw new Error(`The schedule of "${file}" is wrong: ${broken.words}`);
  }
  return { ok: true, value: answer };
}
