import type { PackageCheck, TableCheck } from './check.ts';
import { nameCharacters, nameDate, nameForm, nameFuture, nameModule } from './package/file-name.ts';
import {
  duplicateIndicator,
  indicatorForm,
  indicatorsAgree,
  indicatorsHeader,
  missingIndicator,
  unknownTemplate,
} from './package/filing-indicators.ts';
import { requiredFiles, rootFolder, someData, strayFiles } from './package/layout.ts';
import { entityOfName, entityScope, parametersHeader, referencePeriod } from './package/parameters.ts';
import { unreferencedParameter } from './package/unreferenced-parameter.ts';
import { closedList } from './table/closed-list.ts';
import { foreignKey } from './table/foreign-key.ts';
import { duplicateColumn, unknownColumn } from './table/header.ts';
import { lexicalChecks } from './table/lexical.ts';
import { duplicateKey, emptyKey } from './table/primary-key.ts';
import { raggedRow } from './table/ragged-row.ts';
import { specialValues } from './table/special-values.ts';

/** Checks of a DORA package's file name. */
export const nameChecks: readonly PackageCheck[] = [nameCharacters, nameForm, nameModule, nameDate, nameFuture];

/** Checks of what lies in a DORA package. */
export const contentChecks: readonly PackageCheck[] = [
  rootFolder,
  requiredFiles,
  strayFiles,
  someData,
  parametersHeader,
  referencePeriod,
  entityScope,
  entityOfName,
  unreferencedParameter,
  indicatorsHeader,
  unknownTemplate,
  duplicateIndicator,
  indicatorForm,
  missingIndicator,
  indicatorsAgree,
];

/** Checks of one table against its profile, whatever the format. */
export const tableChecks: readonly TableCheck[] = [
  unknownColumn,
  duplicateColumn,
  raggedRow,
  ...lexicalChecks,
  specialValues,
  closedList,
  emptyKey,
  duplicateKey,
  foreignKey,
];
