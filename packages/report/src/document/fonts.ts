import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The typefaces of the print, in the order in which they are asked for a character: family, package and files. */
const shipped = [
  ['Noto Sans', '@embedpdf/fonts-latin', ['NotoSans-Regular.ttf', 'NotoSans-Bold.ttf']],
  ['Noto Sans S Chinese', '@embedpdf/fonts-sc', ['NotoSansHans-Regular.otf', 'NotoSansHans-Bold.otf']],
  ['Noto Sans Korean', '@embedpdf/fonts-kr', ['NotoSansKR-Regular.otf', 'NotoSansKR-Bold.otf']],
  ['Noto Sans Hebrew', '@embedpdf/fonts-hebrew', ['NotoSansHebrew-Regular.ttf', 'NotoSansHebrew-Bold.ttf']],
  ['Noto Naskh Arabic', '@embedpdf/fonts-arabic', ['NotoNaskhArabic-Regular.ttf', 'NotoNaskhArabic-Bold.ttf']],
] as const;

export const fontFamilies: readonly string[] = shipped.map(([family]) => family);

/** Paths of the font files that the packages brought; of these families only, in regular weight only, when they are given. */
export function fontFiles(regularOf?: readonly string[]): string[] {
  return shipped
    .filter(([family]) => regularOf === undefined || regularOf.includes(family))
    .flatMap(([, name, files]) => {
      const folder = join(dirname(dirname(require.resolve(name))), 'fonts');
      return files.slice(0, regularOf === undefined ? 2 : 1).map((file) => join(folder, file));
    });
}
