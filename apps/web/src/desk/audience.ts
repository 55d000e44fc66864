interface Kept {
  readonly party: string;
  readonly marking: string;
  readonly releasableTo: readonly string[];
  readonly sharedAt: string | null;
}

/** Who sees a piece of evidence now: its own authority until it is shared, then those whom marking and release allow. The server decides; this tells. */
export function seenBy(evidence: Kept, authorities: readonly string[]): readonly string[] {
  return evidence.sharedAt === null ? [evidence.party] : wouldSee(evidence, authorities);
}

/** Who would see it once it is shared. */
export function wouldSee(evidence: Omit<Kept, 'sharedAt'>, authorities: readonly string[]): readonly string[] {
  const open = evidence.releasableTo.length === 0 && evidence.marking !== 'RED';
  return authorities.filter((party) => party === evidence.party || open || evidence.releasableTo.includes(party));
}

/** Whether the working group finds it in the report; otherwise the report names it by its hash alone. */
export function inReport(evidence: Omit<Kept, 'sharedAt'>, workingGroup: string): boolean {
  return wouldSee(evidence, [workingGroup]).length > 0;
}
