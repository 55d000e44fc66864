import { printReport, type PrintWork } from '../use-cases/reviews/print-report.ts';
import { serveWork } from './serve-work.ts';

serveWork<PrintWork>(async (work, port) => port.postMessage(await printReport(work)));
