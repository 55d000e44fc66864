import { type House, packageArrows } from './layers.ts';

const rows: readonly (readonly string[])[] = [
  ['cli', 'server', 'web'],
  ['store'],
  ['app'],
  ['formats', 'engine', 'report', 'contract'],
  ['model'],
];
const [boxWidth, boxHeight, gapX, gapY, margin] = [112, 34, 22, 62, 20];

/** The packages as boxes by layer, users above what they use, and one line per import between packages. */
export function dependenciesSvg(house: House): string {
  const places = new Map<string, { x: number; y: number }>();
  const levels = rows
    .map((layers) => [...house.packages].filter(([, entry]) => layers.includes(entry.layer)).map(([name]) => name))
    .filter((level) => level.length > 0);
  const width = Math.max(...levels.map((level) => level.length)) * (boxWidth + gapX) - gapX + 2 * margin;
  levels.forEach((level, row) => {
    const left = (width - (level.length * (boxWidth + gapX) - gapX)) / 2;
    level.forEach((name, index) =>
      places.set(name, { x: left + index * (boxWidth + gapX), y: margin + row * (boxHeight + gapY) }),
    );
  });
  const height = 2 * margin + levels.length * boxHeight + (levels.length - 1) * gapY;
  const lines = packageArrows(house).map(([from, to]) => {
    const [start, end] = [places.get(from), places.get(to)];
    if (start === undefined || end === undefined) return '';
    return `<line x1="${start.x + boxWidth / 2}" y1="${start.y + boxHeight}" x2="${end.x + boxWidth / 2}" y2="${end.y}" marker-end="url(#arrow)"/>`;
  });
  const boxes = [...places].map(
    ([name, { x, y }]) =>
      `<rect x="${x}" y="${y}" width="${boxWidth}" height="${boxHeight}" rx="5"/><text x="${x + boxWidth / 2}" y="${y + boxHeight / 2 + 4}">${name.replace('@underpin/', '')}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="13" role="img"><title>Packages of Underpin and their imports</title>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#8a8f98"/></marker></defs>
<rect width="100%" height="100%" fill="#fff"/>
<g stroke="#8a8f98" stroke-width="1">
${lines.filter((line) => line !== '').join('\n')}
</g>
<g fill="#eef3f8" stroke="#33506b" text-anchor="middle">
${boxes.join('\n').replaceAll('<text', '<text fill="#14202b" stroke="none"')}
</g>
</svg>
`;
}
