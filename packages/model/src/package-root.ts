const reportPath = /^(.*\/)?reports\/report\.json$/i;

/**
 * The folder that a report package stands in, with its closing slash: where `reports/report.json` lies least deep, else
 * the one folder that all paths share, else `''`.
 */
export function packageRoot(paths: Iterable<string>): string {
  let root: string | null = null;
  const tops = new Set<string>();
  for (const path of paths) {
    const slash = path.indexOf('/');
    tops.add(slash < 0 ? '' : path.slice(0, slash + 1));
    const found = reportPath.exec(path);
    const prefix = found === null ? null : (found[1] ?? '');
    if (prefix !== null && (root === null || prefix.length < root.length)) root = prefix;
  }
  if (root !== null) return root;
  const [only = ''] = tops;
  return tops.size === 1 && !/^(reports|META-INF)\/$/i.test(only) ? only : '';
}
