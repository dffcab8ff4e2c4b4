/** Reading a file in a thread of its own: given up, one at a time, nobody else's, and within its memory. */
import { expect, test } from 'vitest';
import { unwrap } from '#shared/kernel/result.ts';
import { jsonOf } from '#shared/kinds/matter/exchange/json.ts';
import { makeWorld, openJournalDesk } from '../../../tests/support/journal-desk.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';
import { newId } from '../ids.ts';
import { runInWorker } from '../workers.ts';
import { fileLimit, Imports } from './imports.ts';
import type { CatalogueJob } from './jobs.ts';

const matters = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    ...{ code: `N${String(at)}`, name: '示例事项', category: '示例', type: 'publicService', version: '1' },
  }));
const bytesOf = (count: number): Uint8Array => new TextEncoder().encode(jsonOf('测试', matters(count)));

async function openImports() {
  const desk = await openJournalDesk(temporaryFolder(), makeWorld(3));
  const imports = new Imports();
  const upload = newId(desk.core.ports);
  const send = (bytes: Uint8Array, index = 0) => unwrap(imports.addPart(desk.viewer, { upload, index, bytes }));
  const read = (signal?: AbortSignal) => imports.read(desk.core, desk.viewer, upload, { signal });
  return { ...desk, imports, upload, send, read };
}

test('one that was given up reads nothing, and can be read after that', async () => {
  const { send, read, imports, viewer, upload } = await openImports();
  send(bytesOf(2000));
  const leaving = new AbortController();
  const stopped = read(leaving.signal);
  expect(await read()).toMatchObject({ ok: false, refusal: { code: 'catalogue.busy' } });
  leaving.abort();
  expect(await stopped).toMatchObject({ ok: false, refusal: { code: 'work.cancelled' } });
  expect(imports.plan(viewer, upload)).toMatchObject({ ok: false, refusal: { code: 'catalogue.gone' } });
  expect(unwrap(await read()).planned).toHaveLength(2000);
  expect(unwrap(imports.plan(viewer, upload)).planned).toHaveLength(2000);
});

test('a file is its sender’s alone', async () => {
  const { core, viewer, imports, upload, send, read } = await openImports();
  const other = { ...viewer, staff: newId(core.ports) };
  send(bytesOf(1));
  unwrap(await read());
  expect(await imports.read(core, other, upload, {})).toMatchObject({ ok: false, refusal: { code: 'catalogue.gone' } });
  expect(imports.plan(other, upload)).toMatchObject({ ok: false, refusal: { code: 'catalogue.gone' } });
});

test('a file that is too large is not read', async () => {
  const { send, read } = await openImports();
  const piece = new Uint8Array(2 * 1024 * 1024);
  for (let index = 0; index * piece.length <= fileLimit; index += 1) send(piece, index);
  expect(await read()).toEqual({ ok: false, refusal: { code: 'catalogue.tooLarge', details: { limitMb: 20 } } });
});

test('a file that takes more memory than it may ends its thread, not the program', async () => {
  const job: CatalogueJob = { do: 'read', bytes: bytesOf(60_000), rows: [] };
  const refusal = { code: 'catalogue.tooLarge', details: { limitMb: 16 } } as const;
  const result = await runInWorker('catalogue/catalogue-worker', job, {}, { heapMb: 16, refusal });
  expect(result).toEqual({ ok: false, refusal });
});
