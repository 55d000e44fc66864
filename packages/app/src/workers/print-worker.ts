import { parentPort, workerData } from 'node:worker_threads';
import { printReport, type PrintWork } from '../use-cases/reviews/print-report.ts';

parentPort?.postMessage(await printReport(workerData as PrintWork));
