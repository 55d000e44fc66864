/**
 * Colours that charts are drawn in, and the custom property of the page that each becomes. The marks are distinct so
 * that the page can put its own light, dark and print values (Okabe-Ito) in their place.
 */
export const palette = {
  ink: '#010203',
  soft: '#010204',
  line: '#010205',
  paper: '#010206',
  sure: '#010207',
  possible: '#010208',
  subject: '#010209',
  subjectPossible: '#01020a',
  other: '#01020b',
} as const;

/** Puts custom properties of the page in place of the marks. */
export function withPageColours(svg: string): string {
  let result = svg;
  for (const [name, mark] of Object.entries(palette)) {
    const channels = [1, 3, 5].map((at) => Number.parseInt(mark.slice(at, at + 2), 16)).join(',');
    result = result.replaceAll(mark, `var(--chart-${name})`).replaceAll(`rgb(${channels})`, `var(--chart-${name})`);
  }
  return result;
}
