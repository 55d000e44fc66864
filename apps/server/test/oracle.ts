import type { Member, Thing } from './random-world.ts';

/** Who may see what, said anew from the domain's rules and not from the policies: the test compares the two. */
export function maySee(
  { acting, lei }: Pick<Member, 'acting' | 'lei'>,
  thing: Thing,
  things: readonly Thing[],
): boolean {
  const { party, kind } = acting;
  const caseOf = (id: string): Extract<Thing, { type: 'case' }> => {
    const found = things.find((one) => one.type === 'case' && one.id === id);
    if (found?.type !== 'case') throw new Error(`No case ${id}`);
    return found;
  };
  const takesPart = (id: string): boolean => {
    const held = caseOf(id);
    if (kind !== 'authority') return false;
    return held.lead === party || (held.state !== 'draft' && held.authorities.includes(party));
  };
  const programmeOf = (id: string): Thing => {
    const found = things.find((one) => one.type === 'programme' && one.id === id);
    if (found === undefined) throw new Error(`No programme ${id}`);
    return found;
  };
  const reached = (id: string): boolean => ['submitted', 'decided', 'closed'].includes(caseOf(id).state);
  switch (thing.type) {
    case 'party':
      if (thing.id === party) return true;
      if (kind === 'institution' || kind === 'provider')
        return thing.kind === 'authority' || thing.kind === 'working group';
      return true;
    case 'person':
      return thing.party === party || kind === 'operator';
    case 'case':
      return takesPart(thing.id) || (thing.group === party && reached(thing.id));
    case 'task':
    case 'event':
    case 'opinion':
      return takesPart(thing.caseId);
    case 'evidence': {
      if (!takesPart(thing.caseId)) return false;
      if (thing.owner === party) return true;
      if (!thing.shared) return false;
      return thing.releasableTo.length > 0 ? thing.releasableTo.includes(party) : thing.marking !== 'RED';
    }
    case 'finding':
      return takesPart(thing.caseId) && (thing.owner === party || thing.shared);
    case 'extract':
      return takesPart(thing.caseId) || (thing.recipient === party && thing.released);
    case 'reply':
      return takesPart(thing.caseId) || thing.party === party;
    case 'report':
      return takesPart(thing.caseId) || thing.group === party;
    case 'decision':
      return takesPart(thing.caseId) || thing.group === party;
    case 'measure':
      return takesPart(thing.caseId) || thing.group === party || thing.addressees.includes(party);
    case 'upload':
      // On its way to be filed: nobody's but who brought it, authorities included.
      return thing.party === party;
    case 'webhook':
    case 'template':
    case 'workloads':
      return thing.party === party;
    case 'saved':
      return thing.person === acting.person || (thing.shared && thing.party === party);
    case 'job':
    case 'token':
    case 'key':
      return thing.person === acting.person;
    case 'trial':
      return thing.party === party || thing.requestedBy === party || thing.sharedWith.includes(party);
    case 'programme':
      return kind === 'authority' && (thing.party === party || thing.sharedWith.includes(party));
    case 'programme plan':
      return maySee({ acting, lei } as Member, programmeOf(thing.programme), things);
    case 'programme part':
    case 'progress report':
      return thing.party === party || maySee({ acting, lei } as Member, programmeOf(thing.programme), things);
    case 'submission':
      return kind === 'authority' || (lei !== null && thing.entity === lei);
  }
}

/** Whether a party may be told the bare id of a thing whose content it does not see. */
export function mayKnowId(member: Member, thing: Thing, things: readonly Thing[]): boolean {
  if (maySee(member, thing, things)) return true;
  // Whoever sees a trial knows who runs it; who runs it knows with whom it is shared.
  if (thing.type === 'party') {
    const { party } = member.acting;
    const shown = (one: Thing): boolean => {
      if (one.type !== 'trial' || !maySee(member, one, things)) return false;
      const inside = one.party === party || one.requestedBy === party;
      return one.party === thing.id || (inside && one.sharedWith.includes(thing.id));
    };
    if (things.some(shown)) return true;
  }
  // An institution's part names the programme and the accepted plan that it belongs to; nothing of them is shown.
  if (thing.type === 'programme' || thing.type === 'programme plan')
    return things.some(
      (one) =>
        one.type === 'programme part' &&
        one.party === member.acting.party &&
        (one.programme === thing.id || one.plan === thing.id),
    );
  // A measure cites the decision that it rests on.
  if (thing.type === 'decision') return thing.addressees.includes(member.acting.party);
  // Who signed is part of an opinion, of a decision and of the ledger.
  return thing.type === 'person' && ['authority', 'auditor', 'working group'].includes(member.acting.kind);
}
