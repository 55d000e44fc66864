import type { Store } from '@underpin/app';

/** A store that answers which submissions count only once the gate is open, as one does that takes long to load. */
export function gatedStore(store: Store): { readonly store: Store; readonly open: () => void } {
  const gate = Promise.withResolvers<void>();
  const submissions = new Proxy(store.submissions, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name !== 'current') return value.bind(target) as unknown;
      return async (...asked: unknown[]) => {
        await gate.promise;
        return value.apply(target, asked) as unknown;
      };
    },
  });
  return { store: { ...store, submissions }, open: gate.resolve };
}
