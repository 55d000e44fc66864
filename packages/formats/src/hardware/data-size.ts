const megabytes: Readonly<Record<string, number>> = {
  kb: 1 / 1024,
  kib: 1 / 1024,
  mb: 1,
  mib: 1,
  gb: 1024,
  gib: 1024,
  tb: 1_048_576,
  tib: 1_048_576,
};

/** Megabytes (1,048,576 bytes) of a memory size such as "16384 MB" or "16 GB"; undefined when it is written otherwise. */
export function dataSizeMb(text: string): number | undefined {
  const parts = /^(\d+(?:\.\d+)?)\s*([KMGT]i?B)$/i.exec(text.trim());
  const unit = megabytes[parts?.[2]?.toLowerCase() ?? ''];
  return parts === null || unit === undefined ? undefined : Number(parts[1]) * unit;
}
