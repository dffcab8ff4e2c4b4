import { describe, expect, it } from 'vitest';
import type { CasePage } from '#shared/contract/case.ts';
import type { ListHead, ListRow, OpenCase } from '#shared/contract/many.ts';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { refusalFrom, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';

type Desk = TestDesk & { readonly chief: Window };
type Page = ListHead & { readonly rows: readonly ListRow[] };

const numberOf = (sequence: number): string =>
  makeResidentId({ area: '360732', birth: getPlainDate('1985-12-31'), sequence });

const dataOf = (at: number, matter = 'SAMPLE'): JsonObject => ({
  set: {
    petitioner: { name: `张${'一二三四五六七八九十'.charAt(at)}`, idType: 'residentId', idNumber: numberOf(at + 1) },
    matter: { code: matter },
  },
});
const open = (desk: Desk, rows: readonly string[], list = desk.newId()) =>
  desk.chief.ask<{ stream: string; listNumber: string }>('many.open', { list, matter: 'SAMPLE', rows });
const take = (desk: Desk, list: string, row: string, data: JsonObject, more: JsonObject = {}) =>
  desk.chief.call('many.takeRow', { list, row, kind: 'service', type: 'received', data, ...more });
const pageOf = (desk: Desk, stream: string): Promise<Page> => desk.chief.ask('many.page', { stream });
const idsOf = (desk: Desk, count: number) => Array.from({ length: count }, () => desk.newId());

describe('批量收件', () => {
  it('gives each a case and a number of its own, in order; what is asked again is not done again', async () => {
    const desk = await setUpDesk({ seed: 211 });
    const rows = idsOf(desk, 3);
    const act = desk.newId();
    const list = await open(desk, rows, act);
    expect(await open(desk, rows, act)).toEqual(list);
    expect(list.listNumber).toMatch(/^PL20261122-.{2}-01$/);
    const answers: unknown[] = [];
    for (const [at, row] of rows.entries()) answers.push(await take(desk, list.stream, row, dataOf(at)));
    for (const [at, row] of rows.entries()) expect(await take(desk, list.stream, row, dataOf(at))).toEqual(answers[at]);
    const page = await pageOf(desk, list.stream);
    expect(page).toMatchObject({ count: 3, taken: 3, matter: '示例事项' });
    expect(page.rows.map(({ stream, petitioner }) => [stream, petitioner])).toEqual(rows.map((row) => [row, '张*']));
    expect(new Set(page.rows.map(({ number }) => number)).size).toBe(3);
    expect(page.rows.map(({ number }) => number)).toEqual(page.rows.map(({ number }) => number).toSorted());
    for (const { idNumber, paper } of page.rows)
      expect([idNumber.includes('****'), paper !== null]).toEqual([true, true]);
  });

  it('says which are still to come; goes on later; more people may be added', async () => {
    const desk = await setUpDesk({ seed: 212 });
    const [one = '', two = '', three = ''] = idsOf(desk, 3);
    const list = await open(desk, [one, two]);
    await take(desk, list.stream, one, dataOf(0));
    expect((await pageOf(desk, list.stream)).rows.map(({ number }) => number !== '')).toEqual([true, false]);
    expect(refusalFrom(await take(desk, list.stream, three, dataOf(2)))?.code).toBe('list.notOnIt');
    await desk.chief.ask('many.extend', { act: desk.newId(), stream: list.stream, rows: [three] });
    await take(desk, list.stream, three, dataOf(2));
    const page = await pageOf(desk, list.stream);
    expect([page.count, page.taken]).toEqual([3, 2]);
    const { lists } = await desk.chief.ask<{ lists: ListHead[] }>('many.list', {});
    expect(lists).toMatchObject([{ number: list.listNumber, count: 3, taken: 2 }]);
  });

  it('a row of another matter, or an id that is something else already, is refused and nothing is taken in', async () => {
    const desk = await setUpDesk({ seed: 213 });
    const row = desk.newId();
    const list = await open(desk, [row]);
    expect(refusalFrom(await take(desk, list.stream, row, dataOf(0, 'PERMIT')))?.code).toBe('list.otherMatter');
    const other = await open(desk, [list.stream]);
    // An id under which something else was done already is no row's.
    expect(refusalFrom(await take(desk, other.stream, list.stream, dataOf(0)))?.code).toBe('act.conflict');
    const wrong = { set: { petitioner: { name: '张三', idNumber: '360732198512310018' }, matter: { code: 'SAMPLE' } } };
    expect(refusalFrom(await take(desk, list.stream, row, wrong))?.code).toBe('identity.check');
    expect((await pageOf(desk, list.stream)).taken).toBe(0);
    const unknown = { list: desk.newId(), matter: 'NONE', rows: [desk.newId()] };
    expect((await desk.chief.refused('many.open', unknown)).code).toBe('matter.unknown');
    const twice = { list: desk.newId(), matter: 'SAMPLE', rows: [row, row] };
    expect((await desk.chief.refused('many.open', twice)).code).toBe('input.invalid');
  });

  it('a family is one visit of as many cases; whoever has an open case of the matter is found by number', async () => {
    const desk = await setUpDesk({ seed: 214 });
    const [head = '', child = ''] = idsOf(desk, 2);
    const list = await open(desk, [head, child]);
    await take(desk, list.stream, head, dataOf(0));
    const second = await take(desk, list.stream, child, dataOf(1), { visit: head });
    expect(second).toMatchObject({ ok: true, value: { ok: true, value: { stream: child } } });
    const page = await desk.chief.ask<CasePage>('case.page', { stream: child, reveal: false });
    expect(page.visit?.others.map(({ stream }) => stream)).toEqual([head]);
    const asked = { matter: 'SAMPLE', numbers: [numberOf(1), numberOf(9)] };
    const { cases } = await desk.chief.ask<{ cases: OpenCase[] }>('many.openCases', asked);
    expect(cases).toMatchObject([{ stream: head, idNumber: numberOf(1) }]);
    const elsewhere = await desk.chief.ask<{ cases: OpenCase[] }>('many.openCases', { ...asked, matter: 'PERMIT' });
    expect(elsewhere.cases).toEqual([]);
  });

  it('the sheet to sign has every name and no whole number; looking at it is written down', async () => {
    const desk = await setUpDesk({ seed: 215 });
    const rows = idsOf(desk, 2);
    const list = await open(desk, rows);
    for (const [at, row] of rows.entries()) await take(desk, list.stream, row, dataOf(at));
    const { html } = await desk.chief.ask<{ html: string }>('many.paper', { stream: list.stream });
    for (const said of ['批量收件清单', list.listNumber, '张一', '张二', '不收费', '交件人'])
      expect(html).toContain(said);
    expect(html).not.toContain(numberOf(1));
    const auditor = await desk.person('auditor', ['auditor']);
    const { events } = await auditor.ask<{ events: { type: string; data: object }[] }>('audit.list', { limit: 50 });
    const looked = { type: 'reveal', data: { stream: list.stream, paper: 'intakeList' } };
    expect(events).toContainEqual(expect.objectContaining(looked));
  });
});
