import type { Random } from '@underpin/model';
import type { ClassicProject } from './classic-project.ts';

/** A learned clause: literals as pairs (bound, value), each meaning "bound >= value"; the first two are watched. */
interface Clause {
  readonly literal: Int32Array;
  activity: number;
  readonly spread: number;
}

const byDecision = 0;
const byArc = 1;
const byClause = 2;
const byPool = 3;

/**
 * Exact search by lazily explained bounds (lazy clause generation). Every task has two bounds that only rise: 2i is its earliest
 * start, 2i + 1 the negative of its latest. A literal is "bound >= value"; its opposite is "bound ^ 1 >= 1 - value".
 * Propagation: precedence, time-table of all resources with pointwise explanations, pairs that cannot overlap, energy over
 * windows. Conflicts are learned (first unique implication point) and the search jumps back and restarts.
 */
export class LazySearch {
  readonly #project: ClassicProject;
  readonly #random: Random;
  readonly #count: number;
  readonly #sink: number;
  readonly #duration: Int32Array;
  readonly #demand: Int32Array;
  /** Arcs leaving and entering each task, with the least distance of starts. */
  #out: Int32Array[] = [];
  #in: Int32Array[] = [];
  readonly #apart: Int32Array[];
  /** Tasks of each resource, by falling demand. */
  readonly #usersOf: Int32Array[];

  readonly #value: Int32Array;
  readonly #top: Int32Array;
  #trailBound = new Int32Array(1 << 14);
  #trailValue = new Int32Array(1 << 14);
  #trailBefore = new Int32Array(1 << 14);
  #trailKind = new Uint8Array(1 << 14);
  #trailFirst = new Int32Array(1 << 14);
  #trailSecond = new Int32Array(1 << 14);
  #trailLevel = new Int32Array(1 << 14);
  #trailClause: (Clause | null)[] = [];
  #need = new Int32Array(1 << 14);
  #marked = new Uint8Array(1 << 14);
  #size = 0;
  #head = 0;
  readonly #levelStart: number[] = [];
  readonly #poolStart: number[] = [];
  #pool = new Int32Array(1 << 16);
  #poolSize = 0;
  readonly #root: Int32Array;

  readonly #watch: Clause[][];
  #clauses: Clause[] = [];
  #clauseLimit = 4000;
  #activityStep = 1;

  readonly #free: Int32Array;
  readonly #partFrom: Int32Array;
  readonly #partTo: Int32Array;
  readonly #lowerDirty: Uint8Array;
  readonly #upperDirty: Uint8Array;
  readonly #changed: Int32Array;
  readonly #isChanged: Uint8Array;
  #changedCount = 0;

  readonly #taskActivity: Float64Array;
  #taskStep = 1;
  #conflict: number[] = [];
  readonly #guide: Int32Array;
  #guided = false;
  readonly #energy: EnergyWindows | null;

  conflicts = 0;
  /** Starts of the last solution. */
  readonly start: Int32Array;

  constructor(project: ClassicProject, random: Random, energy = true) {
    const { size, resources, duration, words } = project;
    this.#project = project;
    this.#random = random;
    this.#count = size + 1;
    this.#sink = size;
    this.#duration = new Int32Array(size + 1);
    this.#duration.set(duration);
    this.#demand = new Int32Array((size + 1) * words);
    this.#demand.set(project.packedDemand);
    this.#value = new Int32Array(2 * this.#count);
    this.#root = new Int32Array(2 * this.#count);
    this.#top = new Int32Array(2 * this.#count);
    this.#watch = Array.from({ length: 2 * this.#count }, () => []);
    this.#free = new Int32Array((project.longest + 2) * words);
    this.#partFrom = new Int32Array(this.#count);
    this.#partTo = new Int32Array(this.#count);
    this.#lowerDirty = new Uint8Array(this.#count);
    this.#upperDirty = new Uint8Array(this.#count);
    this.#changed = new Int32Array(this.#count);
    this.#isChanged = new Uint8Array(this.#count);
    this.#taskActivity = new Float64Array(this.#count);
    this.#guide = new Int32Array(this.#count);
    this.start = new Int32Array(size);
    this.#usersOf = Array.from({ length: resources }, (_, at) =>
      Int32Array.from(
        Array.from({ length: size }, (_, task) => task)
          .filter((task) => duration[task] > 0 && project.demand[task * resources + at] > 0)
          .toSorted((a, b) => project.demand[b * resources + at] - project.demand[a * resources + at]),
      ),
    );
    this.#apart = pairsApart(project);
    this.#energy = energy ? new EnergyWindows(project) : null;
    this.#arcs([]);
  }

  /** Begins anew: no learned clauses, all ends at most `upper`, and besides the project's own precedence `extra` (before, after). */
  begin(upper: number, extra: readonly (readonly [number, number])[] = []): boolean {
    if (extra.length > 0 || this.#out.length === 0) this.#arcs(extra);
    const count = this.#count;
    for (const list of this.#watch) list.length = 0;
    this.#clauses = [];
    this.#trailClause = [];
    this.#levelStart.length = 0;
    this.#poolStart.length = 0;
    this.#poolSize = 0;
    this.#size = 0;
    for (let bound = 0; bound < 2 * count; bound += 1) {
      this.#value[bound] = (bound & 1) === 0 ? 0 : this.#duration[bound >> 1] - upper;
      this.#top[bound] = -1;
      this.#push(bound, this.#value[bound], byDecision, 0, 0, null);
    }
    const { words, guard, packedCapacity, longest } = this.#project;
    for (let at = 0; at < (longest + 2) * words; at += 1) this.#free[at] = packedCapacity[at % words] | guard;
    this.#partFrom.fill(0);
    this.#partTo.fill(0);
    this.#head = 0;
    this.#changedCount = 0;
    this.#isChanged.fill(0);
    this.#lowerDirty.fill(1);
    this.#upperDirty.fill(1);
    this.#taskActivity.fill(0);
    this.#taskStep = 1;
    for (let task = 0; task < count; task += 1) this.#touch(task);
    const fine = this.#propagate();
    this.#root.set(this.#value);
    return fine;
  }

  /** Known starts towards which decisions lean. */
  lean(start: Int32Array, length: number): void {
    this.#guide.set(start);
    this.#guide[this.#sink] = length;
    this.#guided = true;
  }

  /** Earliest end that the propagation at the root leaves. */
  get rootEnd(): number {
    return this.#root[2 * this.#sink];
  }

  /** From now on ends are at most `upper`. False: there is no such schedule. */
  tighten(upper: number): boolean {
    this.#backTo(0);
    if (!this.#enqueue(2 * this.#sink + 1, -upper, byDecision, 0, 0, null)) return false;
    const fine = this.#propagate();
    this.#root.set(this.#value);
    return fine;
  }

  /** From now on it is known that no schedule ends before `lower`. False: then there is none at all. */
  raise(lower: number): boolean {
    this.#backTo(0);
    if (!this.#enqueue(2 * this.#sink, lower, byDecision, 0, 0, null)) return false;
    const fine = this.#propagate();
    this.#root.set(this.#value);
    return fine;
  }

  /** Looks for a schedule until `conflicts` more conflicts; with `assumed` under the assumption that ends are at most that. */
  search(conflicts: number, assumed = -1): 'found' | 'none' | 'limit' {
    const until = this.conflicts + conflicts;
    let turn = 0;
    let restart = this.conflicts + 60 * luby(turn);
    this.#backTo(0);
    let fine = this.#propagate();
    for (;;) {
      if (!fine) {
        this.conflicts += 1;
        const level = this.#learn();
        if (level < 0) return 'none';
        if (assumed >= 0 && -this.#value[2 * this.#sink + 1] > assumed && this.#value[2 * this.#sink] > assumed)
          return 'none';
        fine = this.#propagate();
        if (this.#levelStart.length === 0) this.#root.set(this.#value);
        continue;
      }
      if (this.conflicts >= until) return 'limit';
      if (this.conflicts >= restart) {
        turn += 1;
        restart = this.conflicts + 60 * luby(turn);
        this.#backTo(0);
        if (this.#clauses.length > this.#clauseLimit) this.#forget();
      }
      if (assumed >= 0 && this.#levelStart.length === 0) {
        if (this.#value[2 * this.#sink] > assumed) return 'none';
        this.#openLevel();
        this.#enqueue(2 * this.#sink + 1, -assumed, byDecision, 0, 0, null);
        fine = this.#propagate();
        continue;
      }
      if (!this.#decide((turn & 1) === 0)) {
        for (let task = 0; task < this.#sink; task += 1) this.start[task] = this.#value[2 * task];
        return 'found';
      }
      fine = this.#propagate();
    }
  }

  #arcs(extra: readonly (readonly [number, number])[]): void {
    const { successor, successorStart } = this.#project;
    const out: number[][] = Array.from({ length: this.#count }, () => []);
    const into: number[][] = Array.from({ length: this.#count }, () => []);
    const add = (from: number, to: number): void => {
      out[from].push(to);
      into[to].push(from);
    };
    for (let task = 0; task < this.#sink; task += 1) {
      for (let at = successorStart[task]; at < successorStart[task + 1]; at += 1) add(task, successor[at]);
      if (successorStart[task] === successorStart[task + 1]) add(task, this.#sink);
    }
    for (const [from, to] of extra) add(from, to);
    this.#out = out.map((list) => Int32Array.from(list));
    this.#in = into.map((list) => Int32Array.from(list));
  }

  #push(bound: number, value: number, kind: number, first: number, second: number, clause: Clause | null): void {
    if (this.#size === this.#trailBound.length) this.#grow();
    const at = this.#size;
    this.#trailBound[at] = bound;
    this.#trailValue[at] = value;
    this.#trailBefore[at] = this.#top[bound];
    this.#trailKind[at] = kind;
    this.#trailFirst[at] = first;
    this.#trailSecond[at] = second;
    this.#trailLevel[at] = this.#levelStart.length;
    this.#trailClause[at] = clause;
    this.#top[bound] = at;
    this.#value[bound] = value;
    this.#size = at + 1;
  }

  #grow(): void {
    const longer = (old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
      const made = new Int32Array(2 * old.length);
      made.set(old);
      return made;
    };
    const bytes = (old: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
      const made = new Uint8Array(2 * old.length);
      made.set(old);
      return made;
    };
    this.#trailBound = longer(this.#trailBound);
    this.#trailValue = longer(this.#trailValue);
    this.#trailBefore = longer(this.#trailBefore);
    this.#trailFirst = longer(this.#trailFirst);
    this.#trailSecond = longer(this.#trailSecond);
    this.#trailLevel = longer(this.#trailLevel);
    this.#need = longer(this.#need);
    this.#trailKind = bytes(this.#trailKind);
    this.#marked = bytes(this.#marked);
  }

  #openLevel(): void {
    this.#levelStart.push(this.#size);
    this.#poolStart.push(this.#poolSize);
  }

  #touch(task: number): void {
    if (this.#isChanged[task] === 1) return;
    this.#isChanged[task] = 1;
    this.#changed[this.#changedCount] = task;
    this.#changedCount += 1;
  }

  /** Raises a bound; false when the task has no start left (the conflict is then told). */
  #enqueue(bound: number, value: number, kind: number, first: number, second: number, clause: Clause | null): boolean {
    if (this.#value[bound] >= value) return true;
    if (value > -this.#value[bound ^ 1]) {
      this.#conflict.length = 0;
      this.#explain(this.#conflict, bound, value, kind, first, second, clause);
      this.#conflict.push(bound ^ 1, 1 - value);
      return false;
    }
    this.#push(bound, value, kind, first, second, clause);
    return true;
  }

  /** Literals from which "bound >= value" follows. */
  #explain(
    into: number[],
    bound: number,
    value: number,
    kind: number,
    first: number,
    second: number,
    clause: Clause | null,
  ): void {
    if (kind === byArc) into.push(first, value - second);
    else if (kind === byPool) {
      const length = this.#pool[first];
      for (let at = first + 1; at <= first + length; at += 1) into.push(this.#pool[at]);
    } else if (kind === byClause && clause !== null) {
      const { literal } = clause;
      for (let at = 0; at < literal.length; at += 2)
        if (literal[at] !== bound) into.push(literal[at] ^ 1, 1 - literal[at + 1]);
    }
  }

  #propagate(): boolean {
    const value = this.#value;
    const duration = this.#duration;
    for (;;) {
      while (this.#head < this.#size) {
        const bound = this.#trailBound[this.#head];
        this.#head += 1;
        const task = bound >> 1;
        this.#touch(task);
        const now = value[bound];
        if ((bound & 1) === 0) {
          const next = this.#out[task];
          const length = duration[task];
          for (let at = 0; at < next.length; at += 1)
            if (
              value[2 * next[at]] < now + length &&
              !this.#enqueue(2 * next[at], now + length, byArc, bound, length, null)
            )
              return false;
        } else {
          const next = this.#in[task];
          for (let at = 0; at < next.length; at += 1) {
            const length = duration[next[at]];
            const other = 2 * next[at] + 1;
            if (value[other] < now + length && !this.#enqueue(other, now + length, byArc, bound, length, null))
              return false;
          }
        }
        if (!this.#watched(bound)) return false;
      }
      if (this.#changedCount === 0) return true;
      if (!this.#timeTable()) return false;
      if (this.#head === this.#size && this.#energy !== null && this.#levelStart.length <= 1) {
        const found = this.#energy.overload(value);
        if (found !== null) {
          this.#conflict.length = 0;
          this.#conflict.push(...found);
          return false;
        }
      }
    }
  }

  #watched(bound: number): boolean {
    const list = this.#watch[bound];
    const value = this.#value;
    const now = value[bound];
    let kept = 0;
    for (let at = 0; at < list.length; at += 1) {
      const clause = list[at];
      const { literal } = clause;
      const here = literal[0] === (bound ^ 1) ? 0 : 2;
      if (now < 1 - literal[here + 1]) {
        list[kept] = clause;
        kept += 1;
        continue;
      }
      const other = 2 - here;
      if (value[literal[other]] >= literal[other + 1]) {
        list[kept] = clause;
        kept += 1;
        continue;
      }
      let found = false;
      for (let next = 4; next < literal.length; next += 2) {
        const candidate = literal[next];
        const wanted = literal[next + 1];
        if (value[candidate ^ 1] < 1 - wanted) {
          literal[next] = literal[here];
          literal[next + 1] = literal[here + 1];
          literal[here] = candidate;
          literal[here + 1] = wanted;
          this.#watch[candidate ^ 1].push(clause);
          found = true;
          break;
        }
      }
      if (found) continue;
      list[kept] = clause;
      kept += 1;
      if (!this.#enqueue(literal[other], literal[other + 1], byClause, 0, 0, clause)) {
        for (let rest = at + 1; rest < list.length; rest += 1) {
          list[kept] = list[rest];
          kept += 1;
        }
        list.length = kept;
        return false;
      }
    }
    list.length = kept;
    return true;
  }

  /** Brings the profile of compulsory parts up to date and moves tasks that do not fit beside it. */
  #timeTable(): boolean {
    const { words, guard } = this.#project;
    const value = this.#value;
    const duration = this.#duration;
    const free = this.#free;
    while (this.#changedCount > 0) {
      this.#changedCount -= 1;
      const task = this.#changed[this.#changedCount];
      this.#isChanged[task] = 0;
      this.#lowerDirty[task] = 1;
      this.#upperDirty[task] = 1;
      const from = -value[2 * task + 1];
      const to = value[2 * task] + duration[task];
      if (from >= to) continue;
      let [oldFrom, oldTo] = [this.#partFrom[task], this.#partTo[task]];
      if (oldFrom >= oldTo) {
        oldFrom = to;
        oldTo = to;
      }
      for (let nth = 0; nth < 2; nth += 1) {
        const begin = nth === 0 ? from : Math.max(from, oldTo);
        const end = nth === 0 ? Math.min(to, oldFrom) : to;
        if (begin >= end) continue;
        for (let time = begin; time < end; time += 1) {
          for (let word = 0; word < words; word += 1) {
            const left = free[time * words + word] - this.#demand[task * words + word];
            if ((left & guard) !== guard) {
              // Undo what was taken of this part; the task is still marked as having its old part.
              for (let back = begin; back <= time; back += 1)
                for (let at = 0; at < words && !(back === time && at >= word); at += 1)
                  free[back * words + at] += this.#demand[task * words + at];
              this.#partFrom[task] = nth === 0 ? oldFrom : from;
              this.#partTo[task] = oldTo;
              this.#touch(task);
              this.#overload(time);
              return false;
            }
            free[time * words + word] = left;
          }
        }
        this.#spread(begin, end);
      }
      this.#partFrom[task] = from;
      this.#partTo[task] = to;
    }
    for (let task = 0; task < this.#sink; task += 1) {
      if (this.#lowerDirty[task] === 1) {
        this.#lowerDirty[task] = 0;
        if (value[2 * task] !== -value[2 * task + 1] && !this.#later(task)) return false;
        if (!this.#keepApart(task)) return false;
      }
      if (this.#upperDirty[task] === 1) {
        this.#upperDirty[task] = 0;
        if (value[2 * task] !== -value[2 * task + 1] && !this.#earlier(task)) return false;
      }
    }
    return true;
  }

  #spread(begin: number, end: number): void {
    const value = this.#value;
    const duration = this.#duration;
    for (let task = 0; task < this.#sink; task += 1) {
      const low = value[2 * task];
      const high = -value[2 * task + 1];
      if (low === high) continue;
      if (low < end && low + duration[task] > begin) this.#lowerDirty[task] = 1;
      if (high < end && high + duration[task] > begin) this.#upperDirty[task] = 1;
    }
  }

  #fits(task: number, time: number): boolean {
    const { words, guard } = this.#project;
    for (let word = 0; word < words; word += 1)
      if (((this.#free[time * words + word] - this.#demand[task * words + word]) & guard) !== guard) return false;
    return true;
  }

  #later(task: number): boolean {
    const value = this.#value;
    const long = this.#duration[task];
    for (;;) {
      const low = value[2 * task];
      const high = -value[2 * task + 1];
      let time = Math.min(low + long, high) - 1;
      while (time >= low && this.#fits(task, time)) time -= 1;
      if (time < low) return true;
      const reason = this.#because(task, time);
      this.#pool[this.#poolSize] = 2 * task;
      this.#pool[this.#poolSize + 1] = time + 1 - long;
      this.#closeReason(reason, 2);
      if (!this.#enqueue(2 * task, time + 1, byPool, reason, 0, null)) return false;
    }
  }

  #earlier(task: number): boolean {
    const value = this.#value;
    const long = this.#duration[task];
    for (;;) {
      const high = -value[2 * task + 1];
      const last = high + long;
      let time = Math.max(high, value[2 * task] + long);
      while (time < last && this.#fits(task, time)) time += 1;
      if (time >= last) return true;
      const reason = this.#because(task, time);
      this.#pool[this.#poolSize] = 2 * task + 1;
      this.#pool[this.#poolSize + 1] = -time;
      this.#closeReason(reason, 2);
      if (!this.#enqueue(2 * task + 1, long - time, byPool, reason, 0, null)) return false;
    }
  }

  #closeReason(reason: number, more: number): void {
    this.#poolSize += more;
    this.#pool[reason] = this.#poolSize - reason - 1;
  }

  /** Writes into the pool which tasks take so much at `time` that `task` does not fit; returns the place. */
  #because(task: number, time: number): number {
    const { resources, capacity, demand } = this.#project;
    const value = this.#value;
    const reason = this.#poolSize;
    if (reason + 4 * this.#count + 8 > this.#pool.length) {
      const longer = new Int32Array(2 * this.#pool.length);
      longer.set(this.#pool);
      this.#pool = longer;
    }
    this.#poolSize += 1;
    for (let at = 0; at < resources; at += 1) {
      const need = task < 0 ? 0 : demand[task * resources + at];
      if (task >= 0 && need === 0) continue;
      let left = capacity[at] - need;
      const users = this.#usersOf[at];
      for (let place = 0; place < users.length && left >= 0; place += 1) {
        const other = users[place];
        if (other === task) continue;
        const until = value[2 * other] + this.#duration[other];
        if (until <= time || -value[2 * other + 1] > time) continue;
        left -= demand[other * resources + at];
        this.#pool[this.#poolSize] = 2 * other;
        this.#pool[this.#poolSize + 1] = time + 1 - this.#duration[other];
        this.#pool[this.#poolSize + 2] = 2 * other + 1;
        this.#pool[this.#poolSize + 3] = -time;
        this.#poolSize += 4;
      }
      if (left < 0) return reason;
      this.#poolSize = reason + 1;
    }
    throw new RangeError('The profile and its explanation differ');
  }

  #overload(time: number): void {
    const reason = this.#because(-1, time);
    this.#conflict.length = 0;
    for (let at = reason + 1; at < this.#poolSize; at += 1) this.#conflict.push(this.#pool[at]);
    this.#poolSize = reason;
  }

  /** Pairs that cannot run together: when one cannot come first, it comes second. */
  #keepApart(task: number): boolean {
    const value = this.#value;
    const duration = this.#duration;
    const others = this.#apart[task];
    for (let at = 0; at < others.length; at += 1) {
      const other = others[at];
      if (!this.#second(task, other, value, duration) || !this.#second(other, task, value, duration)) return false;
    }
    return true;
  }

  /** If `one` cannot end before the latest start of `other`, then `other` comes first. */
  #second(one: number, other: number, value: Int32Array, duration: Int32Array): boolean {
    const low = value[2 * one];
    if (low + duration[one] <= -value[2 * other + 1]) return true;
    const early = value[2 * other] + duration[other];
    if (early > low) {
      const reason = this.#three(2 * one, low, 2 * other + 1, 1 - low - duration[one], 2 * other, value[2 * other]);
      if (!this.#enqueue(2 * one, early, byPool, reason, 0, null)) return false;
    }
    const late = value[2 * one + 1] + duration[other];
    if (late > value[2 * other + 1]) {
      const from = value[2 * one] < low ? low : low;
      const reason = this.#three(
        2 * one,
        from,
        2 * other + 1,
        1 - from - duration[one],
        2 * one + 1,
        value[2 * one + 1],
      );
      if (!this.#enqueue(2 * other + 1, late, byPool, reason, 0, null)) return false;
    }
    return true;
  }

  #three(a: number, b: number, c: number, d: number, e: number, f: number): number {
    const reason = this.#poolSize;
    if (reason + 8 > this.#pool.length) {
      const longer = new Int32Array(2 * this.#pool.length);
      longer.set(this.#pool);
      this.#pool = longer;
    }
    const pool = this.#pool;
    pool[reason] = 6;
    pool[reason + 1] = a;
    pool[reason + 2] = b;
    pool[reason + 3] = c;
    pool[reason + 4] = d;
    pool[reason + 5] = e;
    pool[reason + 6] = f;
    this.#poolSize += 7;
    return reason;
  }

  #need1(bound: number, value: number): number {
    if (this.#root[bound] >= value && this.#levelStart.length > 0) return -1;
    let at = this.#top[bound];
    for (;;) {
      const before = this.#trailBefore[at];
      if (before < 0 || this.#trailValue[before] < value) break;
      at = before;
    }
    if (this.#trailLevel[at] === 0) return -1;
    if (this.#marked[at] === 0) {
      this.#marked[at] = 1;
      this.#need[at] = value;
      return at;
    }
    if (value > this.#need[at]) this.#need[at] = value;
    return -1;
  }

  /** Learns from the conflict, jumps back and asserts; the level jumped to, or -1 when there is no solution. */
  #learn(): number {
    const marks: number[] = [];
    let level = 0;
    const conflict = this.#conflict;
    for (let at = 0; at < conflict.length; at += 2) {
      const mark = this.#need1(conflict[at], conflict[at + 1]);
      if (mark < 0) continue;
      marks.push(mark);
      if (this.#trailLevel[mark] > level) level = this.#trailLevel[mark];
    }
    if (level === 0) return -1;
    let open = 0;
    let place = 0;
    for (const mark of marks) {
      if (this.#trailLevel[mark] === level) open += 1;
      if (mark > place) place = mark;
    }
    const reason: number[] = [];
    const rest: number[] = [];
    for (const mark of marks) if (this.#trailLevel[mark] < level) rest.push(mark);
    for (;;) {
      while (this.#marked[place] === 0) place -= 1;
      const bound = this.#trailBound[place];
      this.#taskActivity[bound >> 1] += this.#taskStep;
      if (open === 1) break;
      this.#marked[place] = 0;
      open -= 1;
      reason.length = 0;
      const clause = this.#trailClause[place] ?? null;
      if (clause !== null) clause.activity += this.#activityStep;
      this.#explain(
        reason,
        bound,
        this.#need[place],
        this.#trailKind[place],
        this.#trailFirst[place],
        this.#trailSecond[place],
        clause,
      );
      for (let at = 0; at < reason.length; at += 2) {
        const mark = this.#need1(reason[at], reason[at + 1]);
        if (mark < 0) continue;
        if (this.#trailLevel[mark] === level) open += 1;
        else rest.push(mark);
      }
      place -= 1;
    }
    // What already follows from the others need not be in the clause.
    const kept = rest.filter((mark) => !this.#follows(mark, reason));
    const most = new Map<number, number>();
    for (const mark of kept) {
      const bound = this.#trailBound[mark];
      const old = most.get(bound);
      if (old === undefined || this.#need[mark] > this.#need[old]) most.set(bound, mark);
    }
    const uip = place;
    const uipBound = this.#trailBound[uip];
    const uipNeed = this.#need[uip];
    const lower = most.get(uipBound);
    if (lower !== undefined && this.#need[lower] <= uipNeed) most.delete(uipBound);
    for (const mark of rest) this.#marked[mark] = 0;
    this.#marked[uip] = 0;
    const final = [...most.values()].toSorted((a, b) => b - a);
    const literal = new Int32Array(2 + 2 * final.length);
    literal[0] = uipBound ^ 1;
    literal[1] = 1 - uipNeed;
    const levels = new Set<number>();
    for (const [at, mark] of final.entries()) {
      literal[2 + 2 * at] = this.#trailBound[mark] ^ 1;
      literal[3 + 2 * at] = 1 - this.#need[mark];
      this.#taskActivity[this.#trailBound[mark] >> 1] += this.#taskStep;
      levels.add(this.#trailLevel[mark]);
    }
    const back = final.length === 0 ? 0 : this.#trailLevel[final[0]];
    this.#backTo(back);
    this.#activityStep *= 1.001;
    this.#taskStep *= 1.05;
    if (this.#taskStep > 1e100) {
      for (let task = 0; task < this.#count; task += 1) this.#taskActivity[task] *= 1e-100;
      this.#taskStep *= 1e-100;
    }
    if (literal.length === 2) {
      if (!this.#enqueue(literal[0], literal[1], byDecision, 0, 0, null)) return -1;
      return 0;
    }
    const clause = { literal, activity: this.#activityStep, spread: levels.size };
    this.#clauses.push(clause);
    this.#watch[literal[0] ^ 1].push(clause);
    this.#watch[literal[2] ^ 1].push(clause);
    this.#enqueue(literal[0], literal[1], byClause, 0, 0, clause);
    return back;
  }

  #follows(mark: number, reason: number[]): boolean {
    const kind = this.#trailKind[mark];
    if (kind === byDecision) return false;
    reason.length = 0;
    this.#explain(
      reason,
      this.#trailBound[mark],
      this.#need[mark],
      kind,
      this.#trailFirst[mark],
      this.#trailSecond[mark],
      this.#trailClause[mark] ?? null,
    );
    for (let at = 0; at < reason.length; at += 2) {
      const bound = reason[at];
      const wanted = reason[at + 1];
      if (this.#root[bound] >= wanted) continue;
      let found = false;
      let entry = this.#top[bound];
      while (entry >= 0 && this.#trailValue[entry] >= wanted) {
        if (this.#marked[entry] === 1 && entry < mark && this.#need[entry] >= wanted) {
          found = true;
          break;
        }
        entry = this.#trailBefore[entry];
      }
      if (!found) return false;
    }
    return true;
  }

  #backTo(level: number): void {
    if (this.#levelStart.length <= level) return;
    const { words } = this.#project;
    const start = this.#levelStart[level];
    const value = this.#value;
    for (let at = this.#size - 1; at >= start; at -= 1) {
      const bound = this.#trailBound[at];
      const before = this.#trailBefore[at];
      this.#top[bound] = before;
      value[bound] = this.#trailValue[before];
      this.#trailClause[at] = null;
    }
    for (let at = start; at < this.#size; at += 1) {
      const task = this.#trailBound[at] >> 1;
      let [oldFrom, oldTo] = [this.#partFrom[task], this.#partTo[task]];
      if (oldFrom >= oldTo) continue;
      const from = Math.max(oldFrom, -value[2 * task + 1]);
      const to = Math.min(oldTo, value[2 * task] + this.#duration[task]);
      const [middle, next] = from < to ? [from, to] : [oldTo, oldTo];
      for (let time = oldFrom; time < middle; time += 1)
        for (let word = 0; word < words; word += 1)
          this.#free[time * words + word] += this.#demand[task * words + word];
      for (let time = next; time < oldTo; time += 1)
        for (let word = 0; word < words; word += 1)
          this.#free[time * words + word] += this.#demand[task * words + word];
      oldFrom = from < to ? from : 0;
      oldTo = from < to ? to : 0;
      this.#partFrom[task] = oldFrom;
      this.#partTo[task] = oldTo;
    }
    this.#size = start;
    this.#head = Math.min(this.#head, start);
    this.#poolSize = this.#poolStart[level];
    this.#levelStart.length = level;
    this.#poolStart.length = level;
    while (this.#changedCount > 0) {
      this.#changedCount -= 1;
      this.#isChanged[this.#changed[this.#changedCount]] = 0;
    }
    this.#lowerDirty.fill(0);
    this.#upperDirty.fill(0);
  }

  /** Opens a level with one decision; false when every task has its start. */
  #decide(byActivity: boolean): boolean {
    const value = this.#value;
    let chosen = -1;
    let best = Infinity;
    for (let task = 0; task < this.#count; task += 1) {
      const low = value[2 * task];
      if (low === -value[2 * task + 1]) continue;
      const score = byActivity ? -this.#taskActivity[task] : low * 1024 - value[2 * task + 1] / 1024;
      if (score < best) {
        best = score;
        chosen = task;
      }
    }
    if (chosen < 0) return false;
    this.#openLevel();
    const low = value[2 * chosen];
    const high = -value[2 * chosen + 1];
    if (byActivity && this.#guided && this.#random() < 0.95) {
      const wish = this.#guide[chosen];
      if (wish > low && wish >= high) this.#enqueue(2 * chosen, high, byDecision, 0, 0, null);
      else if (wish > low) {
        if (wish < high) this.#enqueue(2 * chosen + 1, -wish, byDecision, 0, 0, null);
        else this.#enqueue(2 * chosen, wish, byDecision, 0, 0, null);
      } else this.#enqueue(2 * chosen + 1, -low, byDecision, 0, 0, null);
    } else this.#enqueue(2 * chosen + 1, -low, byDecision, 0, 0, null);
    return true;
  }

  #forget(): void {
    this.#clauses.sort((a, b) => b.activity - a.activity);
    const keep = this.#clauses.length >> 1;
    const gone = new Set(this.#clauses.slice(keep).filter(({ spread, literal }) => spread > 2 && literal.length > 4));
    this.#clauses = this.#clauses.filter((clause) => !gone.has(clause));
    for (const list of this.#watch) {
      let kept = 0;
      for (const clause of list) {
        if (gone.has(clause)) continue;
        list[kept] = clause;
        kept += 1;
      }
      list.length = kept;
    }
    this.#clauseLimit += 200;
  }
}

/** 1, 1, 2, 1, 1, 2, 4, ... */
function luby(turn: number): number {
  let size = 1;
  let power = 0;
  while (size < turn + 1) {
    size = 2 * size + 1;
    power += 1;
  }
  let left = turn;
  while (size - 1 !== left) {
    size = (size - 1) >> 1;
    power -= 1;
    left %= size;
  }
  return 2 ** power;
}

/** For each task those that it cannot run beside, because together they exceed a capacity, and that precedence does not order. */
function pairsApart(project: ClassicProject): Int32Array[] {
  const { size, resources, demand, capacity, duration, order, predecessor, predecessorStart } = project;
  if (size > 400) return Array.from({ length: size }, () => new Int32Array(0));
  const words = Math.ceil(size / 32);
  const before = new Int32Array(size * words);
  for (const task of order) {
    for (let at = predecessorStart[task]; at < predecessorStart[task + 1]; at += 1) {
      const other = predecessor[at];
      before[task * words + (other >> 5)] |= 1 << (other & 31);
      for (let word = 0; word < words; word += 1) before[task * words + word] |= before[other * words + word];
    }
  }
  const ordered = (a: number, b: number): boolean => ((before[a * words + (b >> 5)] >> (b & 31)) & 1) === 1;
  return Array.from({ length: size }, (_, task) => {
    const apart: number[] = [];
    for (let other = 0; other < size; other += 1) {
      if (other === task || duration[task] === 0 || duration[other] === 0) continue;
      if (ordered(task, other) || ordered(other, task)) continue;
      for (let at = 0; at < resources; at += 1) {
        if (demand[task * resources + at] + demand[other * resources + at] > capacity[at]) {
          apart.push(other);
          break;
        }
      }
    }
    return Int32Array.from(apart);
  });
}

/** Finds a window of time in which tasks need more of a resource than there is. */
class EnergyWindows {
  readonly #project: ClassicProject;
  readonly #users: number[][];

  constructor(project: ClassicProject) {
    this.#project = project;
    const { size, resources, demand, duration } = project;
    this.#users = Array.from({ length: resources }, (_, at) =>
      Array.from({ length: size }, (_, task) => task).filter(
        (task) => duration[task] > 0 && demand[task * resources + at] > 0,
      ),
    );
  }

  /** Literals of an overload, or null. `value` as in the search. */
  overload(value: Int32Array): number[] | null {
    const { resources, demand, duration, capacity } = this.#project;
    for (let at = 0; at < resources; at += 1) {
      const users = this.#users[at];
      const byEnd = users.toSorted((a, b) => -value[2 * a + 1] + duration[a] - (-value[2 * b + 1] + duration[b]));
      const starts = [...new Set(users.map((task) => value[2 * task]))];
      for (const from of starts) {
        let energy = 0;
        for (const [nth, task] of byEnd.entries()) {
          if (value[2 * task] < from) continue;
          energy += duration[task] * demand[task * resources + at];
          const end = -value[2 * task + 1] + duration[task];
          if (energy > capacity[at] * (end - from)) {
            const literals: number[] = [];
            for (const other of byEnd.slice(0, nth + 1))
              if (value[2 * other] >= from) literals.push(2 * other, from, 2 * other + 1, duration[other] - end);
            return literals;
          }
        }
      }
    }
    return null;
  }
}
