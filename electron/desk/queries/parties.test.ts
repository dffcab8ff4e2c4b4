import { describe, expect, test } from 'vitest';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, unwrap } from '#shared/kernel/result.ts';
import { fieldsOf } from '#shared/kinds/common/fields.ts';
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
import { noteParty } from '../commands/note-party.ts';
import { stepOn } from '../commands/step-on.ts';
import type { Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { loadEntries } from '../journal/entries.ts';
import { loadState } from '../journal/projections.ts';
import { all, sql } from '../store/handles.ts';
import { findParties, similarParties } from './parties.ts';
import { aroundParty } from './party-around.ts';
import { knownOfParty } from './party-known.ts';
import { togetherWith } from './same-party.ts';

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

const stateOf = ({ core }: JournalDesk, stream: string) => {
  const state = loadState(core.store.read, core.findKind, stream);
  if (state === undefined) throw new Error('no such stream');
  return state;
};
const fieldsIn = (desk: JournalDesk, stream: string): JsonObject => fieldsOf(stateOf(desk, stream));
const nameIn = (desk: JournalDesk, stream: string) => fieldsIn(desk, stream)['name'];

function tellOf({ core, viewer }: JournalDesk, party: string, set: JsonObject): void {
  clock.advance(1000);
  unwrap(noteParty(core, viewer, { act: newId(core.ports), party, set, seen: {} }));
}

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

describe('lessons.md 29 and 30: finding a name however it is typed', () => {
  const people = ['吕布奇', '曾国成', '查良用', '仇大英', '解缙南', '单晓明', '欧阳文秀', '阿依古丽·买买提', '林玉山'];
  test.each([
    ['晓明', '单晓明'],
    ['买买提', '阿依古丽·买买提'],
    ['文秀', '欧阳文秀'],
    ['lvbu', '吕布奇'],
    ['lübu', '吕布奇'],
    ['LYUBU', '吕布奇'],
    ['lyu', '吕布奇'],
    ['linyu', '林玉山'],
    ['zengguo', '曾国成'],
    ['cengguo', '曾国成'],
    ['zhaliang', '查良用'],
    ['chaliang', '查良用'],
    ['qiuda', '仇大英'],
    ['chouda', '仇大英'],
    ['xiejin', '解缙南'],
    ['jiejin', '解缙南'],
    ['danxiao', '单晓明'],
    ['shan xiaoming', '单晓明'],
    ['xiaoming', '单晓明'],
    ['xm', '单晓明'],
    ['oyw', ''],
    ['wenxiu', '欧阳文秀'],
  ])('%s finds %s', async (typed, name) => {
    const desk = await openDesk();
    people.forEach((one, at) => takeIn(desk, { name: one, idNumber: idOf('1960-01-02', 100 + at) }));
    const found = findParties(desk.core, desk.viewer, typed).map(({ party }) => nameIn(desk, party));
    if (name === '') expect(found).toEqual([]);
    else expect(found).toContain(name);
  });

  test('lessons.md 31: as a bank or a passport writes it, by a former name, by an old number and another telephone', async () => {
    const desk = await openDesk();
    const party = partyOf(desk, takeIn(desk, { ...known, name: '𠮷晓明' }));
    tellOf(desk, party, {
      formerNames: ['吕小梅'],
      otherSpellings: [
        { where: '农商银行', name: 'JI XIAOMING' },
        { where: '医保', name: '?晓明' },
      ],
      otherPapers: [
        { idType: 'passport', idNumber: 'E12345678' },
        { idType: 'household', idNumber: '123456789' },
      ],
      otherPhones: [{ phone: '0797-5321234', note: '家中' }],
    });
    for (const typed of ['JIXIAO', 'jx', '小梅', 'lyuxiao', 'e12345678', '123456789', '5678', '0797-5321234', '晓明']) {
      expect([typed, findParties(desk.core, desk.viewer, typed).map(({ party: one }) => one)]).toEqual([
        typed,
        [party],
      ]);
    }
    expect(similarParties(desk.core, desk.viewer, { idNumber: 'E12345678' })).toMatchObject([{ why: 'id' }]);
    // The number of a 户口簿 is everybody's who stands in it.
    expect(similarParties(desk.core, desk.viewer, { idNumber: '123456789' })).toEqual([]);
  });
});

describe('one human with two streams', () => {
  test('said to be the same they are one for search and for the next form, and two again when it is taken back', async () => {
    const desk = await openDesk();
    const fields = [{ key: '备注', label: '备注', type: 'text' }];
    const set = { code: 'FORM', name: '有表单', category: '示例', type: 'grant', version: '1', fields };
    begin(desk, 'matter', 'published', { set });
    const passport = { name: 'SHAN XIAOMING', idType: 'passport', idNumber: 'E87654321' };
    const one = partyOf(desk, takeIn(desk, { name: known.name, idNumber }, 'FORM', { 备注: '旧' }));
    const other = partyOf(desk, takeIn(desk, { ...passport, phone: '13700001111' }));
    const say = (isSame: boolean) => {
      clock.advance(1000);
      const data = { other, reason: isSame ? '护照与身份证是同一人' : '认错了' };
      const type = isSame ? 'samePerson' : 'notSamePerson';
      const request = { id: newId(desk.core.ports), procedure: 'party.tell', input: data };
      unwrap(
        performAct(desk.core, desk.viewer, request, (work) => {
          const told = stepOn(desk.core, desk.viewer, work, one, type, data);
          return told.ok ? ok({}) : told;
        }),
      );
    };
    const about = () => unwrap(knownOfParty(desk.core, desk.viewer, other));
    expect(about()).toMatchObject({ petitioner: { ...passport, phone: '13700001111' }, known: [] });
    say(true);
    expect(about().petitioner).toEqual({ form: 'person', ...passport, phone: '13700001111', party: other });
    expect(about().known).toMatchObject([{ key: '备注', value: '旧' }]);
    expect(findParties(desk.core, desk.viewer, '单晓')).toMatchObject([{ lastMatter: '示例事项' }]);
    const first = unwrap(knownOfParty(desk.core, desk.viewer, one)).petitioner;
    expect(first).toEqual({ form: 'person', name: known.name, idNumber, phone: '13700001111', party: one });
    const around = () => unwrap(aroundParty(desk.core, desk.viewer, other));
    expect(around()).toMatchObject({
      others: [{ party: one, isSame: true, byNumber: false, reason: '护照与身份证是同一人', name: '单**' }],
      cases: [{ who: 'S*** ********' }, { who: '单**' }],
    });
    say(false);
    expect(about()).toMatchObject({ known: [] });
    expect(around()).toMatchObject({ others: [{ party: one, isSame: false, reason: '认错了' }], cases: [{}] });
  });

  test('a number that was replaced stays one they are found by; who speaks for them and their account are kept', async () => {
    const desk = await openDesk();
    const fields = [{ key: '账户', label: '账户', type: 'bankAccount' }];
    const set = { code: 'FORM', name: '有表单', category: '示例', type: 'grant', version: '1', fields };
    begin(desk, 'matter', 'published', { set });
    const old = { name: '金美兰', idType: 'permanentResident', idNumber: 'KOR123456789012' };
    const party = partyOf(desk, takeIn(desk, old));
    const guardian = { name: '朴监护', idNumber: idOf('1970-03-03', 5), relation: '母亲' };
    const account = { holder: '金美兰', bank: '农商银行', account: '178190121000123456' };
    takeIn(
      desk,
      { name: '金美兰', phone: '13633334444', guardian, contact: { phone: '13511112222', name: '金联系' }, party },
      'FORM',
      {
        账户: account,
      },
    );
    takeIn(desk, { name: '金美兰', idType: 'passport', idNumber: 'E87654321', party, guardian }, 'FORM', {
      账户: account,
    });
    expect(fieldsIn(desk, party)).toMatchObject({
      paper: { idType: 'passport', idNumber: 'E87654321' },
      otherPapers: [{ idType: 'permanentResident', idNumber: 'KOR123456789012' }],
      guardians: [guardian],
      contacts: [{ name: '金联系', phone: '13511112222' }],
      accounts: [account],
    });
    expect(findParties(desk.core, desk.viewer, 'KOR123456789012')).toMatchObject([{ party }]);
  });

  test('a number of 15 digits and the one of 18 are one number', async () => {
    const desk = await openDesk();
    const party = partyOf(desk, takeIn(desk, { name: '老证件', idNumber: '130321198603115194' }));
    tellOf(desk, party, { otherPapers: [{ idNumber: '130321860311519', note: '一代证' }] });
    expect(fieldsIn(desk, party)).toMatchObject({ otherPapers: [{ idNumber: '130321198603115194' }] });
    expect(findParties(desk.core, desk.viewer, '130321860311519')).toMatchObject([{ party }]);
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

  test('one name and one birthday are two people till somebody says otherwise; 不是同一人 parts even those of one number', async () => {
    const desk = await openDesk();
    const tell = (party: string, other: string, type: string) => {
      clock.advance(1000);
      const request = { id: newId(desk.core.ports), procedure: 'party.tell', input: {} };
      unwrap(
        performAct(desk.core, desk.viewer, request, (work) => {
          const told = stepOn(desk.core, desk.viewer, work, party, type, { other });
          return told.ok ? ok({}) : told;
        }),
      );
    };
    const one = partyOf(desk, takeIn(desk, known));
    const namesake = partyOf(desk, takeIn(desk, { ...known, idNumber: idOf('1951-03-08', 14) }));
    expect(togetherWith(desk.core, one)).toEqual([one]);
    expect(togetherWith(desk.core, namesake)).toEqual([namesake]);
    const again = partyOf(desk, takeIn(desk, { ...known, phone: '13700009999' }));
    expect(togetherWith(desk.core, one)).toEqual([one, again]);
    tell(again, one, 'notSamePerson');
    expect(togetherWith(desk.core, one)).toEqual([one]);
    tell(one, again, 'samePerson');
    expect(togetherWith(desk.core, one)).toEqual([one, again]);
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
