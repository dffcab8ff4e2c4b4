/**
 * How long `verify` takes: every header and body hashed again, the audit chain, every page of the file authenticated, and a sample of
 * the lists folded anew; beside only reading the same entries out of the same encrypted file.
 */
import { verifyJournal } from '#desk/journal/verify.ts';
import { iterate, sql } from '#desk/store/handles.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { loggedIn, openBenchDesk } from './support/bench-desk.ts';
import { table, type Report } from './support/figures.ts';

/** A township of five counters writes about this many entries a year. */
const aYear = 200_000;
const rounds = 3;

export interface VerifyFigures {
  readonly cases: number;
  readonly entries: number;
  readonly findings: number;
  /** Seconds, the quickest of the rounds, in turn with each other. */
  readonly verified: number;
  readonly onlyRead: number;
}

export async function measureVerify(dir: string, cases: number): Promise<VerifyFigures> {
  const desk = await openBenchDesk(dir);
  const { core } = await loggedIn(desk);
  const { read } = core.store;
  const { sm3, random } = core.ports;
  const parts = { read, sm3, random, findKind: core.findKind, log: { warn: () => undefined }, elapsed: () => 0 };
  const times = { verified: [] as number[], onlyRead: [] as number[] };
  let seen = { entries: 0, findings: 0 };
  for (let round = 0; round < rounds; round += 1) {
    times.onlyRead.push(await seconds(() => Promise.resolve(readAll(read))));
    times.verified.push(
      await seconds(async () => {
        const { checked, findings } = unwrap(await verifyJournal(parts));
        seen = { entries: checked.entries, findings };
      }),
    );
  }
  await desk.close();
  return { cases, ...seen, verified: Math.min(...times.verified), onlyRead: Math.min(...times.onlyRead) };
}

function readAll(read: Parameters<typeof iterate>[0]): number {
  let bytes = 0;
  for (const { body } of iterate(
    read,
    sql<{ body: Uint8Array | null }>`SELECT * FROM entry ORDER BY writer, writer_seq`,
  ))
    bytes += body?.length ?? 0;
  return bytes;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

export function reportVerify(rows: readonly VerifyFigures[]): Report {
  return {
    title: 'Verify: the whole journal hashed again',
    text: table(
      [
        'cases',
        'entries',
        'verify',
        'only reading the entries',
        'ratio',
        `a year’s ${aYear.toLocaleString('en')} entries`,
      ],
      rows.map(({ cases, entries, verified, onlyRead }) => [
        cases.toLocaleString('en'),
        entries.toLocaleString('en'),
        `${verified.toFixed(1)} s`,
        `${onlyRead.toFixed(1)} s`,
        `${(verified / onlyRead).toFixed(2)}×`,
        `${((verified / entries) * aYear).toFixed(1)} s`,
      ]),
    ),
  };
}
