import type { SupplyLinks } from '@underpin/model';
import type { ArrangementIndex } from './arrangements.ts';
import type { Assembly } from './assembly.ts';
import { plainCode } from './codes.ts';
import { providersIn } from './providers.ts';
import type { ProviderIndex } from './providers.ts';
import { arrangementsIn, keptWithArrangement } from './resolve-arrangements.ts';
import { originsOf, pickRows, selectRows, texts, wholes } from './rows.ts';

/** Who delivers to whom below an arrangement (B_05.02). */
export function assembleSupply(
  assembly: Assembly,
  known: { readonly arrangements: ArrangementIndex; readonly providers: ProviderIndex },
): SupplyLinks {
  const all = selectRows(assembly.parts('B_05.02'));
  const rows = pickRows(all, keptWithArrangement(assembly, all, 'c0010', known.arrangements));
  return {
    count: rows.count,
    arrangement: arrangementsIn(assembly, rows, 'c0010', known.arrangements),
    serviceType: texts(rows, 'c0020', plainCode),
    provider: providersIn(assembly, rows, known.providers, { code: 'c0030', type: 'c0040' }),
    rank: wholes(rows, 'c0050'),
    recipient: providersIn(assembly, rows, known.providers, { code: 'c0060', type: 'c0070' }),
    origins: originsOf(rows, assembly.files),
  };
}
