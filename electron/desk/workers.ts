/**
 * Long work on a thread of its own (backup, verify), so that the desk's thread stays free. A worker is a file `…-worker.ts` below
 * this folder: in the sources it is run as it stands, in the built program `build/bundles.mjs` has made it `.cjs` under the same
 * path below `dist/electron/desk`, while this file is part of a bundle in `dist/electron/host` or `dist/electron/shell`. CommonJS,
 * because that is what Electron itself tests to start as a thread out of an archive (`asar-spec`, "worker threads").
 */
import { parentPort, Worker } from 'node:worker_threads';
import { refuse, type Refusal, type Result } from '#shared/kernel/result.ts';

export type WorkerName =
  | 'archive/archive-worker'
  | 'backup/backup-worker'
  | 'journal/verify-worker'
  | 'catalogue/catalogue-worker'
  | 'signatures/codes-worker'
  | 'signatures/pages-worker'
  | 'store/upgrade-worker';

const fileOf = (name: WorkerName): URL =>
  import.meta.url.endsWith('.ts')
    ? new URL(`./${name}.ts`, import.meta.url)
    : new URL(`../desk/${name}.cjs`, import.meta.url);

export interface Watch<P> {
  readonly onProgress?: (progress: P) => void;
  readonly signal?: AbortSignal | undefined;
}

/** A thread that works on what came from outside: how much it may hold, and what is said where that was too little. */
export interface Bounds {
  readonly heapMb: number;
  readonly refusal: Refusal;
}

type Message<P, T> = { readonly progress: P } | { readonly result: Result<T> };

/**
 * Runs a worker to its result. `data` is copied to it. Refusal: work.cancelled when `signal` is aborted; the thread is then gone
 * (one inside SQLite ends when that call does). Rejects when the worker fails, which is a bug.
 */
export function runInWorker<P, T>(
  name: WorkerName,
  data: unknown,
  { onProgress, signal }: Watch<P>,
  bounds?: Bounds,
): Promise<Result<T>> {
  if (signal?.aborted === true) return Promise.resolve(refuse('work.cancelled'));
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileOf(name), {
      workerData: data,
      ...(bounds ? { resourceLimits: { maxOldGenerationSizeMb: bounds.heapMb } } : {}),
    });
    const stop = (): void => void worker.terminate();
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: Message<P, T>) => {
      if ('progress' in message) onProgress?.(message.progress);
      else resolve(message.result);
    });
    worker.on('error', (error) => {
      if (bounds && Reflect.get(Object(error), 'code') === 'ERR_WORKER_OUT_OF_MEMORY') {
        resolve({ ok: false, refusal: bounds.refusal });
      }
      reject(error as Error);
    });
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted === true) resolve(refuse('work.cancelled'));
      // After a result this changes nothing any more.
      reject(new Error(`worker ${name} ended with ${String(code)} and no result`));
    });
  });
}

/** For the worker's own file: tells progress and the result to who started it. */
export async function answer(
  work: (onProgress: (progress: unknown) => void) => Promise<Result<unknown>>,
): Promise<void> {
  const result = await work((progress) => {
    parentPort?.postMessage({ progress });
  });
  parentPort?.postMessage({ result });
}
