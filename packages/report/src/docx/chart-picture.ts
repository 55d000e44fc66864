import { fontFiles } from '../document/fonts.ts';

/** A chart's SVG as PNG bytes, `width` px wide, in the fonts that the package brings; the same SVG gives the same bytes. */
export async function chartPicture(svg: string, width: number): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const picture = new Resvg(svg, {
    background: '#ffffff',
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false, fontFiles: fontFiles('regular'), defaultFontFamily: 'Noto Sans' },
  });
  return new Uint8Array(picture.render().asPng());
}
