import { readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative } from 'node:path';

/** A workspace package: its name, folder and the layer that decides what it may import. */
export interface House {
  readonly packages: ReadonlyMap<
    string,
    {
      readonly folder: string;
      readonly layer: string;
      readonly declared: ReadonlySet<string>;
      /** Subpaths that its package.json exports besides the main door. */
      readonly doors: ReadonlySet<string>;
    }
  >;
  readonly arrows: readonly Arrow[];
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly file: string;
  readonly specifier: string;
}

/** What each layer may import of Underpin. Engines meet in `app`; nothing points back. */
export const allowed: Readonly<Record<string, readonly string[]>> = {
  model: [],
  formats: ['model'],
  engine: ['model'],
  report: ['model'],
  contract: ['model'],
  app: ['model', 'formats', 'engine', 'report', 'contract'],
  store: ['model', 'app'],
  cli: ['model', 'app', 'store', 'contract'],
  server: ['model', 'app', 'store', 'contract', 'report'],
  web: ['model', 'contract', 'engine', 'formats'],
};

const pureLayers = new Set(['model', 'engine']);
const importForm =
  /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g;

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function layerOf(folder: string): string {
  if (folder.startsWith('packages/engines/')) return 'engine';
  return folder.split('/').at(-1) ?? folder;
}

/** Reads the workspaces and every import in their sources. */
export function readHouse(root: string): House {
  const folders = ['packages', 'packages/engines', 'apps'].flatMap((parent) =>
    readdirSync(join(root, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'engines')
      .map((entry) => `${parent}/${entry.name}`),
  );
  const packages = new Map<string, { folder: string; layer: string; declared: Set<string>; doors: Set<string> }>();
  for (const folder of folders) {
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
      name: string;
      dependencies?: Record<string, string>;
      exports?: Record<string, unknown>;
    };
    packages.set(manifest.name, {
      folder,
      layer: layerOf(folder),
      declared: new Set(Object.keys(manifest.dependencies ?? {})),
      doors: new Set(Object.keys(manifest.exports ?? {}).map((door) => door.replace('.', manifest.name))),
    });
  }
  const arrows: Arrow[] = [];
  for (const [name, entry] of packages) {
    for (const file of sourcesBelow(join(root, entry.folder, 'src'))) {
      const text = readFileSync(file, 'utf8');
      for (const match of text.matchAll(importForm)) {
        const specifier = match[1] ?? match[2] ?? match[3] ?? '';
        if (!specifier.startsWith('.'))
          arrows.push({ from: name, to: specifier, file: relative(root, file), specifier });
        else if (!join(file, '..', specifier).startsWith(`${join(root, entry.folder)}/`))
          arrows.push({ from: name, to: `outside:${specifier}`, file: relative(root, file), specifier });
      }
    }
  }
  return { packages, arrows };
}

/** Every forbidden arrow, one sentence each. */
export function forbiddenArrows(house: House): string[] {
  const problems: string[] = [];
  const builtins = new Set(builtinModules);
  for (const arrow of house.arrows) {
    const from = house.packages.get(arrow.from);
    if (from === undefined) continue;
    if (arrow.to.startsWith('outside:')) {
      problems.push(`${arrow.file}: leaves its package by "${arrow.specifier}"; enter other packages by their door`);
      continue;
    }
    const [scope = '', second = ''] = arrow.to.split('/');
    const bare = scope.startsWith('@') ? `${scope}/${second}` : scope;
    const target = house.packages.get(bare);
    if (target !== undefined) {
      if (bare !== arrow.to && !target.doors.has(arrow.to))
        problems.push(`${arrow.file}: imports "${arrow.to}", which is not the door of ${bare}`);
      if (from.layer === 'web' && target.layer === 'formats' && !arrow.to.endsWith('/browser'))
        problems.push(`${arrow.file}: a page enters ${bare} by its door for browsers only`);
      if (!(allowed[from.layer] ?? []).includes(target.layer))
        problems.push(`${arrow.file}: ${from.layer} must not import ${target.layer} ("${arrow.to}")`);
    }
    const builtin = arrow.to.startsWith('node:') || builtins.has(bare);
    if (builtin && pureLayers.has(from.layer))
      problems.push(`${arrow.file}: a pure package must not import "${arrow.to}"`);
    if (!builtin && !from.declared.has(bare))
      problems.push(`${arrow.file}: imports "${bare}", which its package.json does not declare`);
    if (/^(kysely|pg|@electric-sql|@duckdb)/.test(bare) && from.layer !== 'store')
      problems.push(`${arrow.file}: SQL and its drivers belong in store, not in ${from.layer}`);
  }
  return [...problems, ...cyclesOf(house)];
}

/** Arrows between packages of the house, each once. */
export function packageArrows(house: House): [string, string][] {
  const seen = new Map<string, [string, string]>();
  for (const arrow of house.arrows) {
    if (house.packages.has(arrow.to)) seen.set(`${arrow.from} ${arrow.to}`, [arrow.from, arrow.to]);
  }
  return [...seen.values()].toSorted((a, b) => a.join().localeCompare(b.join()));
}

function cyclesOf(house: House): string[] {
  const next = Map.groupBy(packageArrows(house), ([from]) => from);
  const state = new Map<string, 'open' | 'done'>();
  const problems: string[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    if (state.get(name) === 'done') return;
    if (state.get(name) === 'open') {
      problems.push(`Cycle between packages: ${[...path, name].join(' -> ')}`);
      return;
    }
    state.set(name, 'open');
    for (const [, to] of next.get(name) ?? []) visit(to, [...path, name]);
    state.set(name, 'done');
  };
  for (const name of house.packages.keys()) visit(name, []);
  return problems;
}
