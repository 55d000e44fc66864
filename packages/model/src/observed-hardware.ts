import { z } from 'zod';
import { findingSchema } from './finding.ts';

/**
 * What an inventory observed: a machine, a partition of one, something inside one, or code that runs on one.
 * `io server` is a partition that only serves others (VIOS); it is counted apart from partitions that run workloads.
 */
export const assetKindSchema = z.enum([
  'server',
  'partition',
  'io server',
  'enclosure',
  'component',
  'firmware',
  'storage',
  'network',
  'software',
  'other',
]);
export type AssetKind = z.infer<typeof assetKindSchema>;

/** Where an observation stands in the files as received. */
export const assetOriginSchema = z.object({
  file: z.string().describe('Path of the file as received'),
  line: z.int().min(1).optional().describe('Line, for text, CSV and XML'),
  path: z.string().optional().describe('Path inside a JSON document, such as "/0/MTMS"'),
});
export type AssetOrigin = z.infer<typeof assetOriginSchema>;

/** A measured series, reduced. `unit` says what `peak` and `mean` count; `configurable` is how many of them there are. */
export const utilisationSchema = z.object({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  samples: z.int().min(1),
  intervalSeconds: z.number().positive().optional(),
  unit: z.string().describe('Such as "processor units"'),
  peak: z.number().min(0),
  mean: z.number().min(0),
  configurable: z.number().positive().optional().describe('Units that were there to be used'),
});
export type Utilisation = z.infer<typeof utilisationSchema>;

/** Firmware as its maker names it. */
export const observedFirmwareSchema = z.object({
  name: z.string().optional().describe('Such as "SV860" or "BIOS"'),
  level: z.string().optional().describe('The level that vulnerabilities are matched on, such as "FW860.30"'),
  package: z.string().optional().describe('Build or package, such as "SV860_103"'),
});
export type ObservedFirmware = z.infer<typeof observedFirmwareSchema>;

/**
 * One thing an inventory saw. A property that is absent was not observed: that is neither zero, nor empty, nor none.
 * `received` keeps each value that was changed or set aside, as it was written.
 */
export const observedAssetSchema = z.object({
  id: z.string().min(1).describe('Unique within the reading and the same each time the same things are read'),
  kind: assetKindSchema,
  hostId: z.string().optional().describe('Id of the asset this one is part of or runs on'),
  role: z.string().optional().describe('Such as "processor", "memory", "power supply"'),
  name: z.string().optional(),
  quantity: z.int().min(1).optional().describe('Absent means that the inventory lists each piece'),
  maker: z.string().optional(),
  brand: z.string().optional(),
  model: z.string().optional(),
  machineType: z.string().optional().describe('IBM machine type and model, such as "8284-22A"'),
  partNumber: z.string().optional(),
  serial: z.string().optional(),
  firmware: observedFirmwareSchema.optional(),
  coresInstalled: z.number().positive().optional(),
  coresActive: z.number().positive().optional().describe('Of the installed ones, activated for use'),
  coresAvailable: z.number().min(0).optional().describe('Of the installed ones, not given to any partition'),
  memoryMb: z.number().positive().optional().describe('In MB of 1,048,576 bytes'),
  memoryAvailableMb: z.number().min(0).optional(),
  capacityMb: z.number().positive().optional().describe('Of a storage device, in MB of 1,048,576 bytes'),
  processorUnitsDesired: z.number().min(0).optional(),
  processorUnitsCurrent: z.number().min(0).optional(),
  virtualProcessors: z.int().positive().optional().describe('As the partition sees them; they are not processor units'),
  sharingMode: z.string().optional().describe('How a partition shares processors, such as "uncapped"'),
  position: z.string().optional().describe('Place inside the host, such as a slot or a location code'),
  os: z.string().optional(),
  site: z.string().optional(),
  state: z.string().optional(),
  commissionedOn: z.string().optional().describe('ISO date'),
  utilisation: utilisationSchema.optional(),
  received: z.record(z.string(), z.string()).optional(),
  origin: assetOriginSchema,
});
export type ObservedAsset = z.infer<typeof observedAssetSchema>;

/** What a reader of server inventories saw, and what it could not take at face value. */
export const observedHardwareSchema = z.object({
  reader: z.string().describe('Id of the reader, or of the readers joined by "+"'),
  assets: z.array(observedAssetSchema),
  findings: z.array(findingSchema),
});
export type ObservedHardware = z.infer<typeof observedHardwareSchema>;
