/** What `examples/sector` is a sample of. */
export const exampleOptions = { institutions: 24, seed: 2014, referenceDate: '2024-12-31' } as const;
