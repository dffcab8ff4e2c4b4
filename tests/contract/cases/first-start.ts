/** From a new desk to one that is set up. */
import { join } from 'node:path';
import { chief, hall, township } from '../../support/desk.ts';
import type { ContractCase } from '../support/run-cases.ts';
import { bad, good, scene, valueOf, type Answers } from './scene.ts';

const staff = { name: chief.name, login: chief.login, password: chief.password };
export const complete = (answers: Answers, more: object = {}): object => ({
  ...{ township, station: hall, desk: '综合窗口 1 号', staff, backupFolder: '' },
  phrase: (valueOf(answers, 'a phrase') as { groups: string[] }).groups,
  ...more,
});
const wrongGroup = (answers: Answers): string[] =>
  (valueOf(answers, 'a phrase') as { groups: string[] }).groups.map((group, index) =>
    index === 4 ? `${group.slice(0, 4)}${String((Number(group[4]) + 3) % 10)}` : group,
  );

export const firstStart: readonly ContractCase[] = [
  good('status of a new desk', 'desk.status', {}, { state: 'new', me: null, lockedFor: 0 }),
  bad('status with an unknown key', 'desk.status', { more: 1 }, 'input.unknownKey', 'more'),
  good('townships by initials', 'setUp.townships', { search: '永丰' }, {}),
  bad('townships of a number', 'setUp.townships', { search: 7 }, 'input.invalid', 'search'),
  good('stations', 'setUp.stations', { township: township.code }, {}),
  bad('stations of no township', 'setUp.stations', { township: '36' }, 'input.invalid', 'township'),
  bad('no case before set-up', 'case.list', { filter: 'all', search: '', limit: 1 }, 'desk.notSetUp'),
  bad('no login before set-up', 'login.enter', { login: 'chen', password: 'x' }, 'desk.notSetUp'),
  good('backups in a folder without any', 'setUp.backups', () => ({ folder: join(scene.beside, 'backups') }), {
    backups: [],
  }),
  bad(
    'backups in a file',
    'setUp.backups',
    () => ({ folder: join(scene.beside, 'file.txt') }),
    'backup.notAFolder',
    'folder',
  ),
  bad('backups nowhere', 'setUp.backups', { folder: '' }, 'input.missing', 'folder'),
  bad(
    'restoring with a phrase that is none',
    'setUp.restore',
    () => ({ folder: join(scene.beside, 'backups'), file: 'tongban-x.tbk', phrase: Array(8).fill('abcde') }),
    'recovery.allCharacters',
    'phrase',
  ),
  good('a phrase', 'setUp.phrase', { township: township.name, station: hall.name }, {}),
  bad('a phrase for a novel', 'setUp.phrase', { township: '永'.repeat(201), station: '' }, 'input.tooLong', 'township'),
  bad(
    'a group with a slip',
    'setUp.complete',
    (all: Answers) => complete(all, { phrase: wrongGroup(all) }),
    'recovery.group',
    'phrase.4',
  ),
  bad(
    'seven groups',
    'setUp.complete',
    (all: Answers) => complete(all, { phrase: ['12345'] }),
    'input.invalid',
    'phrase',
  ),
  bad(
    'set-up without a name',
    'setUp.complete',
    (all: Answers) => complete(all, { staff: { ...staff, name: '  ' } }),
    'input.missing',
    'staff.name',
  ),
  bad(
    'set-up with a weak password',
    'setUp.complete',
    (all: Answers) => complete(all, { staff: { ...staff, password: 'abcdefgh' } }),
    'password.tooSimple',
    'staff.password',
  ),
  good('set-up', 'setUp.complete', (all: Answers) => complete(all), {
    name: chief.name,
    roles: ['chief', 'administrator'],
  }),
  bad('set-up again', 'setUp.complete', (all: Answers) => complete(all), 'desk.alreadySetUp'),
  bad('a phrase again', 'setUp.phrase', { township: '', station: '' }, 'desk.alreadySetUp'),
  bad('backups are not shown to strangers', 'setUp.backups', () => ({ folder: scene.beside }), 'desk.alreadySetUp'),
  bad(
    'nothing is restored over a desk',
    'setUp.restore',
    (all: Answers) => ({
      folder: scene.beside,
      file: 'tongban-x.tbk',
      phrase: (valueOf(all, 'a phrase') as { groups: string[] }).groups,
    }),
    'desk.alreadySetUp',
  ),
];
