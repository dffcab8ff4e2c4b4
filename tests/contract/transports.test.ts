import { expect } from 'vitest';
import { callLimitBytes } from '../../shared/contract/wire.ts';
import { openMadeUpDesk, secretOfFault } from './support/made-up-desk.ts';
import { runCases, type ContractCase } from './support/run-cases.ts';
import type { Answer } from './support/transports.ts';

const text = (answer: Answer): string => JSON.stringify(answer);
const person = { name: '李桂花' };

const cases: readonly ContractCase[] = [
  {
    name: 'a good call',
    path: 'notes.add',
    input: { text: '一', person },
    expects: { value: { count: 1, first: '一' } },
  },
  {
    name: 'a call that goes on with an earlier answer',
    path: 'notes.add',
    inputFrom: (answers) => ({ text: text(answers.get('a good call') ?? { ok: true, value: 0 }), person }),
    expects: { value: { count: 2, first: '一' } },
  },
  {
    name: 'bad input names its places and no values',
    path: 'notes.add',
    input: { text: 7, person: { name: '', tags: { 张三: 'x' }, 秘密: 1 }, extra: 1 },
    expects: {
      check: (answer) => {
        expect(answer).toMatchObject({ ok: false, code: 'REFUSED', status: 422 });
        const details = { paths: 'extra, person.?, person.name, person.tags.?, text' };
        expect(answer).toMatchObject({ data: { code: 'input.invalid', details, field: 'text' } });
        expect(text(answer)).not.toMatch(/张三|秘密/);
      },
    },
  },
  {
    name: 'an unknown key',
    path: 'notes.add',
    input: { text: '二', person, hidden: 1 },
    expects: { refused: 'input.unknownKey', field: 'hidden' },
  },
  { name: 'no input where one is needed', path: 'notes.add', expects: { refused: 'input.invalid' } },
  {
    name: 'a declared refusal passes as it is',
    path: 'notes.refuse',
    expects: { refused: 'number.used', field: 'number' },
  },
  { name: 'a result', path: 'notes.result', input: { good: true }, expects: { accepted: 7 } },
  { name: 'a refused result', path: 'notes.result', input: { good: false }, expects: { refused: 'number.unknown' } },
  {
    name: 'an exception becomes a number and nothing else',
    path: 'notes.breakDown',
    expects: {
      check: (answer) => {
        expect(answer).toMatchObject({ ok: false, code: 'FAULT', status: 500, data: { code: 'desk.internal' } });
        expect(text(answer)).not.toContain(secretOfFault);
        expect(text(answer)).not.toContain('RangeError');
      },
    },
  },
  { name: 'an answer that breaks the contract', path: 'notes.breakPromise', expects: { refused: 'desk.internal' } },
  { name: 'events before a fault', path: 'notes.breakStream', take: 1, expects: { value: [{ at: 1 }] } },
  { name: 'a fault in a stream', path: 'notes.breakStream', take: 2, expects: { refused: 'desk.internal' } },
  { name: 'no such procedure', path: 'notes.remove', expects: { refused: 'program.unknown' } },
  { name: 'nobody is logged in on a new window', path: 'notes.whoAmI', expects: { value: { login: null } } },
  { name: 'a login', path: 'login.as', input: { name: '王芳' }, expects: { value: {} } },
  {
    name: 'the window remembers its login',
    path: 'notes.whoAmI',
    expects: { value: { login: '王芳', hasConnection: true } },
  },
  {
    name: 'another window does not have it',
    path: 'notes.whoAmI',
    window: 'other',
    expects: { value: { login: null } },
  },
  { name: 'events', path: 'changed.follow', take: 1, expects: { value: [{ count: 2 }] } },
  {
    name: 'a note of 100,000 characters',
    path: 'notes.add',
    input: { text: '字'.repeat(100_000), person },
    expects: { value: { count: 3 } },
  },
];

runCases('the made-up contract', { openDesk: () => Promise.resolve(openMadeUpDesk()), cases });

const tooLarge: readonly ContractCase[] = [
  {
    name: 'a call larger than the limit is refused and the window goes on',
    path: 'notes.add',
    input: { text: 'x'.repeat(callLimitBytes), person },
    expects: { refused: 'input.tooLarge' },
  },
  { name: 'the next call', path: 'notes.add', input: { text: '一', person }, expects: { value: { count: 1 } } },
];

// Only what travels has a size.
runCases('the made-up contract, too large', {
  openDesk: () => Promise.resolve(openMadeUpDesk()),
  cases: tooLarge,
  transports: (await import('./support/transports.ts')).allTransports.slice(1),
});
