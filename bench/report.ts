import { renderReview, renderReviewDocx, renderReviewPdf } from '@underpin/report';
import { sampleReport } from '../packages/report/test/sample-report.ts';
import { measureInTurns, medianTiming } from './lib/measure.ts';
import { recordResult } from './lib/record-result.ts';

// One table of 2,000 institutions by seven columns, in a report that is otherwise the sample.
const rows = 2_000;
const sample = sampleReport();
const report = {
  ...sample,
  figures: sample.figures.filter(({ answers }) => answers !== undefined),
  institutions: Array.from({ length: rows }, (_, at) => {
    const line = sample.institutions[at % sample.institutions.length];
    if (line === undefined) throw new RangeError('The sample report has no institutions');
    return { ...line, id: `FICT${String(at).padStart(16, '0')}`, name: `${line.name} ${at + 1} 华为` };
  }),
};

const sizes = {
  html: Buffer.byteLength(renderReview(report)),
  pdf: (await renderReviewPdf(report)).length,
  docx: (await renderReviewDocx(report)).length,
};
const times = await measureInTurns(
  [
    { name: 'html', run: () => renderReview(report) },
    { name: 'pdf', run: () => renderReviewPdf(report) },
    { name: 'docx', run: () => renderReviewDocx(report) },
  ],
  5,
  1,
);
const of = (name: string) => medianTiming(times.get(name) ?? []);
const html = of('html');
const told = (name: 'html' | 'pdf' | 'docx') => ({
  clockMs: Math.round(of(name).clock),
  processorMs: Math.round(of(name).processor),
  processorToHtml: Number((of(name).processor / html.processor).toFixed(1)),
  bytes: sizes[name],
});
recordResult('report', { rows, html: told('html'), pdf: told('pdf'), docx: told('docx') });
