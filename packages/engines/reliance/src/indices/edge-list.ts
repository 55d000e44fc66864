/** A growing list of (child, entry) pairs; see {@link Propagation} for what an entry is. */
export class EdgeList {
  child: Int32Array;
  entry: Int32Array;
  count = 0;

  constructor(capacity = 1024) {
    this.child = new Int32Array(Math.max(16, capacity));
    this.entry = new Int32Array(Math.max(16, capacity));
  }

  add(child: number, entry: number): void {
    if (this.count === this.child.length) this.#grow();
    this.child[this.count] = child;
    this.entry[this.count] = entry;
    this.count += 1;
  }

  #grow(): void {
    const child = new Int32Array(this.child.length * 2);
    const entry = new Int32Array(this.child.length * 2);
    child.set(this.child);
    entry.set(this.entry);
    this.child = child;
    this.entry = entry;
  }
}
