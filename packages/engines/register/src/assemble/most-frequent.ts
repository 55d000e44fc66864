/** The most frequent value of each group, -1 where there is none, and whether the group's values differ. */
export interface Winners {
  readonly value: Int32Array;
  readonly differ: Uint8Array;
}

/** Counts `values` (-1 is no statement) by group; a tie goes to the value that `before` puts first. */
export function mostFrequent(
  group: Int32Array,
  values: Int32Array,
  groups: number,
  before: (left: number, right: number) => boolean,
): Winners {
  const start = new Int32Array(groups + 1);
  for (const at of group) if (at >= 0) start[at + 1] = (start[at + 1] as number) + 1;
  for (let at = 0; at < groups; at += 1) start[at + 1] = (start[at + 1] as number) + (start[at] as number);
  const next = start.slice();
  const members = new Int32Array(start[groups] as number);
  for (let index = 0; index < group.length; index += 1) {
    const at = group[index] as number;
    if (at < 0) continue;
    members[next[at] as number] = values[index] as number;
    next[at] = (next[at] as number) + 1;
  }

  const value = new Int32Array(groups).fill(-1);
  const differ = new Uint8Array(groups);
  for (let at = 0; at < groups; at += 1) {
    const stated = members.subarray(start[at], start[at + 1]);
    const only = stated.find((member) => member >= 0) ?? -1;
    if (stated.every((member) => member === only || member < 0)) {
      value[at] = only;
      continue;
    }
    differ[at] = 1;
    const times = new Map<number, number>();
    for (const member of stated) if (member >= 0) times.set(member, (times.get(member) ?? 0) + 1);
    let winner = only;
    let most = 0;
    for (const [member, number] of times) {
      if (number > most || (number === most && before(member, winner))) [winner, most] = [member, number];
    }
    value[at] = winner;
  }
  return { value, differ };
}
