/**
 * Control at scale: 3 million entities, about 4 million dated edges with cycles, cross-holdings, coalitions and intervals.
 * Timed: company control for every entity; integrated ownership of three states in every entity, and every owner of
 * 10,000 providers. The yardstick of the same run is one plain pass over the edge arrays (sum of shares per entity).
 *
 * Run: node bench/control-scale.ts [entities]
 */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { asOf, companyControl, controlOfDay, controlStatusNames, integratedOwnership } from '@underpin/control';
import { entityKind, noDay, ownershipKind, seededRandom } from '@underpin/model';
import type { OwnershipGraph } from '@underpin/model';

const size = Number(process.argv[2] ?? 3_000_000);
const day = 20_000;

function generated(count: number, seed: number): OwnershipGraph {
  const random = seededRandom(seed);
  const capacity = Math.ceil(count * 3);
  const owner = new Int32Array(capacity);
  const owned = new Int32Array(capacity);
  const kind = new Uint8Array(capacity);
  const shareMin = new Float64Array(capacity);
  const shareMax = new Float64Array(capacity);
  const from = new Int32Array(capacity).fill(noDay);
  const to = new Int32Array(capacity).fill(noDay);
  const line = new Int32Array(capacity);
  let edges = 0;
  let expires = true;
  const crossHeld = Uint8Array.from({ length: count }, (_, y) => (y >= count * 0.3 + 60 && random() < 0.02 ? 1 : 0));
  const add = (x: number, y: number, min: number, max: number, type: number): void => {
    if (x === y || edges === capacity) return;
    // One entity in fifty leaves a part to be held by what it holds itself: cross-holdings and circles.
    const part = crossHeld[y] === 0 ? 1 : 0.7;
    if (crossHeld[x] === 1 && y > x && random() < 0.3) {
      crossHeld[x] = 2;
      add(y, x, 0.2 / 0.7, 0.2 / 0.7, type);
    }
    owner[edges] = x;
    owned[edges] = y;
    kind[edges] = type;
    shareMin[edges] = min * part;
    shareMax[edges] = max * part;
    line[edges] = edges + 2;
    if (expires && random() < 0.05) to[edges] = day - 1 - Math.floor(random() * 1000);
    edges += 1;
  };
  const states = 60;
  const persons = Math.floor(count * 0.3);
  // Holders are drawn near the entity's own number, so that groups, long chains and circles all arise.
  const holderFor = (y: number, byPerson = 0.4): number =>
    random() < byPerson
      ? states + Math.floor(random() * persons)
      : Math.max(states, y - 1 - Math.floor(random() ** 3 * Math.min(y, 50_000)));
  for (let y = states + persons; y < count; y += 1) {
    const draw = random();
    if (draw < 0.05) continue;
    const type = random() < 0.5 ? ownershipKind.voting : ownershipKind.equity;
    if (draw < 0.45) add(holderFor(y), y, 1, 1, type);
    else if (draw < 0.68) {
      const major = 0.5 + random() * 0.4;
      add(holderFor(y), y, major, major, type);
      add(holderFor(y, 0.8), y, 1 - major, 1 - major, type);
    } else if (draw < 0.92) {
      const parts = 3 + Math.floor(random() * 3);
      for (let part = 0; part < parts; part += 1) add(holderFor(y, 0.8), y, 1 / parts, 1 / parts, type);
    } else if (draw < 0.96) add(holderFor(y), y, 0.4, 0.4 + random() * 0.3, type);
    else {
      const back = random() < 0.3;
      add(back ? Math.min(count - 1, y + 1 + Math.floor(random() * 20)) : holderFor(y), y, 0.6, 0.6, type);
      add(Math.min(count - 1, y + 1 + Math.floor(random() * 20)), y, 0.3, 0.3, type);
    }
    if (random() < 0.002) add(Math.floor(random() * states), y, 0.3, 0.3, type);
  }
  // A ring of 1,000: the largest circle found in published studies of world ownership has some 1,300 companies.
  const ring: number[] = [];
  for (let y = count - 1; y > 0 && ring.length < 1000; y -= 1) if (crossHeld[y] === 1) ring.push(y);
  expires = false;
  ring.forEach((y, place) => {
    crossHeld[y] = 2;
    add(ring[(place + 1) % ring.length] as number, y, 0.2 / 0.7, 0.2 / 0.7, ownershipKind.equity);
  });
  const kinds = new Uint8Array(count);
  kinds.fill(entityKind.state, 0, states).fill(entityKind.person, states, states + persons);
  const country = Int32Array.from({ length: count }, (_, entity) => entity % states);
  const ids = Array.from({ length: count }, (_, entity) => `E${entity}`);
  const none = new Int32Array(0);
  const origins = { source: none, line: none };
  return {
    sources: ['generated'],
    entities: {
      count,
      id: ids,
      name: ids,
      country: { codes: country, values: Array.from({ length: states }, (_, state) => `S${state}`) },
      kind: kinds,
    },
    edges: {
      count: edges,
      owner: owner.subarray(0, edges),
      owned: owned.subarray(0, edges),
      kind: kind.subarray(0, edges),
      shareMin: shareMin.subarray(0, edges),
      shareMax: shareMax.subarray(0, edges),
      from: from.subarray(0, edges),
      to: to.subarray(0, edges),
      origins: { source: new Int32Array(edges), line: line.subarray(0, edges) },
    },
    absences: {
      count: 0,
      entity: none,
      kind: new Uint8Array(0),
      meaning: new Uint8Array(0),
      reason: { codes: none, values: [] },
      from: none,
      to: none,
      origins,
    },
    brands: { count: 0, brand: [], owner: none, from: none, to: none, origins },
  };
}

function timed<T>(work: () => T): { seconds: number; value: T } {
  const start = performance.now();
  const value = work();
  const seconds = (performance.now() - start) / 1000;
  return { seconds, value };
}

function onePass(graph: OwnershipGraph): number {
  const sums = new Float64Array(graph.entities.count);
  const { count, owned, shareMin } = graph.edges;
  for (let edge = 0; edge < count; edge += 1) {
    const y = owned[edge] as number;
    sums[y] = (sums[y] as number) + (shareMin[edge] as number);
  }
  return sums[sums.length - 1] as number;
}

const graph = generated(size, 20140527);
const passes = Array.from({ length: 5 }, () => timed(() => onePass(graph)).seconds).sort((a, b) => a - b);
const current = timed(() => asOf(graph, day));
const control = timed(() => companyControl(current.value));
const prepared = timed(() => integratedOwnership(current.value));
const rows = timed(() => [0, 1, 2].map((state) => prepared.value.ofOwners([state])));
const providers = Array.from({ length: 10_000 }, (_, place) => Math.floor(((place + 0.5) * size) / 10_000));
const columns = timed(() => providers.map((entity) => prepared.value.ownersOf(entity).length));
const whole = timed(() => controlOfDay(graph, day));

const statuses: Record<string, number> = {};
for (const status of control.value.status) {
  const name = controlStatusNames[status as 0 | 1 | 2 | 3];
  statuses[name] = (statuses[name] ?? 0) + 1;
}
const total = current.seconds + control.seconds + prepared.seconds + rows.seconds + columns.seconds;
const pass = passes[2] as number;
const result = {
  what: 'company control and integrated ownership, seeded graph with cycles',
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus()[0]?.model ?? 'unknown'} x ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  entities: size,
  edges: graph.edges.count,
  edgesOnTheDay: current.value.row.length,
  statuses,
  entitiesInCycles: prepared.value.entitiesInCycles,
  largestCycle: prepared.value.largestCycle,
  circlesOfControl: control.value.blocks.circular.reduce((sum, one) => sum + one, 0),
  findings: control.value.findings.length,
  seconds: {
    asOf: current.seconds,
    companyControl: control.seconds,
    integratedPrepared: prepared.seconds,
    threeStatesInEveryEntity: rows.seconds,
    ownersOfTenThousand: columns.seconds,
    total,
    target: 10,
    allViewsComparedAndGrouped: whole.seconds,
  },
  longestOwnerList: Math.max(...columns.value),
  yardstick: { onePassOverEdges: pass, timesOnePass: total / pass },
  peakMemoryMiB: Math.round(process.resourceUsage().maxRSS / 1024),
};
console.log(JSON.stringify(result, null, 2));
if (size === 3_000_000) {
  writeFileSync(new URL('results/control-scale.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
}
