import type { FigureValue } from '@underpin/model';
import { sayOr, useWords } from '../words/words.tsx';
import { useBoundsText } from './bounds-bar.tsx';

const counted = /^(critical-functions-lost|institutions-hit)\//;

/** A figure's value with its unit, and what it was computed on, in the reader's words. */
export function useFigureText(): {
  readonly value: (figure: FigureValue) => string;
  readonly n: (figure: FigureValue) => string;
  /** Its measure. */
  readonly name: (figure: FigureValue) => string;
  /** Its measure and what it is about, in one sentence. */
  readonly label: (figure: FigureValue) => string;
  /** What it is a share or count of. */
  readonly of: (figure: FigureValue) => string;
} {
  const { say, format } = useWords();
  const bounds = useBoundsText();
  return {
    value: (figure) => {
      if (figure.value === null) return say('unit.unobserved');
      switch (figure.unit) {
        case 'share': {
          const { total } = figure;
          const share = bounds(figure.value, format.share);
          if (total === null || !counted.test(figure.id)) return share;
          const count = bounds(figure.value, (value) => format.number(Math.round(value * total)));
          return `${share} (${say('unit.of', { value: count, total: format.number(total) })})`;
        }
        case 'money':
          return bounds(figure.value, (value) => format.money(value, figure.currency ?? ''));
        case 'hhi':
        case 'count':
        case 'hours':
        case 'days':
        case 'capacity':
        case 'effective number':
          return bounds(figure.value);
      }
    },
    n: ({ n, unobserved }) =>
      unobserved > 0
        ? say('unit.nUnobserved', { n: format.number(n), unobserved: format.number(unobserved) })
        : say('unit.n', { n: format.number(n) }),
    name,
    label: (figure) => {
      const { scope, id } = figure;
      const about =
        scope.kind === 'sector'
          ? say('scope.sector')
          : scope.kind === 'country'
            ? format.country(scope.id)
            : scope.name;
      // A ranking's figure is about the sector when its subject goes.
      const goes = /^[a-z-]+\/sector\/(group|maker|provider|product line|country)\//.test(id);
      return say(goes ? 'figure.ifGoes' : 'figure.about', { measure: name(figure), name: about });
    },
    of: (figure) => {
      const [, what = figure.of, dimension] = /^(service uses|assets) by (.+)$/.exec(figure.of) ?? [];
      if (dimension !== undefined) {
        return say('figure.by', {
          what: sayOr(say, `of.${what}`, what),
          dimension: sayOr(say, `dimension.${dimension.replaceAll(' ', '-')}`, dimension),
        });
      }
      const [, unit] = /^capacity in (.+)$/.exec(figure.of) ?? [];
      return unit === undefined ? sayOr(say, `of.${figure.of}`, figure.of) : `${say('weight.capacity')} (${unit})`;
    },
  };

  function name({ id, label, of }: FigureValue): string {
    const [start = ''] = id.split('/');
    const dimension = (/ by (.+)$/.exec(of)?.[1] ?? '').replaceAll(' ', '-');
    const measure = sayOr(say, `measure.${start.replaceAll('-', ' ')}`, label);
    return /^(hhi|effective-number|cr1|cr3)$/.test(start)
      ? say('figure.by', { what: measure, dimension: sayOr(say, `dimension.${dimension}`, dimension) })
      : measure;
  }
}
