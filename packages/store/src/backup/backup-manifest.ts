import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const rooms = ['columns', 'content', 'evidence'] as const;
export type Room = (typeof rooms)[number];
export const manifestName = 'manifest.json';
export const signatureName = 'manifest.sig.json';

/** What a backup holds: written last, and signed by the keeper of the installation. */
export const backupManifestSchema = z.strictObject({
  format: z.literal('underpin-backup/1'),
  id: z.uuid(),
  madeAt: z.iso.datetime(),
  version: z.string(),
  migrations: z.array(z.strictObject({ name: z.string(), checksum: sha256 })),
  tables: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z_]+$/),
      columns: z.array(z.string().regex(/^[a-z0-9_]+$/)),
      rows: z.int().min(0),
      sha256,
    }),
  ),
  files: z.array(z.strictObject({ room: z.enum(rooms), sha256, bytes: z.int().min(0) })),
  ledger: z.strictObject({ entries: z.int().min(0), head: sha256 }),
  /** SHA-256 of the keys as one text; null when the installation had none. */
  keysSha256: sha256.nullable(),
});
export type BackupManifest = z.infer<typeof backupManifestSchema>;

export const backupSignatureSchema = z.strictObject({
  /** The keeper's public key record, as its file has it. */
  key: z.string(),
  signature: z.base64(),
});

export function tableEntry(name: string): string {
  return `tables/${name}.jsonl`;
}

export function fileEntry(room: Room, hash: string): string {
  return `files/${room}/${hash}`;
}
