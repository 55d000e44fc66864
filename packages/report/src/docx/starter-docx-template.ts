/**
 * A Word template to begin from, with placeholders for a review that asks for figures F1 to F5: change its words, order
 * and styles in Word, keep the placeholders. The same bytes each time.
 *
 * @example await writeFile('template.docx', await starterDocxTemplate());
 */
export async function starterDocxTemplate(): Promise<Uint8Array> {
  const { starterTemplate } = await import('./starter-template.ts');
  return starterTemplate();
}
