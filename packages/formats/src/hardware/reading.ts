import type { Finding, ObservedAsset, ObservedHardware, Severity } from '@underpin/model';
import { cleanText } from './clean-text.ts';
import { makerName } from './maker-name.ts';
import { mergeDuplicates } from './merge-duplicates.ts';

const texts = ['name', 'brand', 'model', 'machineType', 'partNumber', 'serial', 'os', 'site', 'state', 'role'] as const;
const moreTexts = ['sharingMode', 'position', 'commissionedOn'] as const;
const wholes: ReadonlySet<string> = new Set(['quantity', 'virtualProcessors']);
const positives = ['quantity', 'coresInstalled', 'coresActive', 'memoryMb', 'capacityMb', 'virtualProcessors'] as const;
const nonNegatives = ['coresAvailable', 'memoryAvailableMb', 'processorUnitsDesired', 'processorUnitsCurrent'] as const;
type Loose =
  | (typeof texts)[number]
  | (typeof moreTexts)[number]
  | 'maker'
  | (typeof positives)[number]
  | (typeof nonNegatives)[number];

/** An asset as a reader found it: any value may be missing, padded, a placeholder or of the wrong type. */
export type RawAsset = Pick<ObservedAsset, 'id' | 'kind' | 'origin'> & {
  readonly [Field in keyof ObservedAsset]?: Field extends Loose ? unknown : ObservedAsset[Field] | undefined;
};

/** Where a finding stands and what it is about. */
export interface FindingDetail {
  readonly line?: number | undefined;
  readonly column?: string;
  readonly key?: string;
  readonly value?: string;
  readonly expected?: string;
}

interface Tally {
  count: number;
  readonly finding: Finding;
}

/** Collects what one reader sees: cleans values, keeps what was received, counts repeated remarks into one finding each. */
export class Reading {
  readonly #reader: string;
  readonly #source: string;
  readonly #assets: ObservedAsset[] = [];
  readonly #findings: Finding[] = [];
  readonly #tallies = new Map<string, Tally>();

  constructor(reader: string, source: string) {
    this.#reader = reader;
    this.#source = source;
  }

  /** Reports one thing that is wrong or that people should know. */
  find(rule: string, severity: Severity, file: string, message: string, detail: FindingDetail = {}): void {
    this.#findings.push(this.#finding(rule, severity, file, message, detail));
  }

  /** Reports a remark that may repeat: one finding at the first place, with how many times in all. */
  tally(rule: string, severity: Severity, file: string, message: string, detail: FindingDetail = {}): void {
    const key = `${rule}\n${detail.column ?? ''}\n${detail.value ?? ''}`;
    const known = this.#tallies.get(key);
    if (known !== undefined) {
      known.count += 1;
      return;
    }
    this.#tallies.set(key, {
      count: 1,
      finding: this.#finding(rule, severity, file, message, detail),
    });
  }

  /** Adds an asset after cleaning; returns it as it was kept. */
  add(raw: RawAsset): ObservedAsset {
    const kept: Record<string, unknown> = {};
    const received: Record<string, string> = { ...raw.received };
    for (const [field, value] of Object.entries(raw)) {
      if (value === undefined || value === null || field === 'received') continue;
      if (field === 'maker') this.#maker(raw, value, kept, received);
      else if (isIn(texts, field) || isIn(moreTexts, field)) this.#text(raw, field, value, kept, received);
      else if (isIn(positives, field)) this.#number(raw, field, value, kept, received, true);
      else if (isIn(nonNegatives, field)) this.#number(raw, field, value, kept, received, false);
      else kept[field] = value;
    }
    if (Object.keys(received).length > 0) kept['received'] = received;
    const asset = kept as ObservedAsset;
    this.#assets.push(asset);
    return asset;
  }

  /** Everything seen, duplicates joined. */
  done(): ObservedHardware {
    const merged = mergeDuplicates(this.#assets);
    for (const { asset, differing } of merged.repeated) {
      const same = differing.length === 0;
      this.find(
        same ? 'hardware.duplicate' : 'hardware.contradiction',
        same ? 'advisory' : 'warning',
        asset.origin.file,
        same
          ? `"${asset.id}" stands more than once with the same values: counted once`
          : `"${asset.id}" stands more than once and differs in ${differing.join(', ')}: the first is kept; remove the outdated one`,
        { key: `asset=${asset.id}`, line: asset.origin.line },
      );
    }
    const tallied = [...this.#tallies.values()].map(({ count, finding }) =>
      count === 1 ? finding : { ...finding, message: `${finding.message} (${count} times)` },
    );
    return { reader: this.#reader, assets: merged.assets, findings: [...this.#findings, ...tallied] };
  }

  #finding(rule: string, severity: Severity, file: string, message: string, detail: FindingDetail): Finding {
    return {
      rule,
      severity,
      location: {
        file,
        ...(detail.line === undefined ? {} : { line: detail.line }),
        ...(detail.column === undefined ? {} : { column: detail.column }),
      },
      ...(detail.key === undefined ? {} : { key: detail.key }),
      ...(detail.value === undefined ? {} : { value: detail.value }),
      ...(detail.expected === undefined ? {} : { expected: detail.expected }),
      message,
      source: this.#source,
    };
  }

  #text(
    raw: RawAsset,
    field: string,
    value: unknown,
    kept: Record<string, unknown>,
    received: Record<string, string>,
  ): void {
    if (typeof value !== 'string' && typeof value !== 'number') {
      this.#notText(raw, field, value, received);
      return;
    }
    const clean = cleanText(String(value), field === 'serial');
    if (clean.kind === 'absent') return;
    if (clean.kind === 'placeholder') {
      received[field] = clean.received;
      this.#placeholder(raw, field, clean.received);
      return;
    }
    kept[field] = clean.value;
    if (clean.value !== clean.received) received[field] = clean.received;
  }

  #maker(raw: RawAsset, value: unknown, kept: Record<string, unknown>, received: Record<string, string>): void {
    const own: Record<string, unknown> = {};
    this.#text(raw, 'maker', value, own, received);
    const text = own['maker'];
    if (typeof text !== 'string') return;
    const reading = makerName(text);
    if (reading.unknownCode === true) {
      received['maker'] = String(value);
      this.tally(
        'hardware.unknown-maker-code',
        'advisory',
        raw.origin.file,
        `The maker code "${text}" is not in the list of codes: the maker is unobserved`,
        { line: raw.origin.line, column: 'maker', value: text },
      );
      return;
    }
    kept['maker'] = reading.maker;
    if (reading.brand !== undefined) kept['brand'] ??= reading.brand;
    if (reading.maker !== value) received['maker'] = String(value);
  }

  #number(
    raw: RawAsset,
    field: string,
    value: unknown,
    kept: Record<string, unknown>,
    received: Record<string, string>,
    positive: boolean,
  ): void {
    const number =
      typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
    if (
      Number.isFinite(number) &&
      (positive ? number > 0 : number >= 0) &&
      (!wholes.has(field) || Number.isInteger(number))
    ) {
      kept[field] = number;
      return;
    }
    if (value === '') return;
    received[field] = typeof value === 'string' ? value : JSON.stringify(value);
    this.tally(
      'hardware.not-a-quantity',
      'advisory',
      raw.origin.file,
      `${field} reads "${received[field]}": taken as unobserved`,
      {
        line: raw.origin.line,
        column: field,
        value: received[field] ?? '',
        expected: wholes.has(field) ? 'a whole number above 0' : positive ? 'a number above 0' : 'a number',
      },
    );
  }

  #placeholder(raw: RawAsset, field: string, value: string): void {
    this.tally(
      'hardware.placeholder',
      'advisory',
      raw.origin.file,
      `${field} reads "${value}", a placeholder: taken as unobserved`,
      { line: raw.origin.line, column: field, value },
    );
  }

  #notText(raw: RawAsset, field: string, value: unknown, received: Record<string, string>): void {
    received[field] = JSON.stringify(value);
    this.tally(
      'hardware.not-text',
      'warning',
      raw.origin.file,
      `${field} is no text: taken as unobserved, the value is kept as received`,
      { line: raw.origin.line, column: field, expected: 'text' },
    );
  }
}

function isIn<T extends string>(list: readonly T[], text: string): text is T {
  return (list as readonly string[]).includes(text);
}
