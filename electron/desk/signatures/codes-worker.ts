/** Composition root of the thread that reads codes in a picture. It opens no store. */
import { workerData } from 'node:worker_threads';
import { ok } from '#shared/kernel/result.ts';
import { answer } from '../workers.ts';
import { codesIn, type CodesJob } from './codes-in.ts';

void answer(async () => ok(await codesIn(workerData as CodesJob)));
