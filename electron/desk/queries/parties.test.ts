import { describe, expect, test } from 'vitest';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import {
  begin,
  makeWorld,
  openJournalDesk,
  publishMatter,
  type JournalDesk,
} from '../../../tests/support/journal-desk.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';
import { beginCase } from '../commands/case.ts';
import { performAct } from '../commands/act.ts';
import { stepOn } from '../commands/step-on.ts';
import type { Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { loadEntries } from '../journal/entries.ts';
import { all, sql } from '../store/handles.ts';
import { ok } from '#shared/kernel/result.ts';
import { findParties, similarParties } from './parties.ts';
import { knownOfParty } from './party-known.ts';

const idOf = (birth: string, sequence: number) =>
  makeResidentId({ area: '360732', birth: getPlainDate(birth), sequence });

const world = makeWorld(1);
const { clock } = world;

async function openDesk(): Promise<JournalDesk> {
  const desk = await openJournalDesk(temporaryFolder(), world);
  publishMatter(desk);
  return desk;
}

function takeIn({ core, viewer }: JournalDesk, petitioner: JsonObject, code = 'SAMPLE', form?: JsonObject): string {
  clock.advance(1000);
  const data = { set: { petitioner, matter: { code }, ...(form ? { form } : {}) } };
  const input = { act: newId(core.ports), kind: 'service', type: 'received', data: data as never };
  return unwrap(beginCase(core, viewer, input)).stream;
}

const petitionerOf = ({ core }: JournalDesk, stream: string): JsonObject => {
  const [begun] = loadEntries(core.store.read, stream);
  return (begun?.body?.data['set'] as JsonObject)['petitioner'] as JsonObject;
};
const partyOf = (desk: JournalDesk, stream: string): string => petitionerOf(desk, stream)['party'] as string;
const partiesIn = ({ core }: JournalDesk) =>
  all(core.store.read, sql<{ stream: string }>`SELECT DISTINCT stream FROM live_party`).length;

const idNumber = idOf('1951-03-08', 12);
const known = { name: '单晓明', idType: 'residentId', idNumber, phone: '13900001234' };

describe('whom a case is about', () => {
  test('somebody new gets a stream in the act of their case; a name alone is nobody', async () => {
    const desk = await openDesk();
    const stream = takeIn(desk, known);
    expect(petitionerOf(desk, stream)).toMatchObject({ ...known, party: partyOf(desk, stream) });
    const [met] = loadEntries(desk.core.store.read, partyOf(desk, stream));
    const [received] = loadEntries(desk.core.store.read, stream);
    expect([met?.kind, met?.type, met?.act]).toEqual(['person', 'met', received?.act]);
    expect(partyOf(desk, takeIn(desk, { name: '无名' }))).toBeUndefined();
    expect(partiesIn(desk)).toBe(1);
  });

  test('one who was chosen is the same; only what has changed is noted', async () => {
    const desk = await openDesk();
    const party = partyOf(desk, takeIn(desk, known));
    expect(partyOf(desk, takeIn(desk, { ...known, party }))).toBe(party);
    takeIn(desk, { ...known, party, phone: '13700009999' });
    const entries = loadEntries(desk.core.store.read, party);
    expect(entries.map(({ type, body }) => [type, body?.data['set']])).toEqual([
      ['met', expect.anything()],
      ['told', { phone: '13700009999' }],
    ]);
    expect(partiesIn(desk)).toBe(1);
  });

  test('the same number again without being chosen is a stream of its own, and one line when somebody looks', async () => {
    const desk = await openDesk();
    const [first, second] = [takeIn(desk, known), takeIn(desk, { ...known, phone: '13700009999' })];
    expect(partyOf(desk, first)).not.toBe(partyOf(desk, second));
    const lines = similarParties(desk.core, desk.viewer, { idNumber });
    expect(lines).toMatchObject([{ party: partyOf(desk, second), why: 'id', name: '单**', phone: '137****9999' }]);
  });

  test('agent and guardian are met too, a body by its code', async () => {
    const desk = await openDesk();
    takeIn(desk, {
      form: 'legalPerson',
      name: '永丰镇示例合作社（普通合伙）',
      uscc: '91350100M000100Y43',
      agent: { name: '李办事', phone: '13500005678', relation: '员工', authority: 'special' },
    });
    expect(findParties(desk.core, desk.viewer, '91350100m000100y43')).toMatchObject([
      { kind: 'body', name: '永丰镇示例合作社（普通合伙）' },
    ]);
    expect(findParties(desk.core, desk.viewer, '5678')).toMatchObject([{ kind: 'person', name: '李**' }]);
  });

  test('nobody takes over a stream that is not theirs to see', async () => {
    const desk = await openDesk();
    const party = partyOf(desk, takeIn(desk, known));
    const stranger: Viewer = {
      ...desk.viewer,
      station: '360732108202',
      may: new Set([...desk.viewer.may].filter((one) => one !== 'case.seeAllStations')),
    };
    expect(similarParties(desk.core, stranger, { idNumber })).toEqual([]);
    expect(findParties(desk.core, stranger, '1234')).toEqual([]);
    expect(knownOfParty(desk.core, stranger, party)).toMatchObject({ ok: false, refusal: { code: 'stream.unknown' } });
    const data = { set: { petitioner: { ...known, party }, matter: { code: 'SAMPLE' } } };
    const input = { act: newId(desk.core.ports), kind: 'service', type: 'received', data };
    // As if nobody had been chosen: their own station meets somebody of its own.
    const own = unwrap(beginCase(desk.core, { ...stranger, station: '360732108201' }, input)).stream;
    expect(partyOf(desk, own)).toBe(party);
    const foreign = unwrap(beginCase(desk.core, stranger, { ...input, act: newId(desk.core.ports) })).stream;
    expect(partyOf(desk, foreign)).not.toBe(party);
    expect(loadEntries(desk.core.store.read, party)).toHaveLength(1);
  });
});

describe('finding somebody', () => {
  test.each([
    ['the end of a telephone', '1234'],
    ['the end of a number', idNumber.slice(-4)],
    ['a whole telephone', '13900001234'],
    ['a whole number', idNumber.toLowerCase()],
    ['the beginning of a name', '单晓'],
    ['pinyin as surnames are read', 'shanxiaom'],
    ['initials', 'sxm'],
  ])('by %s', async (_how, typed) => {
    const desk = await openDesk();
    takeIn(desk, known);
    takeIn(desk, { name: '王旁人', idNumber: idOf('1960-01-02', 77), phone: '13811112222' });
    expect(findParties(desk.core, desk.viewer, typed)).toMatchObject([
      { name: '单**', idNumber: `${idNumber.slice(0, 10)}****${idNumber.slice(-4)}`, lastMatter: '示例事项' },
    ]);
  });

  test('lesson 34: the check is made at entry, also of what is written another way', async () => {
    const desk = await openDesk();
    takeIn(desk, known);
    const like = (who: Parameters<typeof similarParties>[2]) => similarParties(desk.core, desk.viewer, who);
    expect(like({ name: '单晓明', phone: '13900001234' })).toMatchObject([{ why: 'namePhone' }]);
    expect(like({ name: '单小明', birth: '1951-03-08' })).toMatchObject([{ why: 'sound' }]);
    expect(like({ name: '单小明', birth: '1951-03-09' })).toEqual([]);
    expect(like({ name: '单晓明' })).toEqual([]);
    // The same name and telephone in a family, and another paper: somebody else.
    expect(like({ name: '单晓明', phone: '13900001234', idNumber: idOf('1980-05-05', 3) })).toEqual([]);
  });

  test('a person says that two are the same, or that they are not; the last word holds', async () => {
    const desk = await openDesk();
    const one = partyOf(desk, takeIn(desk, known));
    const other = partyOf(
      desk,
      takeIn(desk, { name: '单小明', idNumber: idOf('1951-03-08', 99), phone: '13900001234' }),
    );
    const lines = () => findParties(desk.core, desk.viewer, '1234').length;
    const tell = (party: string, of: string, type: string) => {
      clock.advance(1000);
      unwrap(
        performAct(
          desk.core,
          desk.viewer,
          { id: newId(desk.core.ports), procedure: 'party.tell', input: {} },
          (work) => {
            const told = stepOn(desk.core, desk.viewer, work, party, type, { other: of });
            return told.ok ? ok({}) : told;
          },
        ),
      );
    };
    expect(lines()).toBe(2);
    tell(one, other, 'samePerson');
    expect(lines()).toBe(1);
    tell(other, one, 'notSamePerson');
    expect(lines()).toBe(2);
    tell(one, other, 'samePerson');
    expect(lines()).toBe(1);
  });

  test('what the last cases say under a key fills the next form, the newest first', async () => {
    const desk = await openDesk();
    const party = partyOf(desk, takeIn(desk, known));
    const fields = [
      { key: '账户', label: '账户', type: 'bankAccount' },
      { key: '备注', label: '备注', type: 'text' },
    ];
    const set = { code: 'FORM', name: '有表单', category: '示例', type: 'grant', version: '1', fields };
    begin(desk, 'matter', 'published', { set });
    const account = { holder: '单晓明', bank: '农商银行', account: '178190121000123456' };
    takeIn(desk, { ...known, party }, 'FORM', { 账户: { ...account, bank: '旧银行' }, 备注: '只说过一次' });
    takeIn(desk, { ...known, party }, 'FORM', { 账户: account });
    const found = unwrap(knownOfParty(desk.core, desk.viewer, party));
    expect(found.petitioner).toEqual({ form: 'person', ...known, party });
    expect(new Map(found.known.map(({ key, value }) => [key, value]))).toEqual(
      new Map<string, unknown>([
        ['账户', account],
        ['备注', '只说过一次'],
      ]),
    );
    expect(found.known.every(({ number }) => number !== '')).toBe(true);
  });
});
