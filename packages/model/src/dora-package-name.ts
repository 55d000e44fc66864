/** Version of the DORA module that the EBA takes; it stands in a package's file name after "DORA". */
export const doraModuleVersion = '010100';

const form = /^([A-Z0-9]{20})\.(CON|IND)_([A-Z]{2})_DORA(\d{6})_DORA_(\d{4}-\d{2}-\d{2})_(\d{17})\.zip$/;

/** What the file name of a DORA package says. The form is checked, whether the parts make sense is not. */
export interface DoraPackageName {
  readonly lei: string;
  readonly scope: string;
  readonly country: string;
  readonly module: string;
  readonly referenceDate: string;
  readonly stamp: string;
}

/** The parts of a package's file name; `null` when it does not have the EBA's form. */
export function parseDoraPackageName(name: string): DoraPackageName | null {
  const parts = form.exec(name);
  if (parts === null) return null;
  const [, lei = '', scope = '', country = '', module = '', referenceDate = '', stamp = ''] = parts;
  return { lei, scope, country, module, referenceDate, stamp };
}
