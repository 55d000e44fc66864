import type { Html } from '../html/html.ts';
import type { ConcentrationShare } from '../review-report.ts';
import { boundsText, countText } from '../words/numbers.ts';
import { draw, shorten } from './draw.ts';
import type { ChartWords } from './draw.ts';
import { palette } from './palette.ts';

/** Shares, largest first, with what they add up to. */
export function cumulated(
  shares: readonly ConcentrationShare[],
): readonly (ConcentrationShare & { readonly together: number })[] {
  let together = 0;
  return shares
    .toSorted((first, second) => second.share - first.share || (first.name < second.name ? -1 : 1))
    .map((entry) => {
      together += entry.share;
      return { ...entry, together };
    });
}

/** Concentration curve: share that the k largest hold together, against equal shares. */
export function concentrationCurve(words: ChartWords, shares: readonly ConcentrationShare[], by: string): Html {
  const steps = cumulated(shares);
  const whole = steps.at(-1)?.together ?? 0;
  const step = Math.max(1, Math.ceil(steps.length / 12));
  return draw(words, 760, 290, {
    grid: { left: 58, right: 130, top: 16, bottom: 48 },
    xAxis: {
      type: 'value',
      min: 0,
      max: steps.length,
      interval: step,
      name: `number of ${by}s, largest first`,
      nameLocation: 'middle',
      nameGap: 27,
      nameTextStyle: { color: palette.soft, fontSize: 12 },
      axisLabel: {
        color: palette.soft,
        fontSize: 12,
        formatter: (value: number) => countText(value),
        showMaxLabel: false,
      },
      axisLine: { lineStyle: { color: palette.soft } },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.25,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: palette.soft, fontSize: 12, formatter: (value: number) => `${Math.round(value * 100)} %` },
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: [
      {
        type: 'line',
        symbol: 'none',
        lineStyle: { color: palette.soft, width: 1.5, type: 'dashed' },
        data: [
          [0, 0],
          [steps.length, whole],
        ],
        endLabel: { show: true, formatter: 'equal shares', color: palette.soft, fontSize: 12, offset: [0, 16] },
      },
      {
        type: 'line',
        lineStyle: { color: palette.sure, width: 2.5 },
        itemStyle: { color: palette.sure },
        symbol: 'circle',
        symbolSize: 5,
        data: [
          { value: [0, 0], symbol: 'none' },
          ...steps.map((entry, index) => ({
            value: [index + 1, entry.together],
            ...(entry.inSubject
              ? {
                  symbol: 'diamond',
                  symbolSize: 13,
                  itemStyle: { color: palette.subject },
                  label: {
                    show: true,
                    position: 'right',
                    offset: [6, 10],
                    color: palette.ink,
                    fontSize: 12,
                    textBorderColor: palette.paper,
                    textBorderWidth: 3,
                    formatter: () =>
                      `${shorten(entry.name, 28)}: ${boundsText({ atLeast: entry.share, atMost: entry.share }, 'share')}`,
                  },
                }
              : {}),
          })),
        ],
      },
    ],
  });
}
