import type { HardwareEntry } from '../src/index.ts';

/** A small whole inventory of one format, with fictional machines, and the same with its serial number a placeholder. */
export interface HardwareSample {
  readonly reader: string;
  readonly entries: readonly HardwareEntry[];
  readonly placeholder: readonly HardwareEntry[];
  readonly servers: number;
  /** True for formats in which a document that is cut off cannot be read at all. */
  readonly whole: boolean;
}

const serial = 'FIC7291';

const hmc = `[{"SystemName":"alder","UUID":"11111111-2222-3333-4444-555555555555","MTMS":"9080-M9S*${serial}",
"SystemFirmware":"VH950_FW950.40 (099)","InstalledSystemProcessorUnits":48,"ConfigurableSystemProcessorUnits":32,
"CurrentAvailableSystemProcessorUnits":0,"InstalledSystemMemory":1048576,"CurrentAvailableSystemMemory":0,"SystemLocation":"hall 2","State":"operating"}]`;

const lsconf = `System Model: IBM,9080-M9S
Machine Serial Number: ${serial}
Processor Type: PowerPC_POWER9
Number Of Processors: 8
Processor Clock Speed: 3900 MHz
LPAR Info: 7 birch
Memory Size: 65536 MB
Platform Firmware level: VH950_099
Firmware Version: IBM,FW950.40 (VH950_099)
Console Login: enable
`;

const lsvpd = `*VC 5.0
*FC ????????
*DS Platform VPD
*TM IBM,9080-M9S
*SE ${serial}
*FC ????????
*DS Memory DIMM
*FN 78P4192
*SN YH10MS5CK0D7
*CC 31E0
*YL U9080.M9S.FIC7291-P1-C2
*FC ????????
*DS System Firmware
*MI VH950_105 VH950_099 VH950_105
*YL U9080.M9S.FIC7291-Y1
`;

const redfish = `{"@odata.id":"/redfish/v1/Systems/1","@odata.type":"#ComputerSystem.v1_18_0.ComputerSystem","Id":"1",
"UUID":"6a1b2c3d-0000-4000-8000-00000000f1c7","Manufacturer":"Dell Inc.","Model":"PowerEdge R740  ","SKU":"R740-X","PartNumber":null,"SerialNumber":"${serial}",
"BiosVersion":"2.19.1","ProcessorSummary":{"Count":2,"CoreCount":56},"MemorySummary":{"TotalSystemMemoryGiB":192}}`;

const glpi = `{"deviceid":"cedar-2026-03-01-10-00-00","itemtype":"Computer","content":{"versionclient":"GLPI-Agent_v1.7",
"bios":{"smanufacturer":"LENOVO","smodel":"ThinkSystem SR650","ssn":"${serial}","bversion":"IVE156L"},
"hardware":{"name":"cedar","vmsystem":"Physical","chassis_type":"Rack Mount Chassis","memory":196608},
"operatingsystem":{"full_name":"openEuler 22.03 LTS"},
"cpus":[{"core":26,"corecount":28,"name":"Intel(R) Xeon(R) Platinum 8176","manufacturer":"Intel"}],
"memories":[{"capacity":32768,"manufacturer":"00AD00B300AD","serialnumber":"A1"},{"capacity":0,"caption":"DIMM 2"}],
"storages":[{"model":"MZ7KH480","serial":"S9","firmware":"HXT7","disksize":457862}],"softwares":[{"name":"bash"}]}}`;

const cyclonedx = `{"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:00000000-1111-4222-8333-444444444444","version":1,
"metadata":{"component":{"type":"device","bom-ref":"box","name":"I620-G30","manufacturer":{"name":"Sugon"},
"properties":[{"name":"cdx:device:deviceType","value":"server"},{"name":"cdx:device:serialNumber","value":"${serial}"}],
"components":[{"type":"firmware","bom-ref":"bios","name":"BIOS","version":"3.1"}]}},
"components":[{"type":"library","bom-ref":"l","name":"zlib","version":"1"}]}`;

const dmidecode = `# dmidecode 3.3
Handle 0x0000, DMI type 0, 26 bytes
BIOS Information
	Vendor: American Megatrends Inc.
	Version: 4.1.19

Handle 0x0001, DMI type 1, 27 bytes
System Information
	Manufacturer: Inspur
	Product Name: NF5280M5
	Serial Number: ${serial}
	UUID: 6a1b2c3d-0000-4000-8000-00000000f1c8

Handle 0x0003, DMI type 3, 22 bytes
Chassis Information
	Type: Rack Mount Chassis
	Serial Number: C77

Handle 0x0004, DMI type 4, 48 bytes
Processor Information
	Socket Designation: CPU0
	Manufacturer: Intel(R) Corporation
	Version: Intel(R) Xeon(R) Gold 6252
	Status: Populated, Enabled
	Core Count: 24

Handle 0x0005, DMI type 4, 48 bytes
Processor Information
	Socket Designation: CPU1
	Status: Unpopulated

Handle 0x0011, DMI type 17, 84 bytes
Memory Device
	Size: 32 GB
	Locator: DIMM000
	Manufacturer: 00CE00B300CE
	Serial Number: 38D1

Handle 0x0012, DMI type 17, 84 bytes
Memory Device
	Size: No Module Installed
	Locator: DIMM001
`;

const snipeIt = `Company,Name,Asset Tag,Category,Manufacturer,Location,Order Number,Model,Model Number,Serial,Purchase Date
Fictional Bank,maple,FB-0001,Server,Huawei,Hall 1,77,FusionServer 2288H V5,2288H V5,${serial},2020-02-03
`;

const cmdb = `name;sys_class_name;manufacturer;model_id;serial_number;cpu_core_count;RAM (GB);install_date;u_owner
"pine; old";cmdb_ci_server;IBM Corporation;System x3650 M4;${serial};16;128;2013-05-06;unit 4
`;

function sample(reader: string, path: string, text: string, whole: boolean, placeholder: string): HardwareSample {
  return {
    reader,
    entries: [{ path, content: text }],
    placeholder: [
      { path, content: text.replaceAll(`"${serial}"`, `"${placeholder}"`).replaceAll(serial, placeholder) },
    ],
    servers: 1,
    whole,
  };
}

/** One sample a format. The HMC takes its serial number from the MTMS, so a placeholder there is not a machine at all. */
export const hardwareSamples: readonly HardwareSample[] = [
  { ...sample('hmc', 'hmc/systems.json', hmc, true, '192.0.2.1') },
  sample('lsconf', 'birch.lsconf', lsconf, false, 'Not Available'),
  sample('lsvpd', 'birch.lsvpd', lsvpd, false, '0000000'),
  sample('redfish', 'oak/redfish/v1/Systems/1/index.json', redfish, true, 'To be filled by O.E.M.'),
  sample('glpi', 'cedar.json', glpi, true, 'To Be Filled By O.E.M.'),
  sample('cyclonedx', 'sugon.cdx.json', cyclonedx, true, '0000000'),
  sample('dmidecode', 'inspur.dmi', dmidecode, false, 'Not Specified'),
  sample('snipe-it', 'snipe.csv', snipeIt, false, '0123456789'),
  sample('cmdb-csv', 'cmdb.csv', cmdb, false, 'N/A'),
];
