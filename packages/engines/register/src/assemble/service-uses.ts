import type { ServiceUses } from '@underpin/model';
import type { ArrangementIndex } from './arrangements.ts';
import type { Assembly } from './assembly.ts';
import { plainCode, relianceOf } from './codes.ts';
import type { PairIndex } from './pair-index.ts';
import { providersIn } from './providers.ts';
import type { ProviderIndex } from './providers.ts';
import { arrangementsIn } from './resolve-arrangements.ts';
import { days, mapped, originsOf, pooled, selectRows, submissionsOf, texts, wholes } from './rows.ts';

/** Service uses of every institution, from the submission that speaks for it. */
export function assembleServiceUses(
  assembly: Assembly,
  known: {
    readonly speaker: readonly number[];
    readonly institutionOf: Int32Array;
    readonly functions: PairIndex;
    readonly arrangements: ArrangementIndex;
    readonly providers: ProviderIndex;
  },
): ServiceUses {
  const parts = assembly.parts('B_02.02');
  const all = selectRows(parts);
  const submission = submissionsOf(all);
  const user = pooled(all, 'c0020', assembly.leis);
  let at = -1;
  const rows = selectRows(parts, () => {
    at += 1;
    const who = user[at] as number;
    return who < 0 || known.speaker[who] === submission[at];
  });

  const lei = pooled(rows, 'c0020', assembly.leis);
  const id = pooled(rows, 'c0050', assembly.functionIds);
  const institution = new Int32Array(rows.count).fill(-1);
  const functionIndex = new Int32Array(rows.count).fill(-1);
  for (let index = 0; index < rows.count; index += 1) {
    const [who, which] = [lei[index] as number, id[index] as number];
    if (who >= 0) {
      institution[index] = known.institutionOf[who] ?? -1;
      if (institution[index] === -1) unresolved(assembly, rows, index, 'c0020', assembly.leis.values[who] ?? '');
    }
    if (which < 0) continue;
    functionIndex[index] = who < 0 ? -1 : known.functions.get(who, which);
    if (functionIndex[index] === -1)
      unresolved(assembly, rows, index, 'c0050', assembly.functionIds.values[which] ?? '');
  }
  return {
    count: rows.count,
    institution,
    arrangement: arrangementsIn(assembly, rows, 'c0010', known.arrangements),
    provider: providersIn(assembly, rows, known.providers, { code: 'c0030', type: 'c0040' }),
    function: functionIndex,
    serviceType: texts(rows, 'c0060', plainCode),
    reliance: Uint8Array.from(mapped(rows, 'c0180', relianceOf, 0)),
    provisionCountry: texts(rows, 'c0130', plainCode),
    dataLocation: texts(rows, 'c0150', plainCode),
    processingLocation: texts(rows, 'c0160', plainCode),
    governingLaw: texts(rows, 'c0120', plainCode),
    start: days(rows, 'c0070'),
    end: days(rows, 'c0080'),
    noticeInstitution: wholes(rows, 'c0100'),
    noticeProvider: wholes(rows, 'c0110'),
    origins: originsOf(rows, assembly.files),
  };
}

function unresolved(
  assembly: Assembly,
  rows: Parameters<Assembly['problems']['at']>[0],
  index: number,
  column: 'c0020' | 'c0050',
  value: string,
): void {
  const told =
    column === 'c0020'
      ? { expected: 'the LEI of an entity in B_01.02', what: 'Institution', table: 'B_01.02' }
      : { expected: 'a function of the institution in B_06.01', what: 'Function', table: 'B_06.01' };
  assembly.problems.at(rows, index, {
    rule: 'UP-ASM-4',
    column,
    value,
    expected: told.expected,
    message: `${told.what} "${value}" of a service use is not stated; it stays unobserved. Add its row to ${told.table}.`,
  });
}
