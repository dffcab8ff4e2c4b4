/** Logins, passwords and members of staff. */
import { expect } from 'vitest';
import { password, refusalFrom } from '../../support/desk.ts';
import type { ContractCase } from '../support/run-cases.ts';
import type { Answer } from '../support/transports.ts';
import { act, as, bad, good, nobody, passSeconds, valueOf, type Answers } from './scene.ts';

const add = (login: string, roles: string[]): ContractCase =>
  good(`add ${login}`, 'staff.add', { act: act(), name: `测试${login}`, login, roles, password }, {});
const enter = (login: string): ContractCase =>
  as(login, good(`enter ${login}`, 'login.enter', { login, password }, { roles: [] }));
const entered = (login: string, roles: string[]): ContractCase => ({
  ...enter(login),
  expects: { accepted: { roles } },
});

const wrongPassword = { login: 'locked', password: 'Wrong-2026' };
const logins: readonly ContractCase[] = [
  add('clerk', ['window']),
  add('admin', ['administrator']),
  add('auditor', ['auditor']),
  add('locked', ['window']),
  bad(
    'add a taken login',
    'staff.add',
    { act: act(), name: '别人', login: 'clerk', roles: ['window'], password },
    'record.exists',
    'login',
  ),
  bad(
    'add without a role',
    'staff.add',
    { act: act(), name: '别人', login: 'x', roles: [], password },
    'input.missing',
    'roles',
  ),
  bad(
    'add with a made-up role',
    'staff.add',
    { act: act(), name: '别人', login: 'x', roles: ['king'], password },
    'input.invalid',
    'roles.0',
  ),
  entered('clerk', ['window']),
  entered('admin', ['administrator']),
  entered('auditor', ['auditor']),
  as('stranger', bad('nobody lists cases', 'case.list', { filter: 'all', search: '', limit: 1 }, 'login.required')),
  as(
    'admin',
    bad('the administrator reads no case', 'case.list', { filter: 'all', search: '', limit: 1 }, 'permission.missing'),
  ),
  as(
    'clerk',
    bad(
      'a clerk adds nobody',
      'staff.add',
      { act: act(), name: '别人', login: 'x', roles: ['window'], password },
      'permission.missing',
    ),
  ),
  ...[4, 3, 2, 1].map((left) => ({
    ...{ name: `a wrong password, ${String(left)} left`, path: 'login.enter', window: 'door', input: wrongPassword },
    expects: {
      check: (answer: Answer) => expect(refusalFrom(answer)).toEqual({ code: 'login.wrong', details: { left } }),
    },
  })),
  as('door', bad('the fifth wrong password locks', 'login.enter', wrongPassword, 'login.locked')),
  as('door', bad('the right one while locked', 'login.enter', { login: 'locked', password }, 'login.locked')),
  as(
    'door',
    bad(
      'a second before the lock ends',
      'login.enter',
      () => {
        passSeconds(299);
        return { login: 'locked', password };
      },
      'login.locked',
    ),
  ),
  as(
    'door',
    good(
      'after 300 seconds',
      'login.enter',
      () => {
        passSeconds(1);
        return { login: 'locked', password };
      },
      { roles: ['window'] },
    ),
  ),
  as('door', good('lock', 'login.lock', {})),
  as('door', bad('lock with words', 'login.lock', { now: true }, 'input.unknownKey', 'now')),
  as('door', good('leave', 'login.leave', {})),
  as('door', bad('leave with words', 'login.leave', { now: true }, 'input.unknownKey', 'now')),
  as('clerk', good('change the password', 'login.changePassword', { old: password, fresh: 'Changed-made-up-2026' })),
  as(
    'clerk',
    bad(
      'change with a wrong old one',
      'login.changePassword',
      { old: 'x', fresh: 'Changed-made-up-2027' },
      'login.wrongOld',
      'old',
    ),
  ),
  good('list of staff', 'staff.list', {}, { staff: [{ isActive: true }, {}, {}, {}, {}] }),
  bad('list of staff by page', 'staff.list', { page: 1 }, 'input.unknownKey', 'page'),
];

const staffOf = (answers: Answers, login: string): string =>
  (valueOf(answers, `add ${login}`) as { staff: string }).staff;
const staffWork: readonly ContractCase[] = [
  good('set roles', 'staff.setRoles', (all: Answers) => ({
    act: act(),
    staff: staffOf(all, 'locked'),
    roles: ['review'],
  })),
  bad('set roles of nobody', 'staff.setRoles', { act: act(), staff: nobody, roles: ['review'] }, 'staff.unknown'),
  good('suspend', 'staff.suspend', (all: Answers) => ({ act: act(), staff: staffOf(all, 'locked') })),
  bad('suspend nobody', 'staff.suspend', { act: act(), staff: 'x' }, 'input.invalid', 'staff'),
  as('door', bad('enter while suspended', 'login.enter', { login: 'locked', password }, 'login.suspended')),
  good('reinstate', 'staff.reinstate', (all: Answers) => ({
    act: act(),
    staff: staffOf(all, 'locked'),
    password: 'Back-made-up-2026',
  })),
  bad(
    'reinstate with a weak password',
    'staff.reinstate',
    (all: Answers) => ({ act: act(), staff: staffOf(all, 'locked'), password: 'x' }),
    'password.tooShort',
    'password',
  ),
  good('reset a password', 'staff.resetPassword', (all: Answers) => ({
    act: act(),
    staff: staffOf(all, 'locked'),
    password,
  })),
  bad('reset nobody’s', 'staff.resetPassword', { act: act(), staff: nobody, password }, 'staff.unknown'),
];

export const people: readonly ContractCase[] = [...logins, ...staffWork];
