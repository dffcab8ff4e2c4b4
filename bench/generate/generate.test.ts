import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canonical, toHex } from '#shared/journal/entry.ts';
import type { Json } from '#shared/kernel/json.ts';
import { fold } from '#shared/kinds/mechanism/fold.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { beginRecord } from '#desk/commands/registry.ts';
import { readCounterWords } from '#desk/demo/counter-words.ts';
import { openResources } from '#desk/desk-resources.ts';
import { loadEntries } from '#desk/journal/entries.ts';
import { newId } from '#desk/ids.ts';
import { listCases } from '#desk/queries/cases.ts';
import { all, get, sql } from '#desk/store/handles.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { makeWorld, openJournalDesk, type JournalDesk } from '../../tests/support/journal-desk.ts';
import { nativeSm3, temporaryFolder } from '../../tests/support/store.ts';
import { employ } from '../support/bench-desk.ts';
import { generateCases } from './generate.ts';

const folder = join(import.meta.dirname, '../../resources');
const resources = openResources(folder, '');
const count = 200;

async function deskWithCases(seed: number): Promise<JournalDesk> {
  const desk = await openJournalDesk(temporaryFolder(), makeWorld(1, '2026-01-04T01:00:00.000Z'));
  const { core, viewer } = desk;
  const words = readCounterWords(folder);
  const catalogue = resources.catalogue();
  for (const set of catalogue) {
    unwrap(beginRecord(core, viewer, { act: newId(core.ports), kind: 'matter', type: 'published', data: { set } }));
  }
  const staff = employ(core, viewer, words.staff);
  const places = ['船溪村', '豪溪村'];
  const [from, to] = [getPlainDate('2026-01-05'), getPlainDate('2026-11-20')];
  // Several transactions, so that a life goes on from one to the next.
  generateCases({ core, staff, words, catalogue, places, seed, count, from, to, batch: 60 });
  return desk;
}

const statesOf = ({ core }: JournalDesk): StreamState[] =>
  all(
    core.store.read,
    sql<{ stream: string }>`SELECT DISTINCT stream FROM entry WHERE kind = 'service' ORDER BY stream`,
  ).flatMap(({ stream }) => fold(core.findKind, loadEntries(core.store.read, stream)) ?? []);

const hashOf = (state: StreamState): string =>
  toHex(nativeSm3(new TextEncoder().encode(canonical(JSON.parse(JSON.stringify(state)) as Json))));

test('the same seed writes the same journal, another seed another', async () => {
  const [first, again, other] = [await deskWithCases(5), await deskWithCases(5), await deskWithCases(6)];
  const hashes = statesOf(first).map(hashOf);
  expect(hashes).toHaveLength(count);
  expect(statesOf(again).map(hashOf)).toEqual(hashes);
  expect(statesOf(other).map(hashOf)).not.toEqual(hashes);
});

test('what is written is what the program would have written: every stream folds, every row is its projection', async () => {
  const desk = await deskWithCases(11);
  const { core, viewer } = desk;
  const states = statesOf(desk);
  expect(states.flatMap(({ marks }) => marks)).toEqual([]);
  const rows = all(
    core.store.read,
    sql<{
      stream: string;
      status: string;
      number: string;
    }>`SELECT stream, status, number FROM live_case ORDER BY stream`,
  );
  expect(rows).toEqual(states.map(({ stream, core: { status }, number }) => ({ stream, status, number })));
  const head = get(
    core.store.read,
    sql<{ last_seq: number }>`SELECT last_seq FROM writer WHERE id = ${core.writer.id}`,
  );
  const newest = get(core.store.read, sql<{ seq: number }>`SELECT max(writer_seq) AS seq FROM entry`);
  expect(head?.last_seq).toBe(newest?.seq);
  const { lines } = listCases(core, viewer, { filter: 'all', search: '', limit: 500 });
  expect(lines).toHaveLength(count);
  expect(new Set(lines.map(({ status }) => status)).size).toBeGreaterThan(2);
});

test('times only go forward along the chain, and people come again', async () => {
  const { core } = await deskWithCases(3);
  const times = all(core.store.read, sql<{ at: string }>`SELECT at FROM entry ORDER BY writer_seq`).map(({ at }) => at);
  expect(times).toEqual(times.toSorted());
  const people = get(
    core.store.read,
    sql<{ cases: number; ids: number }>`SELECT count(*) AS cases, count(DISTINCT id_number) AS ids FROM live_person
      WHERE role = 'petitioner'`,
  );
  expect(people?.ids).toBeLessThan(people?.cases ?? 0);
});
