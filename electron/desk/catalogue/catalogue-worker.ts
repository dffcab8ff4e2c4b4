/** Composition root of the thread that reads and writes catalogues of matters. It opens no store. */
import { workerData } from 'node:worker_threads';
import { answer } from '../workers.ts';
import type { CatalogueJob } from './jobs.ts';
import { doCatalogue } from './work.ts';

void answer((onProgress) => doCatalogue(workerData as CatalogueJob, onProgress));
