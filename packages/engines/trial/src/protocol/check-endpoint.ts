import type { TrialEndpoint, TrialProtocol } from '@underpin/model';
import { leastBlocks } from '../estimators/quantile-ratio.ts';
import { leastBlocksToTell } from '../estimators/serial-correlation.ts';
import { estimatorForm, estimatorsOfKind, neutral } from './endpoint-form.ts';
import { plannedBlocks } from './planned-days.ts';
import type { Report } from './report.ts';

/** Whether estimator, margin, unit and direction of an endpoint fit each other and the period. */
export function checkEndpoint(protocol: TrialProtocol, endpoint: TrialEndpoint, report: Report): void {
  const { id, kind, estimator, margin, better, quantile, unit } = endpoint;
  const column = `endpoints.${id}`;
  if (!estimatorsOfKind[kind].includes(estimator))
    report(
      'estimator',
      'error',
      column,
      estimator,
      estimatorsOfKind[kind].join(', '),
      `The estimator "${estimator}" does not fit ${kind}; use ${estimatorsOfKind[kind].join(' or ')}.`,
    );
  const form = estimatorForm[estimator];
  if (!form.margins.includes(margin.kind))
    report(
      'margin-kind',
      'error',
      column,
      margin.kind,
      form.margins.join(', '),
      `"${estimator}" cannot be held against a ${margin.kind}; state a ${form.margins.join(' or ')}.`,
    );
  if (margin.kind === 'ratio' && margin.value <= 0)
    report(
      'margin-ratio',
      'error',
      column,
      String(margin.value),
      'a ratio above 0',
      `The margin "${margin.value}" of "${id}" is no ratio; 1.1 allows 10 % more.`,
    );
  if (margin.kind !== 'ratio' && estimator !== 'share' && estimator !== 'share difference' && margin.unit !== unit)
    report(
      'margin-unit',
      'error',
      column,
      margin.unit ?? '',
      unit,
      `The margin of "${id}" is in "${margin.unit ?? 'no unit'}", the endpoint in "${unit}"; state the margin in "${unit}".`,
    );
  if (estimator === 'share' && !(margin.value > 0 && margin.value < 1))
    report(
      'margin-share',
      'error',
      column,
      String(margin.value),
      'a share between 0 and 1',
      `The required share "${margin.value}" of "${id}" must lie between 0 and 1, such as 0.999.`,
    );
  if (margin.kind === 'level' && better !== 'higher')
    report(
      'margin-direction',
      'error',
      column,
      better,
      'higher',
      `A level of "${id}" is to be exceeded; set better to "higher".`,
    );
  if (kind === 'incidents' && estimator === 'rate ratio' && better !== 'lower')
    report(
      'direction',
      'error',
      column,
      better,
      'lower',
      `Fewer incidents are better; set better of "${id}" to "lower".`,
    );
  const base = neutral(endpoint);
  if (base !== null) {
    const beyond = better === 'lower' ? margin.value - base : base - margin.value;
    if (beyond < 0)
      report(
        'superiority',
        'advisory',
        column,
        String(margin.value),
        `${better === 'lower' ? 'at least' : 'at most'} ${base}`,
        `The margin of "${id}" asks the candidate to be better than the incumbent, not only as good.`,
      );
    if (beyond === 0)
      report(
        'margin-zero',
        'warning',
        column,
        String(margin.value),
        `not ${base}`,
        `The margin of "${id}" allows no loss at all; an equal candidate would be refused almost always.`,
      );
    if (margin.kind === 'ratio' && beyond > 0.5)
      report(
        'margin-wide',
        'warning',
        column,
        String(margin.value),
        'within 50 %',
        `The margin of "${id}" would accept a candidate that is far worse; justify it or narrow it.`,
      );
  }
  if ((estimator === 'quantile ratio') !== (quantile !== undefined))
    report(
      'quantile',
      'error',
      column,
      String(quantile ?? ''),
      estimator === 'quantile ratio' ? 'a quantile such as 0.95' : 'no quantile',
      estimator === 'quantile ratio'
        ? `State which quantile "${id}" compares, such as 0.95.`
        : `"${id}" states a quantile that "${estimator}" does not use; remove it.`,
    );
  const blocks = plannedBlocks(protocol);
  if (estimator === 'quantile ratio' && protocol.blocks !== 'none' && blocks < leastBlocks)
    report(
      'too-few-blocks',
      'error',
      column,
      String(blocks),
      `at least ${leastBlocks} blocks`,
      `The period has ${blocks} blocks; "${id}" needs ${leastBlocks} to be resampled: lengthen the period or take smaller blocks.`,
    );
  if (
    estimator !== 'quantile ratio' &&
    estimator !== 'mtbf' &&
    protocol.blocks !== 'none' &&
    blocks < leastBlocksToTell
  )
    report(
      'few-blocks',
      'warning',
      column,
      String(blocks),
      `at least ${leastBlocksToTell} blocks`,
      `The period has ${blocks} blocks; whether neighbouring ones hang together is told from ${leastBlocksToTell}, so "${id}" takes them as independent. Lengthen the period or take smaller blocks.`,
    );
  if (estimator === 'shift' && protocol.blocks !== 'none' && endpoint.minimumSample > blocks)
    report(
      'sample-beyond-period',
      'error',
      column,
      String(endpoint.minimumSample),
      `at most ${blocks}`,
      `"${id}" asks for ${endpoint.minimumSample} blocks and the period has ${blocks} without excused gaps; lengthen the period.`,
    );
}
