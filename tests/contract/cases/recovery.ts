/** Replacing the recovery phrase. */
import { chief } from '../../support/desk.ts';
import type { ContractCase } from '../support/run-cases.ts';
import { as, bad, good, valueOf, type Answers } from './scene.ts';

const groupsOf = (all: Answers, name: string): string[] => (valueOf(all, name) as { groups: string[] }).groups;
const own = { password: chief.password };

export const recovery: readonly ContractCase[] = [
  bad(
    'a phrase put in place that nobody was shown',
    'recovery.replace',
    (all: Answers) => ({ phrase: groupsOf(all, 'a phrase') }),
    'recovery.notProposed',
  ),
  bad(
    'a new phrase for a wrong password',
    'recovery.propose',
    { password: 'Wrong-2026' },
    'login.wrongPassword',
    'password',
  ),
  bad('a new phrase without a password', 'recovery.propose', {}, 'input.missing', 'password'),
  as('clerk', bad('a new phrase for a clerk', 'recovery.propose', own, 'permission.missing')),
  good('a new phrase', 'recovery.propose', own, {}),
  bad(
    'the old phrase typed for the new',
    'recovery.replace',
    (all: Answers) => ({ phrase: groupsOf(all, 'a phrase') }),
    'recovery.notTheNew',
    'phrase',
  ),
  as(
    'admin',
    bad(
      'one that somebody else was shown',
      'recovery.replace',
      (all: Answers) => ({ phrase: groupsOf(all, 'a new phrase') }),
      'recovery.notProposed',
    ),
  ),
  good('put in place', 'recovery.replace', (all: Answers) => ({ phrase: groupsOf(all, 'a new phrase') }), {}),
];
