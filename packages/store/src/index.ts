export { type BackupMade, type BackupOptions, makeBackup } from './backup/make-backup.ts';
export type { BackupManifest } from './backup/backup-manifest.ts';
export { type Restored, restoreBackup, type RestoreOptions } from './backup/restore-backup.ts';
export { openStore } from './open-store.ts';
export type { StoreOptions } from './store-options.ts';
export { openParquetFile } from './samples/parquet-file.ts';
export { writeTemplate } from './write-template.ts';
