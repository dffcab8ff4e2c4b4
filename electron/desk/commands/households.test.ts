/** 户: begun and added to in the act of a case, offered and never taken by itself. */
import { describe, expect, test } from 'vitest';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { fieldsOf, recordIn } from '#shared/kinds/common/fields.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import {
  begin,
  makeWorld,
  openJournalDesk,
  publishMatter,
  type JournalDesk,
} from '../../../tests/support/journal-desk.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';
import { newId } from '../ids.ts';
import { loadEntries } from '../journal/entries.ts';
import { loadState } from '../journal/projections.ts';
import { householdsOf, wholeHousehold } from '../queries/households.ts';
import { aroundParty } from '../queries/party-around.ts';
import { findParties } from '../queries/parties.ts';
import { all, sql } from '../store/handles.ts';
import { beginCase } from './case.ts';
import { noteParty } from './note-party.ts';

const idOf = (birth: string, sequence: number): string =>
  makeResidentId({ area: '360732', birth: getPlainDate(birth), sequence });
const world = makeWorld(5);

async function openDesk(): Promise<JournalDesk> {
  const desk = await openJournalDesk(temporaryFolder(), world);
  publishMatter(desk);
  const fields = [{ key: '成员', label: '家庭成员', type: 'household' }];
  const set = { code: 'FAMILY', name: '全家事项', category: '示例', type: 'grant', version: '1', fields };
  begin(desk, 'matter', 'published', { set });
  return desk;
}

const head = { name: '钟户主', idType: 'residentId', idNumber: idOf('1951-03-08', 11), phone: '13900001234' };
const wife = { name: '李配偶', idNumber: idOf('1953-01-01', 22) };
const son = { name: '钟晓儿', idNumber: idOf('1980-05-05', 33), phone: '13800005555' };
const members = [
  { person: wife, relation: '配偶' },
  { person: son, relation: '子' },
];

function takeIn(desk: JournalDesk, petitioner: JsonObject, form?: JsonObject): JsonObject {
  world.clock.advance(1000);
  const set = { petitioner, matter: { code: form ? 'FAMILY' : 'SAMPLE' }, ...(form ? { form } : {}) };
  const input = { act: newId(desk.core.ports), kind: 'service', type: 'received', data: { set } as never };
  const { stream } = unwrap(beginCase(desk.core, desk.viewer, input));
  return fieldsIn(desk, stream);
}

function fieldsIn({ core }: JournalDesk, stream: string): JsonObject {
  const state = loadState(core.store.read, core.findKind, stream);
  return state === undefined ? {} : fieldsOf(state);
}
const petitionerOf = (fields: JsonObject): JsonObject => recordIn(fields['petitioner']);
const textIn = (record: JsonObject, name: string): string => {
  const text = record[name];
  return typeof text === 'string' ? text : '';
};
const householdsIn = ({ core }: JournalDesk) =>
  all(core.store.read, sql<{ stream: string }>`SELECT DISTINCT stream FROM live_party WHERE kind = 'household'`);

describe('户 in the act of a case', () => {
  test('a household that comes itself is begun with its head; one person alone is none', async () => {
    const desk = await openDesk();
    takeIn(desk, head);
    expect(householdsIn(desk)).toEqual([]);
    const petitioner = petitionerOf(takeIn(desk, { ...head, form: 'household', address: '桂花村一组' }));
    const household = textIn(petitioner, 'household');
    expect(fieldsIn(desk, household)).toEqual({
      head: { ...head, party: petitioner['party'] },
      members: [],
      address: '桂花村一组',
    });
  });

  test('members named in a matter’s form get streams of their own; the case says which household it was', async () => {
    const desk = await openDesk();
    const fields = takeIn(desk, head, { 成员: { members } });
    const household = textIn(petitionerOf(fields), 'household');
    expect(recordIn(recordIn(fields['form'])['成员'])).toMatchObject({ household, members });
    expect(fieldsIn(desk, household)).toMatchObject({
      head: { name: '钟户主' },
      members: [
        { ...wife, relation: '配偶' },
        { ...son, relation: '子' },
      ],
    });
    const act = loadEntries(desk.core.store.read, household)[0]?.act;
    expect(all(desk.core.store.read, sql`SELECT DISTINCT stream FROM entry WHERE act = ${act ?? ''}`)).toHaveLength(5);
  });

  test('found by the head or any member, as a household and never as one of its members', async () => {
    const desk = await openDesk();
    const household = textIn(petitionerOf(takeIn(desk, head, { 成员: { members } })), 'household');
    for (const typed of ['钟户主', '晓儿', 'liou', 'lpo', son.idNumber, '5555', '1234']) {
      const found = findParties(desk.core, desk.viewer, typed, { sought: 'several' }).map(({ party }) => party);
      expect([typed, found]).toEqual([typed, typed === 'liou' ? [] : [household]]);
    }
    expect(findParties(desk.core, desk.viewer, '晓儿').map(({ kind }) => kind)).toEqual(['person']);
    const [member] = findParties(desk.core, desk.viewer, '晓儿');
    expect(householdsOf(desk.core, desk.viewer, { party: member?.party ?? '' })).toMatchObject([
      { party: household, head: '钟**', members: [{ name: '钟**' }, { relation: '配偶' }, { relation: '子' }] },
    ]);
    expect(householdsOf(desk.core, desk.viewer, { idNumber: wife.idNumber })).toHaveLength(1);
    expect(householdsOf(desk.core, desk.viewer, {})).toEqual([]);
  });

  test('one that was chosen is told of whom it did not know; nobody leaves it by a case', async () => {
    const desk = await openDesk();
    const petitioner = petitionerOf(takeIn(desk, head, { 成员: { members } }));
    const [household, party] = [textIn(petitioner, 'household'), textIn(petitioner, 'party')];
    const child = { name: '钟小孙', idNumber: idOf('2015-06-01', 44) };
    const moved = { ...son, phone: '13700007777' };
    takeIn(
      desk,
      { ...head, party },
      {
        成员: {
          household,
          members: [
            { person: moved, relation: '子' },
            { person: child, relation: '孙' },
          ],
        },
      },
    );
    expect(householdsIn(desk)).toHaveLength(1);
    expect(fieldsIn(desk, household)['members']).toMatchObject([
      { name: '李配偶' },
      { name: '钟晓儿', phone: '13700007777' },
      { name: '钟小孙', relation: '孙' },
    ]);
    // The person himself is told, too, and only of what was said.
    const [found] = findParties(desk.core, desk.viewer, '7777');
    expect(loadEntries(desk.core.store.read, found?.party ?? '').map(({ type }) => type)).toEqual(['met', 'told']);
  });

  test('unchosen it is another one, unless it would say nothing new', async () => {
    const desk = await openDesk();
    const party = textIn(petitionerOf(takeIn(desk, head, { 成员: { members } })), 'party');
    takeIn(desk, { ...head, party }, { 成员: { members } });
    expect(householdsIn(desk)).toHaveLength(1);
    takeIn(
      desk,
      { ...head, party },
      { 成员: { members: [{ person: { name: '新来的', phone: '13911119999' }, relation: '媳' }] } },
    );
    expect(householdsIn(desk)).toHaveLength(2);
    // The same people, and a head nobody chose: perhaps another one of that name.
    takeIn(desk, head, { 成员: { members } });
    expect(householdsIn(desk)).toHaveLength(3);
  });

  test('the form may say that a member is the head', async () => {
    const desk = await openDesk();
    const own = { person: head, relation: '户主' };
    const household = textIn(petitionerOf(takeIn(desk, son, { 成员: { members: [own] } })), 'household');
    expect(fieldsIn(desk, household)).toMatchObject({ head: { name: '钟户主' }, members: [{ name: '钟晓儿' }] });
  });
});

function note(desk: JournalDesk, party: string, set: JsonObject): void {
  world.clock.advance(1000);
  const { core, viewer } = desk;
  const fields = loadState(core.store.read, core.findKind, party)?.core.fields ?? {};
  const seen = Object.fromEntries(Object.entries(fields).map(([name, { setBy }]) => [name, setBy]));
  unwrap(noteParty(core, viewer, { act: newId(core.ports), party, set, seen }));
}

describe('a household and its people', () => {
  test('a member is as their own stream says now; cases of all are on its page', async () => {
    const desk = await openDesk();
    const petitioner = petitionerOf(takeIn(desk, head, { 成员: { members } }));
    const household = textIn(petitioner, 'household');
    const [found] = findParties(desk.core, desk.viewer, '晓儿');
    takeIn(desk, { ...son, phone: '13611118888', party: found?.party ?? '' });
    const whole = unwrap(wholeHousehold(desk.core, desk.viewer, household));
    expect(whole.petitioner).toMatchObject({
      form: 'household',
      name: '钟户主',
      household,
      party: petitioner['party'],
    });
    expect(whole.members.map(({ relation, person }) => [relation, person['name'], person['phone'] ?? ''])).toEqual([
      ['', '钟户主', '13900001234'],
      ['配偶', '李配偶', ''],
      ['子', '钟晓儿', '13611118888'],
    ]);
    const around = unwrap(aroundParty(desk.core, desk.viewer, household));
    expect(around.cases.map(({ who }) => who)).toEqual(['钟**', '钟**']);
    expect(wholeHousehold(desk.core, desk.viewer, found?.party ?? '')).toMatchObject({ ok: false });
  });

  test('on its page a member leaves, another is mended, and nobody’s newer telephone is written over', async () => {
    const desk = await openDesk();
    const household = textIn(petitionerOf(takeIn(desk, head, { 成员: { members } })), 'household');
    const [found] = findParties(desk.core, desk.viewer, '晓儿');
    const party = found?.party ?? '';
    takeIn(desk, { ...son, phone: '13611118888', party });
    const lines = fieldsIn(desk, household)['members'] as JsonObject[];
    const [, line] = lines;
    note(desk, household, { members: [{ ...line, relation: '长子' }] });
    expect(fieldsIn(desk, household)['members']).toMatchObject([{ name: '钟晓儿', relation: '长子', party }]);
    expect(fieldsIn(desk, party)['phone']).toBe('13611118888');
    note(desk, household, { members: [{ ...line, name: '别的人', idNumber: idOf('1990-01-01', 5), relation: '婿' }] });
    const [next] = fieldsIn(desk, household)['members'] as JsonObject[];
    expect(next?.['party']).not.toBe(party);
    expect(fieldsIn(desk, party)['name']).toBe('钟晓儿');
  });
});
