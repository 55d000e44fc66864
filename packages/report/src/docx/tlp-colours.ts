/** Colours of the labels on black. Source: FIRST, Traffic Light Protocol version 2.0. */
export const tlpColours: Readonly<Record<string, string>> = {
  'TLP:CLEAR': 'FFFFFF',
  'TLP:GREEN': '33FF00',
  'TLP:AMBER': 'FFC000',
  'TLP:AMBER+STRICT': 'FFC000',
  'TLP:RED': 'FF2B2B',
};
