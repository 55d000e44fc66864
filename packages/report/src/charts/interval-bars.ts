import type { Bounds, Unit } from '@underpin/model';
import type { Html } from '../html/html.ts';
import { boundsText } from '../words/numbers.ts';
import { textWidth } from '../words/text-width.ts';
import { draw, shorten } from './draw.ts';
import type { ChartWords } from './draw.ts';
import { palette } from './palette.ts';

/** One bar; `value` null is unobserved and is said in words. */
export interface IntervalBar {
  readonly name: string;
  readonly value: Bounds | null;
  readonly total?: number | null;
  readonly inSubject?: boolean;
}

/** Horizontal bars, first on top: solid up to *at least*, hatched and outlined on to *at most*. */
export function intervalBars(words: ChartWords, bars: readonly IntervalBar[], unit: Unit, axis: string): Html {
  const left = Math.min(260, 24 + 7.4 * Math.max(6, ...bars.map((bar) => textWidth(shorten(bar.name)))));
  const colours = (bar: IntervalBar): readonly [string, string] =>
    bar.inSubject === true ? [palette.subject, palette.subjectPossible] : [palette.sure, palette.possible];
  const largest = Math.max(0, ...bars.map((bar) => bar.value?.atMost ?? 0));
  return draw(words, 760, 60 + bars.length * 21, {
    grid: { left, right: 110, top: 8, bottom: 44 },
    xAxis: {
      type: 'value',
      min: 0,
      max: largest === 0 ? 1 : undefined,
      minInterval: unit === 'count' ? 1 : 0,
      name: axis,
      nameLocation: 'middle',
      nameGap: 27,
      nameTextStyle: { color: palette.soft, fontSize: 12 },
      axisLabel: {
        color: palette.soft,
        fontSize: 12,
        formatter: (value: number) => boundsText({ atLeast: value, atMost: value }, unit),
      },
      splitLine: { lineStyle: { color: palette.line } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map((bar) => shorten(bar.name)),
      axisLabel: { color: palette.ink, fontSize: 12, interval: 0 },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.soft } },
    },
    series: [
      {
        type: 'bar',
        stack: 'bounds',
        barWidth: 12,
        data: bars.map((bar) => ({ value: bar.value?.atLeast ?? 0, itemStyle: { color: colours(bar)[0] } })),
      },
      {
        type: 'bar',
        stack: 'bounds',
        barWidth: 12,
        label: { show: true, position: 'right', color: palette.ink, fontSize: 12, formatter: '{b}' },
        data: bars.map((bar) => ({
          value: bar.value === null ? 0 : bar.value.atMost - bar.value.atLeast,
          label: {
            color: bar.value === null ? palette.soft : palette.ink,
            formatter: () => boundsText(bar.value, unit, { total: bar.value === null ? null : (bar.total ?? null) }),
          },
          itemStyle: {
            color: colours(bar)[1],
            borderColor: colours(bar)[0],
            borderWidth: bar.value !== null && bar.value.atMost > bar.value.atLeast ? 1.5 : 0,
          },
        })),
      },
    ],
  });
}
