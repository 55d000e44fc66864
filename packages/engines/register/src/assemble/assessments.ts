import type { Assessments } from '@underpin/model';
import type { ArrangementIndex } from './arrangements.ts';
import type { Assembly } from './assembly.ts';
import { plainCode } from './codes.ts';
import { providersIn } from './providers.ts';
import type { ProviderIndex } from './providers.ts';
import { arrangementsIn, keptWithArrangement } from './resolve-arrangements.ts';
import { originsOf, pickRows, selectRows, texts } from './rows.ts';

/** How replaceable each service is said to be (B_07.01). */
export function assembleAssessments(
  assembly: Assembly,
  known: { readonly arrangements: ArrangementIndex; readonly providers: ProviderIndex },
): Assessments {
  const all = selectRows(assembly.parts('B_07.01'));
  const rows = pickRows(all, keptWithArrangement(assembly, all, 'c0010', known.arrangements));
  return {
    count: rows.count,
    arrangement: arrangementsIn(assembly, rows, 'c0010', known.arrangements),
    provider: providersIn(assembly, rows, known.providers, { code: 'c0020', type: 'c0030' }),
    serviceType: texts(rows, 'c0040', plainCode),
    substitutability: texts(rows, 'c0050'),
    reason: texts(rows, 'c0060'),
    exitPlan: texts(rows, 'c0080'),
    reintegration: texts(rows, 'c0090'),
    impact: texts(rows, 'c0100'),
    alternatives: texts(rows, 'c0110'),
    origins: originsOf(rows, assembly.files),
  };
}
