/** Version of the DORA module that the EBA takes; it stands in the file name after "DORA". */
export const moduleVersion = '010100';

const form = /^([A-Z0-9]{20})\.(CON|IND)_([A-Z]{2})_DORA(\d{6})_DORA_(\d{4}-\d{2}-\d{2})_(\d{17})\.zip$/;

/** The parts of a package's file name; `null` when it does not have the EBA's form. */
export interface PackageName {
  readonly lei: string;
  readonly scope: string;
  readonly country: string;
  readonly module: string;
  readonly referenceDate: string;
  readonly stamp: string;
}

export function parsePackageName(name: string): PackageName | null {
  const parts = form.exec(name);
  if (parts === null) return null;
  const [, lei = '', scope = '', country = '', module = '', referenceDate = '', stamp = ''] = parts;
  return { lei, scope, country, module, referenceDate, stamp };
}
