/** Registries have one writer: what a desk that joined wants registered is asked for, and the hub does it or says why not. */
import { expect, test } from 'vitest';
import { unwrap } from '#shared/kernel/result.ts';
import { importYear } from '#desk/commands/calendar.ts';
import { beginRecord } from '#desk/commands/registry.ts';
import { noteRequest } from '#desk/commands/requests.ts';
import { addStaff, stepStaff } from '#desk/commands/staff.ts';
import { newId } from '#desk/ids.ts';
import { recordsOf } from '#desk/queries/names.ts';
import { isSuspensionAsked, requestsOf } from '#desk/queries/requests.ts';
import { shippedCalendar } from '../support/calendar.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { hall, townshipForEach, type Township } from './township.ts';

const village = '360732108201';
let town: Township;
let first: SimDesk;
let second: SimDesk;
let chief: string;

townshipForEach(async (fresh) => {
  ({ town } = fresh);
  first = await town.firstOfHall((desk) => {
    chief = town.begin(desk, 'staff', 'added', { name: '主任', login: 'zhuren', roles: ['chief'] });
  });
  second = await town.deskJoined(village, false, 'liu');
  await town.restAll();
});

const act = ({ core }: SimDesk): string => newId(core.ports);
const codes = ({ core }: SimDesk): string[] => recordsOf(core.store.read, 'matter').map(({ key }) => key);
const requests = ({ core }: SimDesk) => requestsOf(core.store.read).map(({ title, declined }) => ({ title, declined }));

function publish(desk: SimDesk, code: string, name: string) {
  const set = { code, name, category: '示例', type: 'publicService', version: '1' };
  return beginRecord(desk.core, desk.viewer, { act: act(desk), kind: 'matter', type: 'published', data: { set } });
}

test('a row is asked for, is nowhere until the hub has registered it, and then everywhere', async () => {
  unwrap(publish(second, 'NEW', '新事项'));
  expect(codes(second)).toEqual(['SAMPLE']);
  expect(requests(second)).toEqual([{ title: '新事项', declined: null }]);
  await town.restAll();
  for (const desk of [first, second]) {
    expect(codes(desk)).toEqual(['NEW', 'SAMPLE']);
    expect(requests(desk)).toEqual([]);
  }
});

test('the fact is the hub’s entry in the name of who asked', async () => {
  const { stream } = unwrap(publish(second, 'NEW', '新事项'));
  await town.restAll();
  const state = town.state(first, stream);
  expect(state.history.map(({ type, by }) => ({ type, by }))).toEqual([
    { type: 'asked', by: second.staff },
    { type: 'published', by: second.staff },
  ]);
  expect(state.marks).toEqual([]);
});

test('of two rows with one key the second is declined, stays before people, and leaves when it was noted', async () => {
  unwrap(publish(first, 'TWICE', '甲的'));
  unwrap(publish(second, 'TWICE', '乙的'));
  await town.rest(first);
  await town.restAll();
  for (const desk of [first, second]) {
    expect(recordsOf(desk.core.store.read, 'matter').find(({ key }) => key === 'TWICE')?.label).toBe('甲的');
    expect(requests(desk)).toEqual([{ title: '乙的', declined: 'record.exists' }]);
  }
  const [declined] = requestsOf(second.core.store.read);
  if (declined === undefined) throw new Error('no request');
  const { stream, entry } = declined;
  unwrap(noteRequest(second.core, second.viewer, { act: act(second), stream, entry }));
  await town.restAll();
  expect(requests(first)).toEqual([]);
});

test('a step that is not allowed any more where it arrives is declined, and changes nothing', async () => {
  const { stream } = unwrap(publish(first, 'OLD', '旧事项'));
  await town.restAll();
  unwrap(first.next(stream, { type: 'retired', data: {} }));
  unwrap(second.next(stream, { type: 'retired', data: {} }));
  await town.rest(first);
  await town.restAll();
  const state = town.state(second, stream);
  expect(state.history.map(({ type }) => type)).toEqual([
    'asked',
    'published',
    'asked',
    'retired',
    'asked',
    'declined',
  ]);
  expect(state.marks).toEqual([]);
  expect(requests(first)).toEqual([{ title: '旧事项', declined: 'step.notNow' }]);
});

test('what a desk asks for before it has handed over what it wrote alone is answered at the end of that', async () => {
  const third = await town.deskAlone(hall, true, 'wu');
  await town.join(third, () => {
    unwrap(publish(third, 'THIRD', '第三个窗口的'));
  });
  await town.restAll();
  expect(codes(first)).toContain('THIRD');
  expect(requests(third)).toEqual([]);
});

test('a login name is one person’s in the whole township', async () => {
  const ask = (desk: SimDesk, name: string) =>
    unwrap(addStaff(desk.core, desk.viewer, { act: act(desk), name, login: 'wang', roles: ['window'] }));
  ask(first, '王一');
  ask(second, '王二');
  await town.rest(first);
  await town.restAll();
  const bearers = recordsOf(second.core.store.read, 'staff').filter(({ value }) => value['login'] === 'wang');
  expect(bearers.map(({ label }) => label)).toEqual(['王一']);
  expect(requests(second)).toEqual([{ title: '王二', declined: 'record.exists' }]);
});

test('a key that was corrected away is free for another row', async () => {
  const { stream } = unwrap(publish(first, 'OLD', '旧事项'));
  await town.restAll();
  unwrap(first.next(stream, { type: 'corrected', data: { set: { code: 'NEWER' }, reason: '录错' } }));
  await town.restAll();
  unwrap(publish(second, 'OLD', '另一个'));
  await town.restAll();
  expect(requests(first)).toEqual([]);
  expect(codes(first)).toContain('OLD');
});

test('somebody suspended here is shut out here before the hub has heard of it', async () => {
  const { staff } = unwrap(
    addStaff(second.core, second.viewer, { act: act(second), name: '赵', login: 'zhao', roles: ['window'] }),
  );
  await town.restAll();
  unwrap(stepStaff(second.core, second.viewer, { act: act(second), staff, type: 'suspended' }));
  expect(isSuspensionAsked(second.core.store.read, staff)).toBe(true);
  expect(isSuspensionAsked(first.core.store.read, staff)).toBe(false);
  await town.restAll();
  expect(isSuspensionAsked(second.core.store.read, staff)).toBe(false);
  const row = recordsOf(first.core.store.read, 'staff').find(({ key }) => key === staff);
  expect(row?.value['isActive']).toBe(false);
});

test('what somebody dismissed asks for is declined', async () => {
  const { staff } = unwrap(
    addStaff(first.core, first.viewer, { act: act(first), name: '钱', login: 'qian', roles: ['window'] }),
  );
  await town.restAll();
  unwrap(stepStaff(first.core, first.viewer, { act: act(first), staff, type: 'suspended' }));
  await town.rest(first);
  const before = second.staff;
  second.staff = staff;
  unwrap(publish(second, 'LATE', '停用后所请'));
  second.staff = before;
  await town.restAll();
  expect(codes(first)).not.toContain('LATE');
  expect(requests(first)).toEqual([{ title: '停用后所请', declined: 'staff.suspended' }]);
});

test('the last chief is not suspended by asking for it', () => {
  const { core, viewer } = second;
  expect(stepStaff(core, viewer, { act: act(second), staff: chief, type: 'suspended' })).toMatchObject({
    refusal: { code: 'staff.lastChief' },
  });
  expect(requests(second)).toEqual([]);
});

test('a new year moves the due dates of open cases of every desk, by the hub, in pieces', async () => {
  const cases = Array.from({ length: 3 }, () => town.takeCase(second, 'SAMPLE'));
  await town.restAll();
  const dueOf = (desk: SimDesk, stream: string) => Object.values(town.state(desk, stream).core.dues)[0]?.due;
  const before = cases.map((stream) => dueOf(second, stream));
  expect(before.every((due) => due !== undefined)).toBe(true);
  const year = new Date(town.world.now()).toISOString().slice(0, 4);
  const taken = importYear(first.core, first.viewer, {
    act: act(first),
    year,
    // The whole year but its weekends: every count of working days comes out later.
    off: [`${year}-01-01..${year}-12-31`],
    work: [],
    status: 'official',
    version: `${year}-strike`,
    source: '测试',
  });
  expect(unwrap(taken)).toEqual({ moved: 0, isAsked: true });
  await town.restAll();
  expect(cases.map((stream) => dueOf(second, stream))).toEqual(before);
  let pieces = 0;
  while (await town.hub.running.work(shippedCalendar)) pieces += 1;
  expect(pieces).toBeGreaterThan(0);
  await town.restAll();
  for (const [index, stream] of cases.entries()) {
    const due = dueOf(second, stream) ?? '';
    expect(due > (before[index] ?? '')).toBe(true);
    expect(dueOf(first, stream)).toBe(due);
  }
  expect(await town.hub.running.work(shippedCalendar)).toBe(false);
});

test('two chiefs at two desks who each give up the role: the later one stays, and is told why', async () => {
  const other = unwrap(
    addStaff(first.core, first.viewer, { act: act(first), name: '副主任', login: 'fu', roles: ['chief'] }),
  );
  await town.restAll();
  const give = (desk: SimDesk, staff: string) =>
    unwrap(stepStaff(desk.core, desk.viewer, { act: act(desk), staff, type: 'rolesSet', roles: ['window'] }));
  give(first, chief);
  give(second, other.staff);
  await town.restAll();
  const chiefs = recordsOf(first.core.store.read, 'staff').filter(({ value }) => isChief(value));
  expect(chiefs.map(({ key }) => key)).toEqual([other.staff]);
  expect(requestsOf(second.core.store.read).map(({ declined }) => declined)).toEqual(['staff.lastChief']);
  // One who is not the last may go.
  unwrap(stepStaff(first.core, first.viewer, { act: act(first), staff: chief, type: 'rolesSet', roles: ['chief'] }));
  await town.restAll();
  give(second, other.staff);
  await town.restAll();
  expect(town.state(first, other.staff).core.fields['roles']?.value).toEqual(['window']);
});

test('a chief whom a desk brought along, and whom the township has not taken over, is not the one who remains', async () => {
  const third = await town.deskAlone(village, false, 'wu');
  town.begin(third, 'staff', 'added', { name: '村里的负责人', login: 'cun', roles: ['chief'] });
  await town.join(third);
  const other = unwrap(
    addStaff(first.core, first.viewer, { act: act(first), name: '副主任', login: 'fu', roles: ['chief'] }),
  );
  await town.restAll();
  for (const [desk, staff] of [
    [first, chief],
    [second, other.staff],
  ] as const)
    unwrap(stepStaff(desk.core, desk.viewer, { act: act(desk), staff, type: 'rolesSet', roles: ['window'] }));
  await town.restAll();
  expect(requestsOf(second.core.store.read).map(({ declined }) => declined)).toEqual(['staff.lastChief']);
});

const isChief = (value: object): boolean => JSON.stringify(value).includes('"chief"');
