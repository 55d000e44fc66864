/** A product as inventories name it. Makers and model names are real; every figure of an asset is invented. */
export interface Product {
  readonly maker: string;
  readonly brand: string;
  readonly line: string;
  readonly model: string;
  readonly partNumber: string;
  readonly category: string;
  readonly cores: readonly [number, number];
  readonly memoryGb: readonly [number, number];
  /** Capacity per core and its unit; null where no source gives one. */
  readonly capacity: readonly [number, string] | null;
}

const product = (
  [maker, brand, line, model, partNumber]: readonly [string, string, string, string, string],
  category: string,
  cores: readonly [number, number] = [0, 0],
  memoryGb: readonly [number, number] = [0, 0],
  capacity: readonly [number, string] | null = null,
): Product => ({ maker, brand, line, model, partNumber, category, cores, memoryGb, capacity });

/** SAPS per core: IBM, profiles for SAP NetWeaver on Power Virtual Server, page of 2026-04-20. */
export const highEndOfIbm: readonly Product[] = [
  product(
    ['IBM', 'IBM Power', 'Power Systems', 'Power E980', '9080-M9S'],
    'server.high-end',
    [64, 192],
    [4_096, 16_384],
    [6_000, 'SAPS'],
  ),
  product(
    ['IBM', 'IBM Power', 'Power Systems', 'Power E1080', '9080-HEX'],
    'server.high-end',
    [60, 240],
    [4_096, 16_384],
    [7_600, 'SAPS'],
  ),
  product(
    ['IBM', 'IBM Power', 'Power Systems', 'Power E880', '9119-MHE'],
    'server.high-end',
    [48, 128],
    [2_048, 8_192],
  ),
  product(['IBM', 'IBM Z', 'IBM Z', 'z15 T01', '8561-T01'], 'server.high-end', [20, 90], [2_048, 8_192]),
  product(['IBM', 'IBM Z', 'IBM Z', 'z14 M04', '3906-M04'], 'server.high-end', [20, 80], [1_024, 8_192]),
];

export const otherHighEnd: readonly Product[] = [
  product(['Inspur', 'Inspur', 'K1', 'K1 930', ''], 'server.high-end', [64, 128], [2_048, 4_096]),
  product(['Huawei', 'KunLun', 'KunLun', 'KunLun 9016', ''], 'server.high-end', [128, 256], [4_096, 12_288]),
  product(
    ['Hewlett Packard Enterprise', 'HPE', 'Superdome', 'Superdome Flex', ''],
    'server.high-end',
    [112, 224],
    [3_072, 12_288],
  ),
  product(['Fujitsu', 'Fujitsu', 'SPARC', 'SPARC M12-2S', ''], 'server.high-end', [48, 96], [2_048, 8_192]),
  product(['Oracle', 'Oracle', 'SPARC', 'SPARC M8-8', ''], 'server.high-end', [64, 256], [2_048, 8_192]),
];

export const lowEnd: readonly Product[] = [
  product(['Lenovo', 'Lenovo', 'ThinkSystem', 'SR650 V2', ''], 'server.low-end', [32, 64], [256, 1_024]),
  product(['Dell', 'Dell', 'PowerEdge', 'R750', ''], 'server.low-end', [32, 80], [256, 1_024]),
  product(['Hewlett Packard Enterprise', 'HPE', 'ProLiant', 'DL380 Gen10', ''], 'server.low-end', [32, 56], [256, 768]),
  product(['Inspur', 'Inspur', 'NF', 'NF8260M6', ''], 'server.midrange', [64, 112], [512, 3_072]),
  product(['Huawei', 'FusionServer', 'FusionServer', '2288H V5', ''], 'server.low-end', [32, 56], [256, 768]),
  product(['Lenovo', 'Lenovo', 'ThinkSystem', 'SR850', ''], 'server.midrange', [64, 112], [512, 3_072]),
];

export const storage: readonly Product[] = [
  product(['IBM', 'IBM FlashSystem', 'FlashSystem', 'FlashSystem 5300', '4662-7H2'], 'storage'),
  product(['Hitachi Vantara', 'Hitachi', 'VSP', 'VSP G1500', ''], 'storage'),
  product(['Huawei', 'OceanStor', 'OceanStor Dorado', 'Dorado 8000 V6', ''], 'storage'),
  product(['Dell', 'Dell', 'PowerMax', 'PowerMax 2000', ''], 'storage'),
];

export const network: readonly Product[] = [
  product(['Cisco', 'Cisco', 'Nexus', 'Nexus 9504', ''], 'network'),
  product(['Huawei', 'CloudEngine', 'CloudEngine', 'CE12808', ''], 'network'),
  product(['Juniper Networks', 'Juniper', 'QFX', 'QFX10008', ''], 'network'),
];

export const databases: readonly Product[] = [
  product(['Oracle', 'Oracle', 'Oracle Database', 'Oracle Database 19c', ''], 'software.database'),
  product(['IBM', 'Db2', 'Db2', 'Db2 11.5', ''], 'software.database'),
  product(
    ['PostgreSQL Global Development Group', 'PostgreSQL', 'PostgreSQL', 'PostgreSQL 15', ''],
    'software.database',
  ),
];
