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

/** An SVG of the page as a file of its own: colours resolved, and each text in the first font that can show it. */
export function paperSvg(svg: string): string {
  return svg
    .replace(/var\(--chart-(\w+)\)/g, (_, name: string) => paperColour(name))
    .replace(/<text\b([^>]*)>([^<]*)/g, (_, attributes: string, text: string) => {
      return `<text${attributes} font-family="${familyOf(text)}">${text}`;
    });
}

function familyOf(text: string): string {
  if (/\p{Script=Hangul}/u.test(text)) return 'Noto Sans Korean';
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'Noto Sans S Chinese';
  if (/\p{Script=Arabic}/u.test(text)) return 'Noto Naskh Arabic';
  if (/\p{Script=Hebrew}/u.test(text)) return 'Noto Sans Hebrew';
  return 'Noto Sans';
}
