import type { FigureValue } from '@underpin/model';

const definitions: Readonly<Record<string, string>> = {
  'critical functions lost':
    'Critical functions that fall when the subject is withdrawn, out of all critical functions. At least: on what registers and inventories state for sure; at most: when every service use of a function is needed.',
  'sector impact':
    'Institutions that lose at least one critical function, by number or by total assets, out of all institutions.',
  'direct share': 'Weight of the items that the subject selects, out of the weight of all items of that kind.',
  concentration:
    'Sum of squared shares times 10,000 (HHI): 10,000 for one holder of everything, 10,000/n for n equal ones.',
  'effective number': '10,000 / HHI: so many equal holders would be as concentrated.',
};

/** How a figure is computed, in a sentence or two. */
export function definitionOf(figure: Pick<FigureValue, 'measure' | 'label' | 'of'>): string {
  return definitions[figure.measure] ?? `${figure.label}, of ${figure.of}.`;
}
