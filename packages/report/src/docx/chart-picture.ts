import { fontFamilies, fontFiles } from '../document/fonts.ts';

/** A chart's SVG as PNG bytes, `width` px wide, in the fonts that the package brings; the same SVG gives the same bytes. */
export async function chartPicture(svg: string, width: number): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const used = fontFamilies.filter((family) => svg.includes(`"${family}"`));
  const picture = new Resvg(svg, {
    background: '#ffffff',
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false, fontFiles: fontFiles(used), defaultFontFamily: 'Noto Sans' },
  });
  return new Uint8Array(picture.render().asPng());
}
