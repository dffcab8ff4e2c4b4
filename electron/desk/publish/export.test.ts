import { describe, expect, it } from 'vitest';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import { scanPublic } from '#shared/publish/scan.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { intake, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import { all, sql } from '../store/handles.ts';
import { docxOf } from './docx.ts';
import { refuseGivenAway } from './export.ts';
import { textsOfFile } from './finished.ts';

const asked = {
  ...{
    matter: 'SAMPLE',
    from: '2026-11-01',
    to: '2026-11-30',
    scope: 'all',
    title: '低保对象公示',
    note: '公示期七天',
  },
  ...{ columns: ['serial', 'name', 'idNumber', 'phone', 'address'], phone: '0797-5350000' },
};
const born = (birth: string) => makeResidentId({ area: '360732', birth: getPlainDate(birth), sequence: 11 });

async function withPeople(seed: number) {
  const desk = await setUpDesk({ seed });
  const take = (name: string, idNumber: string, address: string) =>
    desk.chief.ask<{ stream: string }>(
      'case.begin',
      intake(desk.newId(), {}, { petitioner: { name, idType: 'residentId', idNumber, phone: '13907975555', address } }),
    );
  const { stream } = await take('赖金香', born('1949-10-02'), '兴国县永丰镇船溪村高排组 12 号');
  await take('曾小宝', born('2015-06-01'), '兴国县永丰镇船溪村');
  return { desk, stream };
}
const fileOf = async (desk: TestDesk & { chief: Window }, form: string, more = {}): Promise<Uint8Array> => {
  const ask = { ...asked, act: desk.newId(), form, ...more };
  return new Uint8Array(Buffer.from((await desk.chief.ask<{ data: string }>('publish.export', ask)).data, 'base64'));
};
const textIn = (bytes: Uint8Array): string =>
  textsOfFile(bytes)
    .texts.map(({ text }) => text)
    .join('\n');

describe('公示名单', () => {
  it('shows before it leaves what will leave: masked, cut at the village, nobody under eighteen', async () => {
    const { desk } = await withPeople(71);
    expect(await desk.chief.ask('publish.preview', asked)).toEqual({
      heads: ['序号', '姓名', '证件号码', '联系电话', '住址'],
      rows: [['1', '赖**', `36*************${born('1949-10-02').slice(-3)}`, '139****5555', '兴国县永丰镇船溪村']],
      notes: ['公示期七天', '监督电话：0797-5350000'],
      minors: 1,
    });
  });

  it.each(['xlsx', 'docx'])('leaves as .%s without a number in it, and is written down', async (form) => {
    const { desk, stream } = await withPeople(72);
    const bytes = await fileOf(desk, form);
    const text = textIn(bytes);
    for (const part of ['低保对象公示', '赖**', '兴国县永丰镇船溪村', '0797-5350000']) expect(text).toContain(part);
    for (const part of ['赖金香', '曾', born('1949-10-02'), '13907975555', '高排']) expect(text).not.toContain(part);
    expect(scanPublic(textsOfFile(bytes).texts, [asked.phone])).toEqual([]);
    const { read } = desk.core().store;
    const kept = all(
      read,
      sql<{ type: string }>`SELECT type FROM entry WHERE stream = ${stream} AND type = 'exported'`,
    );
    expect(kept).toHaveLength(1);
    const [line] = all(
      read,
      sql<{ data: string }>`SELECT data FROM audit WHERE type = 'export' ORDER BY seq DESC LIMIT 1`,
    );
    expect(JSON.parse(line?.data ?? '')).toMatchObject({ publicList: 'SAMPLE', form, cases: 1 });
  });

  it('does not leave with a number that somebody typed into the note, and nothing is written down', async () => {
    const { desk } = await withPeople(73);
    const ask = { ...asked, act: desk.newId(), form: 'docx', note: `赖金香 ${born('1949-10-02').split('').join(' ')}` };
    const refusal = await desk.chief.refused('publish.export', ask);
    expect(refusal).toMatchObject({ code: 'publish.found' });
    expect(JSON.stringify(refusal)).not.toContain(born('1949-10-02').slice(-4));
    const spaced = { ...ask, note: born('1949-10-02').replace(/(.{6})/gu, '$1 ') };
    expect(await desk.chief.refused('publish.export', spaced)).toMatchObject({ code: 'publish.found' });
    const { read } = desk.core().store;
    expect(all(read, sql`SELECT 1 FROM entry WHERE type = 'exported'`)).toEqual([]);
  });

  it('holds the file back that masking forgot', () => {
    const list = { title: '公示', heads: ['姓名', '电话'], rows: [['赖金香', '13907975555']], notes: [] };
    const refused = refuseGivenAway(textsOfFile(docxOf(list)), '');
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'publish.found' } });
    expect(JSON.stringify(refused)).toContain('word/document.xml!2:2');
  });

  it('says so where there is nobody', async () => {
    const { desk } = await withPeople(74);
    expect(await desk.chief.refused('publish.preview', { ...asked, scope: 'granted' })).toMatchObject({
      code: 'publish.none',
    });
    expect(await desk.chief.refused('publish.preview', { ...asked, scope: 'stage' })).toMatchObject({
      code: 'publish.none',
    });
  });
});
