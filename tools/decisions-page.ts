import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** List of the decision records in `folder`, by their numbers and headings. */
export function decisionsPage(folder: string): string {
  const records = readdirSync(folder)
    .filter((name) => /^\d{4}-.+\.md$/.test(name))
    .toSorted();
  const lines = records.map((name) => {
    const [heading = ''] = readFileSync(join(folder, name), 'utf8').split('\n');
    const found = /^# (\d{4}):? (.+)$/.exec(heading);
    if (found === null || !name.startsWith(found[1] ?? '')) {
      throw new Error(`${name} begins with "${heading}": expected "# ${name.slice(0, 4)} What was decided"`);
    }
    return `| [${found[1]}](${name}) | ${found[2]} |`;
  });
  return `# Decisions\n\nOne page each; never deleted, only superseded. Numbers are given by field and have gaps.\n\n| no. | decision |\n|---|---|\n${lines.join('\n')}\n`;
}
