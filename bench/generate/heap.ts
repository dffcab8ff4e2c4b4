/** A binary heap: the earliest first, of equal ones the one put in first, so that a run can be repeated. */
export interface Heap<T> {
  readonly push: (at: number, value: T) => void;
  /** The moment of the earliest; Infinity when empty. */
  readonly next: () => number;
  readonly pop: () => T | undefined;
}

interface Item<T> {
  readonly at: number;
  readonly order: number;
  readonly value: T;
}

export function makeHeap<T>(): Heap<T> {
  const items: Item<T>[] = [];
  let order = 0;
  const isBefore = (one: Item<T>, other: Item<T>): boolean =>
    one.at < other.at || (one.at === other.at && one.order < other.order);
  const rise = (from: number): void => {
    for (let index = from; index > 0; ) {
      const parent = (index - 1) >> 1;
      if (!swapIf(items, parent, index, isBefore)) return;
      index = parent;
    }
  };
  const sink = (): void => {
    for (let index = 0; ; ) {
      const [left, right] = [items[2 * index + 1], items[2 * index + 2]];
      const child = right !== undefined && left !== undefined && isBefore(right, left) ? 2 * index + 2 : 2 * index + 1;
      if (!swapIf(items, index, child, isBefore)) return;
      index = child;
    }
  };
  return {
    push: (at, value) => {
      items.push({ at, order: (order += 1), value });
      rise(items.length - 1);
    },
    next: () => items[0]?.at ?? Infinity,
    pop: () => {
      const [first] = items;
      const last = items.pop();
      if (first === undefined || last === undefined || items.length === 0) return first?.value;
      items[0] = last;
      sink();
      return first.value;
    },
  };
}

/** Swaps a parent and a child that stand the wrong way round; answers whether it did. */
function swapIf<T>(
  items: Item<T>[],
  parent: number,
  child: number,
  isBefore: (one: Item<T>, other: Item<T>) => boolean,
): boolean {
  const [above, below] = [items[parent], items[child]];
  if (above === undefined || below === undefined || !isBefore(below, above)) return false;
  items[parent] = below;
  items[child] = above;
  return true;
}
