import { packageRoot } from '@underpin/model';
import type { RepairEdit, Repair } from '../proposal.ts';

const required = ['report.json', 'parameters.csv', 'filingindicators.csv'];

/** 720, 103: files that do not belong to the package. A person says whether they can go. */
export const strayFiles: Repair = {
  propose(pkg, profile) {
    if (profile.format !== 'dora') return [];
    const root = packageRoot(pkg.entries.map(({ path }) => path));
    const allowed = new Set([...required, ...profile.tables.map(({ file }) => file)].map((file) => `reports/${file}`));
    const stray = pkg.entries.filter(({ path }) => {
      if (!path.startsWith(root)) return true;
      const inside = path.slice(root.length);
      return !allowed.has(inside.toLowerCase()) && !inside.startsWith('META-INF/');
    });
    if (stray.length === 0) return [];
    return [
      {
        rule: stray.some(({ path }) => path.startsWith(root)) ? '720' : '103',
        what: `Take ${stray.length} file${stray.length === 1 ? '' : 's'} out of the package that ${stray.length === 1 ? 'does' : 'do'} not belong there`,
        why: 'Only the files of the register may lie in a package. Look into them before they go.',
        certain: false,
        edits: stray.map(({ path, bytes }): RepairEdit => ({ kind: 'remove file', path, bytes })),
      },
    ];
  },
};
