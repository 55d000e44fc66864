import { BorderStyle } from 'docx';
import type { IStylesOptions } from 'docx';
import type { ReviewDocument } from '../document/review-document.ts';

const font = { ascii: 'Arial', hAnsi: 'Arial', cs: 'Arial', eastAsia: 'Microsoft YaHei' };

/** Type faces and heading styles; Chinese, Japanese and Korean text has a face of its own. */
export function wordStyles({ code, region }: ReviewDocument['language']): IStylesOptions {
  const heading = (size: number, before: number): object => ({
    run: { size, bold: true, color: '16191D', font },
    paragraph: { spacing: { before, after: 120 }, keepNext: true },
  });
  return {
    default: {
      document: { run: { font, size: 19, language: { value: `${code}-${region}`, eastAsia: 'zh-CN' } } },
      title: heading(38, 0),
      heading1: {
        ...heading(26, 480),
        paragraph: {
          spacing: { before: 480, after: 140 },
          keepNext: true,
          border: { top: { style: BorderStyle.SINGLE, size: 10, space: 6, color: '16191D' } },
        },
      },
      heading2: heading(21, 280),
    },
  };
}
