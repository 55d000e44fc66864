import { cutSetKinds, cutSetsOfTree, type CutSetsTold } from '@underpin/app/cut-sets';
import { z } from 'zod';
import { type Answer, defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { studyInput } from '../study-options.ts';
import { textTable } from '../text-table.ts';
import { refusal } from '../refusal.ts';
import { readText } from '../read-bytes.ts';

/** `underpin cut-sets`: the smallest sets that fell a function, a share of the sector, or the top of a fault tree. */
export const cutSetsCommand = defineCommand({
  name: 'cut-sets',
  summary:
    'Minimal sets of groups or countries that fell a function or a share of the sector; fault trees in Open-PSA XML',
  details:
    'Counts are exact and given as decimal strings. Trees with NOT or XOR are refused: minimal cut sets are defined for coherent trees only.',
  examples: [
    'underpin cut-sets --institution 9999UPIRXQYMCR102O88 --function F1 --of group --from examples/sector',
    'underpin cut-sets --share 0.5 --of country --from examples/sector',
    'underpin cut-sets --open-psa chinese.xml --json',
    'underpin cut-sets --open-psa chinese.xml baobab1.xml --json',
  ],
  input: z.object({
    openPsa: z
      .array(z.string())
      .optional()
      .describe('fault trees in Open-PSA XML; of one, its answer; of several, one answer for each'),
    institution: z.string().optional().describe('LEI of the institution whose function is asked about'),
    function: z.string().optional().describe('id of the function'),
    share: z.number().gt(0).max(1).optional().describe('find sets that hit at least this share of institutions (0..1)'),
    of: z.enum(cutSetKinds).default('group').describe('what is withdrawn'),
    bound: z.enum(['at-least', 'at-most']).default('at-least').describe('bound in which the function must fall'),
    maxSize: z.int().min(0).optional().describe('largest size of a set (default: 3; for a fault tree: all)'),
    all: z.boolean().default(false).describe('count sets of every size'),
    first: z.int().min(0).default(20).describe('sets told, smallest first'),
    ...studyInput,
  }),
  operands: [],
  async run(input, surroundings): Promise<Answer> {
    if (input.openPsa !== undefined) {
      const options = { maxOrder: input.maxSize ?? null, first: input.first };
      const answers = await inOrder(input.openPsa, (file) => answerOfTree(file, options));
      const [only] = answers;
      return only !== undefined && answers.length === 1 ? only : together(input.openPsa, answers);
    }
    // A fault tree needs nothing of what follows: it is loaded only when a sector is asked about.
    const { cutSetsOfFunction, setsThatHit } = await import('@underpin/app');
    const { withStudy } = await import('../study-input.ts');
    const bound = input.bound === 'at-least' ? 'atLeast' : 'atMost';
    const maxOrder = input.all ? null : (input.maxSize ?? 3);
    const { institution, function: fn, share } = input;
    if (share !== undefined) {
      return withStudy(input, surroundings, (study) => {
        const found = setsThatHit(study, { of: input.of, bound, share, maxOrder: maxOrder ?? 3 });
        const told = found.names.slice(0, input.first).map((set) => [String(set.length), set.join(' + ')]);
        return {
          json: {
            share,
            bound,
            of: input.of,
            complete: found.complete,
            completeUpTo: found.completeUpTo,
            sets: found.names,
          },
          text: [
            `${found.sets.length} minimal sets hit at least ${100 * share} % of the institutions (complete up to size ${found.completeUpTo}).`,
            textTable(['size', `${input.of} set`], told),
          ].join('\n\n'),
          exitCode: exitCodes.fine,
        };
      });
    }
    if (institution === undefined || fn === undefined) {
      return {
        json: { ok: false },
        text: 'Cannot look for cut sets: give --open-psa FILE, or --share, or --institution LEI with --function ID.',
        exitCode: exitCodes.wrongUse,
      };
    }
    return withStudy(input, surroundings, (study) => {
      const found = cutSetsOfFunction(study, {
        institution,
        function: fn,
        of: input.of,
        bound,
        maxOrder,
        first: input.first,
      });
      return found.ok ? answerOf(found.value) : refusal(found.reason);
    });
  },
});

async function answerOfTree(
  file: string,
  options: { readonly maxOrder: number | null; readonly first: number },
): Promise<Answer> {
  const text = await readText(file);
  if (!text.ok) return refusal(text.reason);
  const found = cutSetsOfTree(text.value, file, options);
  return found.ok ? answerOf(found.value) : refusal(found.reason);
}

async function inOrder<T, U>(items: readonly T[], work: (item: T) => Promise<U>): Promise<readonly U[]> {
  const done: U[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}

/** A tree that is refused does not hide what is found of the others. */
function together(files: readonly string[], answers: readonly Answer[]): Answer {
  return {
    json: { trees: answers.map(({ json }, at) => ({ file: files[at], ...(json as object) })) },
    text: answers.map(({ text }, at) => `${files[at]}\n\n${text}`).join('\n\n'),
    exitCode: answers.find(({ exitCode }) => exitCode !== exitCodes.fine)?.exitCode ?? exitCodes.fine,
  };
}

function answerOf(found: CutSetsTold): Answer {
  return {
    json: found,
    text: [
      `${found.minimal_cut_sets} minimal cut sets${found.max_order === null ? '' : ` up to size ${found.max_order}`}${found.probability === null ? '' : `, probability of the top ${found.probability}`}`,
      textTable(
        ['size', 'sets'],
        found.by_order.flatMap((count, size) => (count === '0' ? [] : [[String(size), count]])),
      ),
      textTable(
        ['size', 'first sets'],
        found.first.map((set) => [String(set.length), set.join(' + ')]),
      ),
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    exitCode: exitCodes.fine,
  };
}
