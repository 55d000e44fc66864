import type { Run, Runs } from './blocks.ts';
import { classesOf } from './page-tree.ts';
import type { Element } from './page-tree.ts';

type Style = Omit<Run, 'text'>;

/** The text of an element as runs, with white space as a browser shows it. */
export function runsOf(element: Element): Runs {
  const found: { text: string; style: Style }[] = [];
  collect(element, {}, found);
  const runs: Run[] = [];
  let atStart = true;
  for (const { text, style } of found) {
    if (text === '\n') {
      trimEnd(runs);
      runs.push({ text });
      atStart = true;
      continue;
    }
    const shown: string = atStart ? text.replace(/^ +/, '') : text;
    if (shown === '') continue;
    atStart = shown.endsWith(' ');
    const last = runs.at(-1);
    if (last !== undefined && last.text !== '\n' && sameStyle(last, style))
      runs[runs.length - 1] = { ...last, text: last.text + shown };
    else runs.push({ ...style, text: shown });
  }
  trimEnd(runs);
  return runs;
}

export function textOf(runs: Runs): string {
  return runs.map((run) => run.text).join('');
}

function collect(element: Element, style: Style, into: { text: string; style: Style }[]): void {
  for (const child of element.children) {
    if (typeof child === 'string') into.push({ text: child.replace(/[ \t\r\n\f]+/g, ' '), style });
    else if (child.name === 'br') into.push({ text: '\n', style });
    else if (!classesOf(child).includes('screen')) collect(child, { ...style, ...styleOf(child) }, into);
  }
}

function styleOf(element: Element): Style {
  const classes = classesOf(element);
  switch (element.name) {
    case 'strong':
      return { strong: true };
    case 'em':
      return { emphasis: true };
    case 'code':
      return { code: true };
    case 'a': {
      const href = element.attributes['href'] ?? '';
      return href.startsWith('#') ? { target: href.slice(1) } : {};
    }
    case 'span':
      if (classes.includes('tlp')) return { tag: 'tlp' };
      if (classes.includes('tag')) return { tag: classes.includes('strong') ? 'strong' : 'plain' };
      return classes.includes('path') || classes.includes('note') ? { soft: true } : {};
    default:
      throw new TypeError(`No printed form is known for <${element.name}> inside a line`);
  }
}

function sameStyle(run: Run, style: Style): boolean {
  return (
    run.strong === style.strong &&
    run.emphasis === style.emphasis &&
    run.code === style.code &&
    run.soft === style.soft &&
    run.tag === style.tag &&
    run.target === style.target
  );
}

function trimEnd(runs: Run[]): void {
  const last = runs.at(-1);
  if (last === undefined || last.text === '\n') return;
  const text = last.text.replace(/ +$/, '');
  if (text === '') {
    runs.pop();
    trimEnd(runs);
  } else runs[runs.length - 1] = { ...last, text };
}
