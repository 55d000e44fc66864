import type { ControlGroup, ControlView, Sector } from '@underpin/model';

/**
 * Control as the registers themselves state it: each provider follows its stated ultimate parent to the end. A provider
 * that states no parent and that nobody names as parent is a group of its own whose country of control is unknown. Where parents run in a circle,
 * its first member stands for the group and the country is unknown.
 *
 * Example: `selfReportedControl(sector).groups[view.group[provider]].name`.
 */
export function selfReportedControl(sector: Sector): ControlView {
  const { providers } = sector;
  const head = headsOf(providers.parent);
  const indexOf = new Int32Array(providers.count).fill(-1);
  const group = new Int32Array(providers.count);
  const groups: ControlGroup[] = [];
  const named = new Uint8Array(providers.count);
  for (const parent of providers.parent) if (parent >= 0) named[parent] = 1;
  for (let provider = 0; provider < providers.count; provider += 1) {
    const top = head[provider] as number;
    if (indexOf[top] === -1) {
      indexOf[top] = groups.length;
      const open = providers.parent[top] === -1;
      const known = named[top] === 1 && (open || providers.parent[top] === top);
      groups.push({
        id: providers.code[top] as string,
        name: providers.name[top] as string,
        countryIndex: known ? (providers.country.codes[top] as number) : -1,
        known: known || !open,
      });
    }
    group[provider] = indexOf[top] as number;
  }
  return { view: 'self-reported', group, groups, countries: providers.country.values };
}

function headsOf(parent: Int32Array): Int32Array {
  const head = new Int32Array(parent.length).fill(-1);
  const path: number[] = [];
  const onPath = new Uint8Array(parent.length);
  for (let provider = 0; provider < parent.length; provider += 1) {
    path.length = 0;
    let at = provider;
    while (head[at] === -1 && onPath[at] === 0 && parent[at] !== at && (parent[at] as number) >= 0) {
      onPath[at] = 1;
      path.push(at);
      at = parent[at] as number;
    }
    let top = head[at] === -1 ? at : (head[at] as number);
    if (onPath[at] === 1) top = Math.min(...path.slice(path.indexOf(at)));
    head[at] = top;
    for (const member of path) {
      head[member] = top;
      onPath[member] = 0;
    }
  }
  return head;
}
