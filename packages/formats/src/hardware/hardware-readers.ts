import { cmdbCsvReader } from './cmdb-csv.ts';
import { cyclonedxReader } from './cyclonedx.ts';
import { dmidecodeReader } from './dmidecode.ts';
import { glpiReader } from './glpi.ts';
import type { HardwareReader } from './hardware-reader.ts';
import { hmcReader } from './hmc/hmc.ts';
import { lsconfReader } from './lsconf.ts';
import { lsvpdReader } from './lsvpd.ts';
import { redfishReader } from './redfish/redfish.ts';
import { snipeItReader } from './snipe-it.ts';

/** The catalogue of readers of server inventories. */
export const hardwareReaders: readonly HardwareReader[] = [
  hmcReader,
  lsconfReader,
  lsvpdReader,
  redfishReader,
  glpiReader,
  cyclonedxReader,
  dmidecodeReader,
  snipeItReader,
  cmdbCsvReader,
];
