import { type ControlScenarioFile, controlScenarioSchema, type Result } from '@underpin/model';
import { readDocument } from '../read-document.ts';

/**
 * Reads a change-of-control scenario from YAML or JSON text. Refused with the place and the reason when it is none.
 *
 * @example readControlScenario('on: 2025-01-01\nchanges: [{ act: move brand, brand: X, to: B }]', 'sale.yaml')
 */
export function readControlScenario(text: string, name: string): Result<ControlScenarioFile> {
  return readDocument(text, name, 'scenario', controlScenarioSchema);
}
