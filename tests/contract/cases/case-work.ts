/** Cases and their attachments. */
import { expect } from 'vitest';
import { intake } from '../../support/desk.ts';
import type { ContractCase } from '../support/run-cases.ts';
import { act, as, bad, good, nobody, streamOf, valueOf, type Answers } from './scene.ts';

const first = act();
const photo = act();
export const note = (stream: string, text: string, id = act()) => ({ act: id, stream, type: 'note', data: { text } });
const noted = act();
const partyOf = (all: Answers): string =>
  (valueOf(all, 'people like one') as { lines: { party: string }[] }).lines[0]?.party ?? '';
const takes: readonly ContractCase[] = [
  good('take a case', 'case.begin', intake(first, { print: '80mm' }), { status: 'received', jobs: [{ copy: 1 }] }),
  {
    ...good('take it again', 'case.begin', intake(first, { print: '80mm' })),
    expects: { accepted: { status: 'received', jobs: [{ copy: 1 }] } },
  },
  good('it is there once', 'case.list', { filter: 'all', search: '', limit: 10 }, { lines: [{ status: 'received' }] }),
  bad('the same act with something else', 'case.begin', intake(first, { print: 'A5' }), 'act.conflict'),
  bad('a case of no kind', 'case.begin', { ...intake(act()), kind: 'nothing' }, 'step.unknown'),
  bad(
    'a case of nobody',
    'case.begin',
    intake(act(), {}, { petitioner: { name: '' } }),
    'name.empty',
    'set.petitioner.name',
  ),
  bad(
    'a case with a wrong ID',
    'case.begin',
    intake(act(), {}, { petitioner: { name: '李桂花', idNumber: '360732198512310018' } }),
    'identity.check',
    'set.petitioner.idNumber',
  ),
  bad(
    'a case of an unknown matter',
    'case.begin',
    intake(act(), {}, { matter: { code: 'NONE' } }),
    'matter.unknown',
    'matter',
  ),
  bad('a case with an unknown field', 'case.begin', intake(act(), {}, { hidden: 1 }), 'input.unknownKey', 'set.hidden'),
  bad(
    'a case with a request of 100,000 characters',
    'case.begin',
    intake(act(), {}, { request: '字'.repeat(100_000) }),
    'input.tooLong',
    'set.request',
  ),
  bad('a case without an act', 'case.begin', { ...intake(''), act: undefined }, 'input.missing', 'act'),
  bad(
    'a case of tomorrow',
    'case.begin',
    intake(act(), { late: { on: '2026-11-23T00:00:00.000Z', reason: '停电' } }),
    'date.future',
    'late.day',
  ),
  bad(
    'a late case without a reason',
    'case.begin',
    intake(act(), { late: { on: '2026-11-21T00:00:00.000Z', reason: ' ' } }),
    'input.missing',
    'late.reason',
  ),
  bad(
    'a case on a sheet with a slip',
    'case.begin',
    intake(act(), { sheet: '108000XX2611220001A' }),
    'number.check',
    'sheet',
  ),
  good('take a second', 'case.begin', intake(act(), {}, { petitioner: { name: '王芳' } }), {}),
  good('take a third', 'case.begin', intake(act(), {}, { petitioner: { name: '陈䶮' } }), {}),

  good(
    'a note',
    'case.step',
    (all: Answers) => note(streamOf(all, 'take a case'), '20,000 characters'.padEnd(20_000, '字'), noted),
    { status: 'received' },
  ),
  good(
    'the note again',
    'case.step',
    (all: Answers) => note(streamOf(all, 'take a case'), '20,000 characters'.padEnd(20_000, '字'), noted),
    { status: 'received' },
  ),
  bad(
    'a note of 100,000 characters',
    'case.step',
    (all: Answers) => note(streamOf(all, 'take a case'), '字'.repeat(100_000)),
    'input.tooLong',
    'text',
  ),
  good('the long note as a draft', 'draft.keep', {
    ...{ id: nobody, kind: 'service', type: 'note', stream: null },
    data: { text: '字'.repeat(100_000) },
  }),
  bad('a note on nothing', 'case.step', note(nobody, '看看'), 'stream.unknown'),
  bad(
    'a step that is none',
    'case.step',
    (all: Answers) => ({ ...note(streamOf(all, 'take a case'), 'x'), type: 'flown' }),
    'step.unknown',
  ),
  bad(
    'a paper’s text from a caller',
    'case.step',
    (all: Answers) => ({ ...note(streamOf(all, 'take a case'), 'x'), type: 'paperIssued' }),
    'step.unknown',
  ),
  bad(
    'too early',
    'case.step',
    (all: Answers) => ({ act: act(), stream: streamOf(all, 'take a case'), type: 'closed', data: {} }),
    'step.notNow',
  ),
  as(
    'clerk',
    bad(
      'a clerk returns nothing',
      'case.step',
      (all: Answers) => ({
        act: act(),
        stream: streamOf(all, 'take a case'),
        type: 'returned',
        data: { reason: '重办' },
      }),
      'permission.missing',
    ),
  ),
  {
    ...good('the page shows one note', 'case.page', (all: Answers) => ({
      stream: streamOf(all, 'take a case'),
      reveal: false,
    })),
    expects: {
      check: (answer) => {
        const { history } = valueOf(new Map([['it', answer]]), 'it') as { history: { type: string }[] };
        expect(history.filter(({ type }) => type === 'note')).toHaveLength(1);
      },
    },
  },
  good(
    'why this day',
    'case.whyThisDay',
    (all: Answers) => ({ stream: streamOf(all, 'take a case'), due: 'correction' }),
    { name: 'correction', limit: { amount: 5, unit: 'workingDay' }, isSame: true, isPaused: false, counted: 5 },
  ),
  bad(
    'why of a limit there is not',
    'case.whyThisDay',
    (all: Answers) => ({ stream: streamOf(all, 'take a case'), due: 'statutory' }),
    'due.unknown',
  ),
  bad('a page of nothing', 'case.page', { stream: nobody, reveal: false }, 'stream.unknown'),
  good('a search for a telephone', 'case.list', { filter: 'all', search: '1390797 5555', limit: 9 }, { lines: [{}] }),
  bad('a list by a made-up filter', 'case.list', { filter: 'pretty', search: '', limit: 1 }, 'input.invalid', 'filter'),
  bad('a list without end', 'case.list', { filter: 'all', search: '', limit: 201 }, 'input.invalid', 'limit'),
  bad(
    'a list from a made-up cursor',
    'case.list',
    { filter: 'all', search: '', limit: 1, cursor: '{"a' },
    'input.invalid',
    'cursor',
  ),
  good(
    'by number',
    'case.byCode',
    (all: Answers) => ({ code: (valueOf(all, 'take a case') as { number: string }).number }),
    { paper: null },
  ),
  bad('by a malformed number', 'case.byCode', { code: '108000XX2611220001A' }, 'number.check', 'code'),
  bad('by nothing', 'case.byCode', { code: '' }, 'number.unknown', 'code'),
  good(
    'people like one',
    'party.similar',
    { idNumber: '360732198512310019' },
    { lines: [{ why: 'id', name: '李**' }] },
  ),
  bad('people like a novel', 'party.similar', { name: '字'.repeat(201) }, 'input.tooLong', 'name'),
  good('people by the end of a number', 'party.find', { typed: '0019' }, { lines: [{ why: 'typed', name: '李**' }] }),
  bad('people by a novel', 'party.find', { typed: '1'.repeat(61) }, 'input.tooLong', 'typed'),
  good('one of them for a form', 'party.take', (all: Answers) => ({ party: partyOf(all) }), {
    petitioner: { name: '李桂花', idNumber: '360732198512310019' },
    known: [],
  }),
  bad('nobody for a form', 'party.take', { party: nobody }, 'stream.unknown'),
  good(
    'not the same as another',
    'party.tell',
    (all: Answers) => ({ act: act(), party: partyOf(all), other: nobody, isSame: false, reason: '同名的两个人' }),
    {},
  ),
  bad(
    'not the same without a reason',
    'party.tell',
    (all: Answers) => ({ act: act(), party: partyOf(all), other: nobody, isSame: false, reason: '' }),
    'input.missing',
    'reason',
  ),
  bad(
    'the same as nobody here',
    'party.tell',
    (all: Answers) => ({ act: act(), party: partyOf(all), other: nobody, isSame: true, reason: '像' }),
    'party.otherSort',
  ),
  good('what hangs together with one', 'party.around', (all: Answers) => ({ party: partyOf(all) }), {
    isSeveral: false,
    others: [],
    households: [],
    cases: [{ who: '李**' }],
  }),
  bad('what hangs together with nobody', 'party.around', { party: nobody }, 'stream.unknown'),
  good(
    'more of one',
    'party.note',
    (all: Answers) => ({ act: act(), party: partyOf(all), set: { formerNames: ['李小花'] }, seen: {} }),
    {},
  ),
  bad(
    'more of one, wrongly',
    'party.note',
    (all: Answers) => ({ act: act(), party: partyOf(all), set: { otherPhones: [{ phone: '12' }] }, seen: {} }),
    'phone.invalid',
    'set.otherPhones.0.phone',
  ),
  bad('more of nobody', 'party.note', { act: act(), party: nobody, set: { phone: '' }, seen: {} }, 'stream.unknown'),
  good('households of one', 'party.households', (all: Answers) => ({ party: partyOf(all) }), { lines: [] }),
  bad('households of a novel', 'party.households', { idNumber: '1'.repeat(41) }, 'input.tooLong', 'idNumber'),
  good(
    'take a household',
    'case.begin',
    intake(act(), {}, { petitioner: { form: 'household', name: '钟户主', phone: '13611110000' } }),
    { status: 'received' },
  ),
  good(
    'households by their head',
    'party.find',
    { typed: '钟户', sought: 'several', most: 1 },
    { lines: [{ name: '钟**' }] },
  ),
  good(
    'a household with its members',
    'party.household',
    (all: Answers) => ({
      household: (valueOf(all, 'households by their head') as { lines: { party: string }[] }).lines[0]?.party ?? '',
    }),
    { petitioner: { form: 'household', name: '钟户主' }, members: [{ relation: '', person: { name: '钟户主' } }] },
  ),
  bad('a household of nobody', 'party.household', { household: nobody }, 'stream.unknown'),
  bad(
    'the same as themselves',
    'party.tell',
    (all: Answers) => ({ act: act(), party: partyOf(all), other: partyOf(all), isSame: true, reason: '自己' }),
    'party.itself',
  ),
  good('similar ones', 'case.similar', { phone: '13907975555' }, { lines: [{}] }),
  bad('similar ones by a novel', 'case.similar', { phone: '1'.repeat(41) }, 'input.tooLong', 'phone'),
  good(
    'merge',
    'case.merge',
    (all: Answers) => ({
      act: act(),
      stream: streamOf(all, 'take a second'),
      into: streamOf(all, 'take a third'),
      reason: '同一件事',
    }),
    {},
  ),
  bad(
    'merge into itself',
    'case.merge',
    (all: Answers) => ({
      act: act(),
      stream: streamOf(all, 'take a third'),
      into: streamOf(all, 'take a third'),
      reason: '错',
    }),
    'merge.itself',
  ),
  good(
    'unmerge',
    'case.unmerge',
    (all: Answers) => ({ act: act(), stream: streamOf(all, 'take a second'), reason: '两件事' }),
    {},
  ),
  bad(
    'unmerge again',
    'case.unmerge',
    (all: Answers) => ({ act: act(), stream: streamOf(all, 'take a second'), reason: '两件事' }),
    'step.notNow',
  ),
  good('what is missing', 'owed.list', { view: 'check' }, { lines: [], isMore: false }),
  bad('what is missing in no view', 'owed.list', { view: 'gone' }, 'input.invalid', 'view'),
  good('originals that are here', 'owed.originals', { day: '2026-11-23' }, { rows: [], isMore: false }),
  bad('originals of no day', 'owed.originals', { day: '2026-02-30' }, 'input.invalid', 'day'),
  good('the book of originals', 'owed.originalsBook', { day: '2026-11-23' }, {}),
  bad('the book of no day', 'owed.originalsBook', { day: '' }, 'input.invalid', 'day'),
  good('the register of voided ones', 'case.voidRegister', { from: '2026-11-01', to: '2026-11-30' }, { rows: [] }),
  bad(
    'the register of February 30',
    'case.voidRegister',
    { from: '2026-02-30', to: '2026-11-30' },
    'input.invalid',
    'from',
  ),
];

const upload = '0190b000-0000-7000-8000-000000000001';
const part = Buffer.from('附件内容').toString('base64');
const attachments: readonly ContractCase[] = [
  good('a part', 'attachment.part', { upload, index: 0, data: part }),
  bad('a part out of turn', 'attachment.part', { upload, index: 5, data: part }, 'attachment.gap'),
  bad('a part that is no base64', 'attachment.part', { upload, index: 1, data: '%%' }, 'input.invalid', 'data'),
  good(
    'keep it',
    'attachment.keep',
    (all: Answers) => ({
      act: act(),
      stream: streamOf(all, 'take a case'),
      upload,
      name: '户口簿.jpg',
      mime: 'image/jpeg',
    }),
    {},
  ),
  bad(
    'keep it where nothing came',
    'attachment.keep',
    (all: Answers) => ({ act: act(), stream: streamOf(all, 'take a case'), upload: nobody, name: 'x', mime: '' }),
    'attachment.gone',
  ),
  good(
    'read it',
    'attachment.read',
    (all: Answers) => ({
      stream: streamOf(all, 'take a case'),
      id: (valueOf(all, 'keep it') as { id: string }).id,
      part: 0,
    }),
    { parts: 1, data: part },
  ),
  bad(
    'read another',
    'attachment.read',
    (all: Answers) => ({ stream: streamOf(all, 'take a case'), id: nobody, part: 0 }),
    'attachment.unknown',
  ),
  good('send a photograph', 'attachment.part', { upload: photo, index: 0, data: part }),
  good('hold it', 'attachment.hold', { upload: photo }, { bytes: Buffer.from(part, 'base64').length }),
  bad('hold what never came', 'attachment.hold', { upload: act() }, 'attachment.gone'),
  bad(
    'a case with a photograph that is not here',
    'case.begin',
    {
      ...intake(act()),
      files: [{ blob: '0'.repeat(64), name: '照片.jpg', mime: 'image/jpeg', for: { what: 'field', name: '照片' } }],
    },
    'attachment.gone',
  ),
  good(
    'let it leave',
    'attachment.export',
    (all: Answers) => ({
      act: act(),
      stream: streamOf(all, 'take a case'),
      id: (valueOf(all, 'keep it') as { id: string }).id,
    }),
    {},
  ),
  bad(
    'let another leave',
    'attachment.export',
    (all: Answers) => ({ act: act(), stream: streamOf(all, 'take a case'), id: nobody }),
    'attachment.unknown',
  ),
  bad(
    'save it where the browser saves',
    'attachment.save',
    (all: Answers) => ({
      stream: streamOf(all, 'take a case'),
      id: (valueOf(all, 'keep it') as { id: string }).id,
    }),
    'save.notHere',
  ),
  good(
    'move it',
    'attachment.move',
    (all: Answers) => ({
      act: act(),
      stream: streamOf(all, 'take a case'),
      id: (valueOf(all, 'keep it') as { id: string }).id,
      to: streamOf(all, 'take a third'),
      reason: '放错了',
    }),
    {},
  ),
  bad(
    'move it again',
    'attachment.move',
    (all: Answers) => ({
      act: act(),
      stream: streamOf(all, 'take a case'),
      id: (valueOf(all, 'keep it') as { id: string }).id,
      to: streamOf(all, 'take a third'),
      reason: '放错了',
    }),
    'attachment.unknown',
  ),
];

export const caseWork: readonly ContractCase[] = [...takes, ...attachments];
