import type { FigureValue } from '@underpin/model';
import { sayOr, useWords } from '../words/words.tsx';
import { useBoundsText } from './bounds-bar.tsx';

const counted = /^(critical-functions-lost|institutions-hit)\//;

/** A figure's value with its unit, and what it was computed on, in the reader's words. */
export function useFigureText(): {
  readonly value: (figure: FigureValue) => string;
  readonly n: (figure: FigureValue) => string;
  readonly name: (figure: FigureValue) => string;
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
    name: (figure) => {
      const [start = ''] = figure.id.split('/');
      return sayOr(say, `measure.${start.replaceAll('-', ' ')}`, figure.label);
    },
  };
}
