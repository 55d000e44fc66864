import type { ObservedFirmware } from '@underpin/model';
import { isObject, type JsonObject, textOf } from '../json-value.ts';
import type { RawAsset } from '../reading.ts';
import type { HmcResource } from './hmc-xml.ts';

/** A managed system before it is known to be a server. */
export interface HmcSystem {
  readonly uuid: string | undefined;
  readonly mtms: string;
  readonly name: string;
  readonly state: string;
  readonly raw: Omit<RawAsset, 'id' | 'kind' | 'origin'>;
}

const firmwareForm = /^([A-Z]{2}\d{3})_(FW\d+\.\w+)(?:\s*\((\w+)\))?$/;

/** Machine type-model and serial number of a real machine, such as "8284-22A*21FD4AV". */
export const mtmsForm = /^(\d{4}-[0-9A-Z]{3})\*([0-9A-Z]+)$/;

/** A system of `ManagedSystem/quick/All`. */
export function systemOfQuickJson(item: JsonObject): HmcSystem {
  return {
    uuid: textOf(item['UUID']),
    mtms: textOf(item['MTMS']) ?? '',
    name: textOf(item['SystemName']) ?? '',
    state: textOf(item['State']) ?? '',
    raw: {
      maker: 'IBM',
      name: item['SystemName'],
      firmware: hmcFirmware(textOf(item['SystemFirmware'])),
      coresInstalled: item['InstalledSystemProcessorUnits'],
      coresActive: item['ConfigurableSystemProcessorUnits'],
      coresAvailable: item['CurrentAvailableSystemProcessorUnits'],
      memoryMb: item['InstalledSystemMemory'],
      memoryAvailableMb: item['CurrentAvailableSystemMemory'],
      site: item['SystemLocation'],
      state: item['State'],
    },
  };
}

/** A `ManagedSystem` of an Atom document. */
export function systemOfResource({ texts }: HmcResource): HmcSystem {
  const at = (path: string): string | undefined => texts.get(path);
  const mtms = 'MachineTypeModelAndSerialNumber';
  const processors = 'AssociatedSystemProcessorConfiguration';
  const memory = 'AssociatedSystemMemoryConfiguration';
  return {
    uuid: at('Metadata/Atom/AtomID'),
    mtms: `${at(`${mtms}/MachineType`) ?? ''}-${at(`${mtms}/Model`) ?? ''}*${at(`${mtms}/SerialNumber`) ?? ''}`,
    name: at('SystemName') ?? '',
    state: at('State') ?? '',
    raw: {
      maker: 'IBM',
      name: at('SystemName'),
      firmware: hmcFirmware(at('SystemFirmware')),
      coresInstalled: at(`${processors}/InstalledSystemProcessorUnits`),
      coresActive: at(`${processors}/ConfigurableSystemProcessorUnits`),
      coresAvailable: at(`${processors}/CurrentAvailableSystemProcessorUnits`),
      memoryMb: at(`${memory}/InstalledSystemMemory`),
      memoryAvailableMb: at(`${memory}/CurrentAvailableSystemMemory`),
      site: at('SystemLocation'),
      state: at('State'),
    },
  };
}

/** "SV860_FW860.30 (103)" as name SV860, level FW860.30, package SV860_103. */
export function hmcFirmware(text: string | undefined): ObservedFirmware | undefined {
  const trimmed = text?.trim() ?? '';
  const parts = firmwareForm.exec(trimmed);
  if (parts === null) return /[0-9A-Za-z]/.test(trimmed) ? { level: trimmed } : undefined;
  const [, name = '', level = '', build] = parts;
  return { name, level, ...(build === undefined ? {} : { package: `${name}_${build}` }) };
}

/** True for the list that `ManagedSystem/quick/All` gives. */
export function isSystemList(value: unknown): value is readonly JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => isObject(item) && 'MTMS' in item);
}
