import data from './data/virtual-machines.json' with { type: 'json' };

interface Pattern {
  readonly maker?: string;
  readonly model?: string;
}

const patterns = (data.machines as readonly Pattern[]).map(({ maker, model }) => ({
  maker: maker === undefined ? undefined : new RegExp(maker, 'i'),
  model: model === undefined ? undefined : new RegExp(model, 'i'),
}));

/** True when maker and model are those that a virtual machine reports: it runs on a machine and is none. */
export function isVirtualMachine(maker: string | undefined, model: string | undefined): boolean {
  return patterns.some(
    (pattern) =>
      (pattern.maker === undefined || pattern.maker.test(maker?.trim() ?? '')) &&
      (pattern.model === undefined || pattern.model.test(model?.trim() ?? '')),
  );
}
