import { type DirectionTerms, directionsFileSchema, type Measure } from '@underpin/contract';
import { readYamlAs } from '@underpin/formats';
import { ok, refused, type Result, type Subject } from '@underpin/model';

/** A direction with its addressees, wherever it was stated: in a file, or in a decision. */
export interface StatedDirection {
  /** Null when it comes from a file. */
  readonly id: string | null;
  readonly title: string;
  readonly subject: Subject;
  readonly terms: DirectionTerms;
  readonly variations: Measure['variations'];
  readonly addressees: readonly {
    /** LEI, or the id of a party that has none. */
    readonly party: string;
    readonly exceptionUntil: string | null;
  }[];
}

/**
 * Reads directions from YAML or JSON text: `directions`, each as it is created over the API, with addressees by LEI.
 * Refused with the place and the reason when it is something else.
 */
export function readDirections(text: string, name: string): Result<readonly StatedDirection[]> {
  const { value, findings } = readYamlAs(text, name, 'directions', directionsFileSchema);
  if (value === null) {
    const [wrong] = findings;
    const line = wrong?.location.line === undefined ? '' : `, line ${wrong.location.line}`;
    return refused(`Cannot read the directions in "${name}"${line}: ${wrong?.message ?? 'it holds none'}`);
  }
  const stated: StatedDirection[] = [];
  for (const { title, subject, terms, variations, addressees, exceptions } of value.directions) {
    const stray = exceptions.find(({ party }) => !addressees.includes(party));
    if (stray !== undefined) {
      return refused(
        `Cannot read the directions in "${name}": "${title}" excepts "${stray.party}", which is no addressee of it`,
      );
    }
    stated.push({
      id: null,
      title,
      subject,
      terms,
      variations,
      addressees: [...new Set(addressees)].map((party) => ({
        party,
        exceptionUntil: exceptions.find((one) => one.party === party)?.until ?? null,
      })),
    });
  }
  return ok(stated);
}
