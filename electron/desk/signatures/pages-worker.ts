/** Composition root of the thread that takes a scanned PDF apart. It opens no store. */
import { workerData } from 'node:worker_threads';
import { answer } from '../workers.ts';
import { pagesIn, type PagesJob } from './pages-in.ts';

void answer(() => pagesIn(workerData as PagesJob));
