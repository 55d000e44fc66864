import codes from './gleif-codes.json' with { type: 'json' };
import { absenceMeaning, entityKind, entityKindNames, ownershipKindNames } from '@underpin/model';
import type { AbsenceMeaning, EntityKind, OwnershipKind } from '@underpin/model';

export const gleifSource = codes.source;

/** Kind of edge of a relationship type; `null` for a type that is no control, `undefined` for an unknown one. */
export function relationshipKind(type: string): OwnershipKind | null | undefined {
  if (codes.notControl.includes(type)) return null;
  return kindNamed((codes.relationships as Record<string, string>)[type]);
}

export function exceptionKind(category: string): OwnershipKind | undefined {
  return kindNamed((codes.categories as Record<string, string>)[category]);
}

/** What a reason for not reporting a parent means; a reason that is not in the list may hide one. */
export function reasonMeaning(reason: string): AbsenceMeaning {
  const meaning = (codes.reasons as Record<string, string>)[reason];
  return meaning === 'none' ? absenceMeaning.none : absenceMeaning.undisclosed;
}

export function isKnownReason(reason: string): boolean {
  return reason in codes.reasons;
}

export function entityKindOf(category: string): EntityKind {
  const name = (codes.entities as Record<string, string>)[category];
  const kind = (entityKindNames as readonly string[]).indexOf(name ?? '');
  return kind < 0 ? entityKind.unknown : (kind as EntityKind);
}

/** Registrations that were withdrawn say nothing. */
export function isVoid(registrationStatus: string): boolean {
  return codes.void.includes(registrationStatus);
}

function kindNamed(name: string | undefined): OwnershipKind | undefined {
  const kind = (ownershipKindNames as readonly string[]).indexOf(name ?? '');
  return kind < 0 ? undefined : (kind as OwnershipKind);
}
