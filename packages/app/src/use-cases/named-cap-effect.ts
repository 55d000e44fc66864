import { ok, type Result, type Subject } from '@underpin/model';
import { capLossId, capMoveId } from './figures-told.ts';
import { capEffect } from './market.ts';
import type { Study } from './study.ts';

/** {@link capEffect} with the codes and names of both sides, and the id of the figure behind each amount. */
export function namedCapEffect(study: Study, subject: Subject, share: number) {
  const effect = capEffect(study, subject, share);
  if (!effect.ok) return effect satisfies Result<never>;
  const { institutions, providers } = study.loaded.sector;
  return ok({
    ...effect.value,
    institutions: effect.value.institutions.map((one) => {
      const lei = institutions.lei[one.institution] ?? '';
      return { ...one, institution: lei, name: institutions.name[one.institution] ?? null, figureId: capMoveId(lei) };
    }),
    sellers: effect.value.sellers.map((one) => {
      const code = providers.code[one.provider] ?? null;
      return { ...one, provider: code, name: providers.name[one.provider] ?? null, figureId: capLossId(code ?? '') };
    }),
  });
}
