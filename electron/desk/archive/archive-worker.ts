/** Composition root of the thread on which case files are bound, hashed and packed. */
import { randomBytes } from 'node:crypto';
import { workerData } from 'node:worker_threads';
import { ok, type Result } from '#shared/kernel/result.ts';
import { createCrypto } from '../keys/provider.ts';
import { answer } from '../workers.ts';
import { bindBody, bindFile, readMarks } from './bound-pdf.ts';
import type { ArchiveJob } from './jobs.ts';
import { checkPackage, hashesOf, zipOf } from './package.ts';

const { sm3 } = createCrypto({ bytes: (count) => randomBytes(count) });

async function work(job: ArchiveJob, onProgress: (done: number) => void): Promise<Result<unknown>> {
  switch (job.do) {
    case 'body':
      return ok(await bindBody(job.parts, onProgress));
    case 'file': {
      const pdf = await bindFile(job.file);
      const { pages, marks } = await readMarks(pdf);
      return ok({ pdf, pages, marks: marks.length });
    }
    case 'hash':
      return ok(job.files.map((bytes) => hashesOf(sm3, bytes)));
    case 'pack': {
      const zip = zipOf(job.files);
      const checked = await checkPackage(sm3, zip);
      return checked.ok ? ok(zip) : checked;
    }
  }
}

void answer((onProgress) => work(workerData as ArchiveJob, onProgress));
