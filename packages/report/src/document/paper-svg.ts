/** The chart colours on paper: those of the page's light side (Okabe-Ito). */
const paper: Readonly<Record<string, string>> = {
  ink: '#16191d',
  soft: '#545b64',
  line: '#e3e6ea',
  paper: '#ffffff',
  sure: '#0072b2',
  possible: '#c9e4f5',
  subject: '#b84e00',
  subjectPossible: '#fbdcc2',
  other: '#8a929b',
};

export function paperColour(name: string): string {
  const colour = paper[name];
  if (colour === undefined) throw new TypeError(`There is no chart colour "${name}"`);
  return colour;
}

/** Scripts and signs that the first typeface has not, and the one that has them. */
const others: readonly (readonly [family: string, characters: RegExp])[] = [
  ['Noto Sans Korean', /[\p{Script=Hangul}]+(?: +[\p{Script=Hangul}]+)*/gu],
  [
    'Noto Sans S Chinese',
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u2190-\u2bff\u3000-\u303f\u30fb-\u30fc\uff01-\uff60]+/gu,
  ],
  ['Noto Naskh Arabic', /[\p{Script=Arabic}]+(?: +[\p{Script=Arabic}]+)*/gu],
  ['Noto Sans Hebrew', /[\p{Script=Hebrew}]+(?: +[\p{Script=Hebrew}]+)*/gu],
];

/** An SVG of the page as a file of its own: colours resolved, and every text in typefaces that can show it. */
export function paperSvg(svg: string): string {
  return svg
    .replace(/var\(--chart-(\w+)\)/g, (_, name: string) => paperColour(name))
    .replace(
      /<text\b([^>]*)>([^<]*)/g,
      (_, attributes: string, text: string) => `<text${attributes} font-family="Noto Sans">${inFamilies(text)}`,
    );
}

function inFamilies(text: string): string {
  return others.reduce(
    (marked, [family, characters]) =>
      marked.replace(characters, (found) => `<tspan font-family="${family}">${found}</tspan>`),
    text,
  );
}
