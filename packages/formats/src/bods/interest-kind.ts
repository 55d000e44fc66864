import codes from './interest-types.json' with { type: 'json' };
import { entityKind, entityKindNames, ownershipKindNames } from '@underpin/model';
import type { EntityKind, OwnershipKind } from '@underpin/model';

export const bodsSource = codes.source;

/**
 * Kind of edge of an interest; `null` when it gives no control or share (offices, benefits), `undefined` when the type is
 * not in the code list. An interest of no stated type is some right that is not told.
 */
export function interestKind(type: string, holder: EntityKind): OwnershipKind | null | undefined {
  if (codes.notControl.includes(type)) return null;
  const byState = holder === entityKind.state || holder === entityKind.stateBody;
  const stateKind = byState ? (codes.stateKinds as Record<string, string>)[type] : undefined;
  const name = stateKind ?? (codes.kinds as Record<string, string>)[type === '' ? 'unknownInterest' : type];
  const kind = (ownershipKindNames as readonly string[]).indexOf(name ?? '');
  return kind < 0 ? undefined : (kind as OwnershipKind);
}

export function bodsEntityKind(type: string): EntityKind {
  const kind = (entityKindNames as readonly string[]).indexOf((codes.entities as Record<string, string>)[type] ?? '');
  return kind < 0 ? entityKind.unknown : (kind as EntityKind);
}

export function isLeiScheme(scheme: string): boolean {
  return codes.leiSchemes.includes(scheme);
}

/** Whether an unspecified party means that there is none, rather than one that is not told. */
export function meansNone(reason: string): boolean {
  return codes.reasonsForNone.includes(reason);
}
