/** Importing is one act: all of it, once, or nothing; and only onto what the person saw in the preview. */
import { expect, test, vi } from 'vitest';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, unwrap } from '#shared/kernel/result.ts';
import { matterInForce } from '#shared/kinds/matter/in-force.ts';
import { jsonOf } from '#shared/kinds/matter/exchange/json.ts';
import { actLimit } from '#shared/sync/protocol.ts';
import { makeWorld, openJournalDesk, publishMatter, type JournalDesk } from '../../../tests/support/journal-desk.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';
import { stepRecord } from '../commands/registry.ts';
import { newId } from '../ids.ts';
import { recordTexts } from '../queries/matters.ts';
import { requestsOf } from '../queries/requests.ts';
import { get, sql } from '../store/handles.ts';
import type { Plan } from './jobs.ts';
import { previewOf, summaryOf } from './preview.ts';
import { fitting, takeCatalogue, type TakeCatalogue } from './take.ts';
import { doCatalogue } from './work.ts';

const naming = { effectiveFrom: '2026-12-01', version: '二版' };
const matter = (code: string, more: JsonObject = {}): JsonObject => ({
  ...{ code, name: '示例事项', category: '示例', type: 'publicService', version: '1', ...more },
});

const openDesk = () => openJournalDesk(temporaryFolder(), makeWorld(7));
const rowsOf = ({ core }: JournalDesk) => recordTexts(core.store.read, 'matter');
const matterAt = (desk: JournalDesk, code: string): JsonObject =>
  JSON.parse(rowsOf(desk).find(({ key }) => key === code)?.value ?? '{}') as JsonObject;
const entriesOf = ({ core }: JournalDesk): number =>
  get(core.store.read, sql<{ n: number }>`SELECT count(*) AS n FROM entry`)?.n ?? 0;

async function planOf(desk: JournalDesk, matters: readonly JsonObject[]): Promise<Plan> {
  const bytes = new TextEncoder().encode(jsonOf('测试', matters));
  return unwrap(await doCatalogue({ do: 'read', bytes, rows: rowsOf(desk) }, () => undefined)) as Plan;
}
const asked = ({ core }: JournalDesk, retire: readonly string[] = []): TakeCatalogue => ({
  ...{ act: newId(core.ports), file: newId(core.ports), naming, retire },
});
const take = (desk: JournalDesk, plan: Plan, input = asked(desk)) =>
  takeCatalogue(desk.core, desk.viewer, () => ok(plan), input);

test('new ones are published, changed ones are versions from the day given, the rest stays', async () => {
  const desk = await openDesk();
  for (const code of ['A', 'B', 'C']) publishMatter(desk, code);
  const plan = await planOf(desk, [matter('A'), matter('B', { name: '新名' }), matter('N'), { code: 'BAD' }]);
  expect(summaryOf(plan)).toEqual({ new: 1, changed: 1, same: 1, missing: 1, errors: 4, wrong: 1, fits: 2 });
  expect(previewOf(plan, 'changed', 0).lines).toEqual([
    { code: 'B', name: '新名', changes: [{ field: 'name', before: '示例事项', after: '新名' }] },
  ]);
  expect(previewOf(plan, 'missing', 0).lines.map(({ code }) => code)).toEqual(['C']);
  expect(previewOf(plan, 'errors', 0).errors).toHaveLength(4);
  expect(previewOf(plan, 'errors', 1).errors).toEqual([]);
  const input = asked(desk);
  expect(unwrap(take(desk, plan, input))).toEqual({ published: 1, revised: 1, retired: 0, left: 0, isAsked: false });
  expect(matterAt(desk, 'B')).toMatchObject({ name: '新名', version: '二版', effectiveFrom: '2026-12-01' });
  expect(matterInForce(matterAt(desk, 'B'), '2026-11-30')).toMatchObject({ name: '示例事项' });
  expect(matterInForce(matterAt(desk, 'B'), '2026-12-01')).toMatchObject({ name: '新名' });
  expect(matterAt(desk, 'C')).toMatchObject({ isActive: true });
  // A double click, or an answer that was lost: the stored answer, though the plan is gone.
  const before = entriesOf(desk);
  const again = takeCatalogue(desk.core, desk.viewer, () => refuse('catalogue.gone'), input);
  expect(unwrap(again)).toEqual({ published: 1, revised: 1, retired: 0, left: 0, isAsked: false });
  expect(entriesOf(desk)).toBe(before);
  expect(takeCatalogue(desk.core, desk.viewer, () => refuse('catalogue.gone'), asked(desk))).toMatchObject({
    refusal: { code: 'catalogue.gone' },
  });
});

test('nothing is retired unless it is ticked, and then only what the file lacks', async () => {
  const desk = await openDesk();
  for (const code of ['A', 'B', 'C']) publishMatter(desk, code);
  const plan = await planOf(desk, [matter('A')]);
  expect(take(desk, plan)).toMatchObject({ ok: false, refusal: { code: 'catalogue.nothing' } });
  expect(unwrap(take(desk, plan, asked(desk, ['A', 'C', 'X'])))).toMatchObject({ retired: 1 });
  expect(['A', 'B', 'C'].map((code) => matterAt(desk, code)['isActive'])).toEqual([true, true, false]);
});

test('what fails in the middle leaves nothing behind', async () => {
  const desk = await openDesk();
  publishMatter(desk, 'A');
  const plan = await planOf(desk, [
    ...Array.from({ length: 20 }, (_, at) => matter(`N${String(at)}`)),
    matter('A', { name: '新名' }),
  ]);
  const before = { entries: entriesOf(desk), rows: rowsOf(desk) };
  let begun = 0;
  const failing = vi.spyOn(desk.core, 'findKind').mockImplementation((name) => {
    if (name === 'matter' && (begun += 1) > 40) {
      // Some are written by now, in a transaction that will not end.
      expect(rowsOf(desk)).toEqual(before.rows);
      throw new Error('the power is gone');
    }
    return desk.core.kinds.find(({ kind }) => kind === name);
  });
  expect(() => take(desk, plan)).toThrow('the power is gone');
  failing.mockRestore();
  expect({ entries: entriesOf(desk), rows: rowsOf(desk) }).toEqual(before);
  expect(unwrap(take(desk, plan))).toMatchObject({ published: 20, revised: 1 });
});

test('what somebody changed while the preview was looked at is not written over, and nothing else is taken', async () => {
  const desk = await openDesk();
  const stream = publishMatter(desk, 'A');
  const plan = await planOf(desk, [matter('N'), matter('A', { name: '文件里的名' })]);
  const data = { set: { name: '别人改的名', version: '2' } };
  unwrap(stepRecord(desk.core, desk.viewer, undefined, { act: newId(desk.core.ports), stream, type: 'revised', data }));
  expect(take(desk, plan)).toMatchObject({
    ok: false,
    refusal: { code: 'catalogue.changedMeanwhile', details: { key: 'A' } },
  });
  expect(rowsOf(desk).map(({ key }) => key)).toEqual(['A']);
  expect(matterAt(desk, 'A')).toMatchObject({ name: '别人改的名' });
});

test('away from the authority every one of them is a request', async () => {
  const desk = await openDesk();
  publishMatter(desk, 'A');
  desk.core.isAuthority = false;
  const plan = await planOf(desk, [matter('N'), matter('A', { name: '新名' })]);
  expect(unwrap(take(desk, plan))).toMatchObject({ published: 1, revised: 1, isAsked: true });
  expect(matterAt(desk, 'A')).toMatchObject({ name: '示例事项' });
  expect(
    requestsOf(desk.core.store.read)
      .map(({ type }) => type)
      .toSorted(),
  ).toEqual(['published', 'revised']);
});

test('more than one act may hold goes in several: the rest is there when the file is read anew', async () => {
  const desk = await openDesk();
  const matters = Array.from({ length: actLimit.entries + 50 }, (_, at) => matter(`N${String(at).padStart(4, '0')}`));
  const plan = await planOf(desk, matters);
  const { fits } = summaryOf(plan);
  expect(fits).toBeLessThan(actLimit.entries);
  expect(fitting(plan.planned).map(({ code }) => code)).toEqual(plan.planned.slice(0, fits).map(({ code }) => code));
  const begin = performance.now();
  expect(unwrap(take(desk, plan))).toMatchObject({ published: fits, left: matters.length - fits });
  console.log(`${String(fits)} matters in one act: ${String(Math.round(performance.now() - begin))} ms`);
  const rest = await planOf(desk, matters);
  expect(summaryOf(rest)).toMatchObject({ new: matters.length - fits, same: fits });
  expect(unwrap(take(desk, rest))).toMatchObject({ published: matters.length - fits, left: 0 });
  expect(rowsOf(desk)).toHaveLength(matters.length);
});
