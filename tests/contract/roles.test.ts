import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/index.ts';
import { ledgerNames } from '#shared/contract/ledger.ts';
import { roles, type Role } from '#shared/kernel/permissions.ts';
import { service } from '#shared/kinds/service/index.ts';
import { intake, openDesk, password, refusalFrom, setUpDesk, type TestDesk, type Window } from '../support/desk.ts';
import { joinMadeUpHub, returnAct } from '../support/made-up-hub.ts';
import { procedureRoles, stepRoles } from './roles-table.ts';
import type { Answer } from './support/transports.ts';

const procedures = Object.entries(contract).flatMap(([group, all]) =>
  Object.keys(all).map((name) => `${group}.${name}`),
);

/** No procedure takes it: whoever may call is told so, whoever may not is told that, and nothing is done either way. */
const unfit = { notOfTheContract: 1 };

/** The refusal of an answer, of a stream's first message too. */
function said(answer: Answer): string {
  const [first] = answer.ok && Array.isArray(answer.value) ? (answer.value as unknown[]) : [];
  const streamed = typeof first === 'object' && first !== null && 'refusal' in first ? first.refusal : undefined;
  return (streamed as { code: string } | undefined)?.code ?? refusalFrom(answer)?.code ?? 'accepted';
}
const isOfInput = (code: string): boolean => code.startsWith('input.');

/** What the door says to everything, as `procedure: code`. */
async function askAll(window: Window): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const procedure of procedures) answers.set(procedure, said(await window.call(procedure, unfit)));
  return answers;
}

describe('procedures × roles', () => {
  it('the table is about the procedures there are', () => {
    expect(Object.keys(procedureRoles).sort()).toEqual([...procedures].sort());
  });

  it.each(roles)('%s may call exactly what the table says', async (role) => {
    const desk = await setUpDesk({ seed: 101 });
    const answers = await askAll(await desk.person('someone', [role]));
    const found = procedures.map((procedure) => [
      procedure,
      isOfInput(answers.get(procedure) ?? '') ? 'may' : answers.get(procedure),
    ]);
    const wanted = procedures.map((procedure) => {
      const allowed = procedureRoles[procedure];
      return [procedure, allowed === 'anybody' || allowed?.includes(role) ? 'may' : 'permission.missing'];
    });
    expect(found).toEqual(wanted);
  });

  it.each([
    ['nobody on an open desk', 'login.required', setUpDesk],
    ['nobody on a new desk', 'desk.notSetUp', openDesk],
  ] as const)('%s is refused all but what anybody may', async (_who, code, open) => {
    const desk = await open({ seed: 102 });
    const answers = await askAll(await desk.connect());
    const found = procedures.map((procedure) => [procedure, answers.get(procedure)]);
    for (const [procedure, answer] of found) {
      const isFree = procedureRoles[procedure ?? ''] === 'anybody';
      expect([procedure, isFree ? isOfInput(answer ?? '') : answer]).toEqual([procedure, isFree ? true : code]);
    }
  });

  it('a person of two roles may what either may', async () => {
    const desk = await setUpDesk({ seed: 103 });
    const answers = await askAll(await desk.person('both', ['window', 'auditor']));
    for (const procedure of ['case.begin', 'audit.list']) expect(isOfInput(answers.get(procedure) ?? '')).toBe(true);
    expect(answers.get('staff.add')).toBe('permission.missing');
  });
});

describe('steps × roles', () => {
  const commands = [...(service.typesByRules.get(1) ?? [])].flatMap(([name, { writtenBy }]) =>
    writtenBy === undefined && name !== 'received' ? [name] : [],
  );

  it('the table is about the steps there are', () => {
    expect(Object.keys(stepRoles).sort()).toEqual([...commands].sort());
  });

  it.each(roles)('%s may take exactly the steps the table says, and is offered no others', async (role) => {
    const desk = await setUpDesk({ seed: 104 });
    const window = await desk.person('someone', [role]);
    for (const [type, { roles: allowed, data }] of Object.entries(stepRoles)) {
      const { stream } = await desk.chief.ask<{ stream: string }>('case.begin', intake(desk.newId()));
      if (allowed.includes(role)) {
        const { allowed: offered } = await window.ask<{ allowed: string[] }>('case.page', { stream, reveal: false });
        expect(offered.filter((step) => stepRoles[step]?.roles.includes(role) === false)).toEqual([]);
      }
      const code = said(await window.call('case.step', { act: desk.newId(), stream, type, data }));
      expect([type, code === 'permission.missing', isOfInput(code)]).toEqual([type, !allowed.includes(role), false]);
    }
  });
});

const year = { from: '2026-01-01', to: '2026-12-31' };
const foreignStation = '360732108201';
const planted = {
  name: '外村𬭎某',
  agent: '代办阿婆',
  idNumber: '360732196207150136',
  phone: '13607970001',
  request: '外村低保诉求',
  material: '外村材料',
  reason: '外村作废理由',
  file: '外村附件.txt',
  returned: '外村退回内容',
  returnedWhole: '外村退件诉求',
};

/** Cases of another station, as they lie at a hall: one voided, two merged, with a paper, a waiting print job and an attachment. */
async function plantForeign(desk: TestDesk, chief: Window): Promise<string[]> {
  const { writer } = desk.core();
  const own = writer.station;
  const begin = async (): Promise<{ stream: string; number: string; jobs: { id: string; paper: string }[] }> =>
    chief.ask('case.begin', {
      ...intake(desk.newId(), { print: 'A5' }),
      data: {
        set: {
          petitioner: {
            ...{ name: planted.name, idType: 'residentId', idNumber: planted.idNumber, phone: planted.phone },
            agent: { name: planted.agent, relation: '邻居' },
          },
          matter: { code: 'SAMPLE' },
          request: planted.request,
          materials: [{ name: planted.material, copies: 1, form: 'copy' }],
        },
      },
    });
  const step = (stream: string, type: string, data: object) =>
    chief.ask('case.step', { act: desk.newId(), stream, type, data });
  // As if the hub had brought them: written by the same commands under the other station's code.
  Object.assign(writer, { station: foreignStation });
  try {
    const [voided, main, merged] = [await begin(), await begin(), await begin()];
    const upload = desk.newId();
    await chief.ask('attachment.part', { upload, index: 0, data: Buffer.from('外村内容').toString('base64') });
    await chief.ask('attachment.keep', {
      act: desk.newId(),
      stream: main.stream,
      upload,
      name: planted.file,
      mime: 'text/plain',
    });
    const cause = { cause: 'trial', reason: planted.reason };
    await step(voided.stream, 'voidAsked', cause);
    const second = await desk.person('second', ['chief']);
    await second.ask('case.step', { act: desk.newId(), stream: voided.stream, type: 'voided', data: cause });
    await chief.ask('case.merge', {
      act: desk.newId(),
      stream: merged.stream,
      into: main.stream,
      reason: planted.reason,
    });
    const page = await chief.ask<{ attachments: { id: string }[] }>('case.page', { stream: main.stream, reveal: true });
    const returned = await plantReturned(desk, chief, main.stream);
    const cases = [main, voided, merged];
    return [
      ...cases.flatMap(({ stream, number, jobs }) => [
        ...[stream, number],
        // What waited for a printer goes with a void paper.
        ...jobs.flatMap(({ id, paper }) => (stream === voided.stream ? [paper] : [id, paper])),
      ]),
      ...page.attachments.map(({ id }) => id),
      ...returned,
    ];
  } finally {
    Object.assign(writer, { station: own });
  }
}

/** Joined to a server, which did not take a step of the main case, nor one whole case; answers the two acts. */
async function plantReturned(desk: TestDesk, chief: Window, stream: string): Promise<string[]> {
  const core = desk.core();
  const [step, whole] = [desk.newId(), desk.newId()];
  await chief.ask('case.step', { act: step, stream, type: 'note', data: { text: planted.returned } });
  await chief.ask('case.begin', intake(whole, {}, { request: planted.returnedWhole }));
  joinMadeUpHub(core);
  returnAct(core, step, 'notYours');
  returnAct(core, whole, 'grant');
  return [step, whole];
}

/** Every procedure that reads, asked for the planted things by every handle there is. */
async function readEverything(desk: TestDesk, window: Window, ids: readonly string[]): Promise<Map<string, Answer>> {
  const uuids = ids.filter((id) => id.includes('-'));
  const [stream = '', number = ''] = ids;
  const filters = ['open', 'all', 'overdue', 'dueSoon', 'waiting', 'today', 'mine', 'undecided', 'voided'];
  const typed = ['', planted.name.slice(0, 2), '外村', planted.phone, planted.idNumber, number, 'wc'];
  const asked: [string, unknown][] = [
    ...filters.flatMap((filter) =>
      typed.map((search): [string, unknown] => ['case.list', { filter, search, limit: 200 }]),
    ),
    ...uuids.flatMap((id): [string, unknown][] => [
      ['case.page', { stream: id, reveal: true }],
      ['case.whyThisDay', { stream: id, due: 'correction' }],
      ['paper.dueExplanation', { stream: id, due: 'correction' }],
      ['paper.wholeCourse', { stream: id }],
      ['paper.officialForm', { stream: id, form: '申请表' }],
      ['paper.officialFormFile', { act: id, stream: id, form: '申请表' }],
      ['paper.html', { stream, paper: id, size: 'A5', copy: 1 }],
      ['attachment.read', { stream, id, part: 0 }],
      ['attachment.save', { stream, id }],
      ['paper.save', { stream, paper: id, size: 'A5', name: '凭证', as: 'pdf' }],
      ['paper.word', { act: uuids[0], stream, paper: id, name: '凭证' }],
      ['paper.pdf', { act: uuids[0], stream, paper: id, size: 'A5', name: '凭证' }],
      ['pad.html', { stream: id }],
      ['batch.page', { stream: id }],
      ['batch.handover', { stream: id }],
      ['village.paper', { stream: id }],
      ['batch.roster', { stream: id, form: '花名册' }],
      ['batch.rosterFile', { act: id, stream: id, form: '花名册' }],
      ['batch.saveRoster', { stream: id, form: '花名册', name: '花名册' }],
      ['batch.compare', { stream: id, file: id }],
      ['many.page', { stream: id }],
      ['many.paper', { stream: id }],
      ['many.sheets', { file: id }],
      ['archive.contents', { stream: id }],
      ['archive.make', { stream: id }],
      ['archive.save', { file: id, as: 'pdf' }],
    ]),
    ['case.byCode', { code: number }],
    ['paper.verify', { code: number }],
    ['party.similar', { idNumber: planted.idNumber, phone: planted.phone, name: planted.name }],
    ['party.find', { typed: planted.idNumber.slice(-4) }],
    ['party.find', { typed: planted.name.slice(0, 2) }],
    ['party.take', { party: ids[0] ?? '' }],
    ['party.around', { party: ids[0] ?? '' }],
    ['party.households', { idNumber: planted.idNumber }],
    ['party.household', { household: ids[0] ?? '' }],
    ['case.similar', { idNumber: planted.idNumber, phone: planted.phone, name: planted.name }],
    ['case.voidRegister', { from: '2026-01-01', to: '2026-12-31' }],
    ['paper.voidRegister', { from: '2026-01-01', to: '2026-12-31' }],
    ['paper.daySheet', { day: '2026-11-22' }],
    ['paper.waiting', {}],
    ['home.summary', {}],
    ['draft.list', {}],
    ['memo.list', { kind: 'call', filter: 'all' }],
    ...uuids.map((id): [string, unknown] => ['memo.page', { stream: id }]),
    ['archive.due', {}],
    ['publish.preview', publicAsked],
    ['publish.pattern', {}],
    ['signature.awaited', {}],
    ['signature.ofNumber', { number }],
    ...uuids.map((id): [string, unknown] => ['signature.paper', { stream, paper: id }]),
    ['publish.save', { ...publicAsked, act: uuids[0], form: 'xlsx', name: '公示' }],
    ['trip.ledger', { from: '2026-01-01', to: '2026-12-31' }],
    ['trip.list', { from: '2026-01-01', to: '2026-12-31', matter: 'PERMIT', version: '1' }],
    ['trip.save', { from: '2026-01-01', to: '2026-12-31', name: '多跑一次登记' }],
    ['trip.returning', { idNumber: planted.idNumber, phone: planted.phone, ...(stream === '' ? {} : { stream }) }],
    ['inspection.population', { ...year, matters: [], stations: [] }],
    ['appraisal.list', {}],
    ...uuids.flatMap((id): [string, unknown][] => [
      ['appraisal.page', { stream: id }],
      ['appraisal.paper', { stream: id, paper: 'appraisalList' }],
    ]),
    ['inspection.list', {}],
    ...uuids.flatMap((id): [string, unknown][] => [
      ['inspection.page', { stream: id }],
      ['inspection.paper', { stream: id }],
    ]),
    ['ledger.counts', year],
    ...ledgerNames.flatMap((ledger): [string, unknown][] => [
      ['ledger.page', { ledger, ...year, limit: 200 }],
      ['ledger.html', { ledger, ...year }],
      ['ledger.save', { ledger, ...year, act: uuids[0], name: '台账' }],
    ]),
    ['paper.matterGuide', { code: 'PERMIT', size: 'A4' }],
    ['draft.parked', {}],
    ...uuids.map((id): [string, unknown] => ['draft.find', { id }]),
    ['pad.list', {}],
    ['arrival.waiting', {}],
    ['owed.list', { view: 'check' }],
    ['owed.originals', { day: '2026-11-23' }],
    ['owed.originalsBook', { day: '2026-11-23' }],
    ['batch.list', {}],
    ['workHandover.list', {}],
    ['workHandover.count', {}],
    ['workHandover.pending', { giver: null }],
    ...uuids.flatMap((id): [string, unknown][] => [
      ['workHandover.page', { stream: id }],
      ['workHandover.paper', { stream: id }],
    ]),
    ['village.list', {}],
    ['village.count', {}],
    ['village.lists', {}],
    ['batch.matters', {}],
    ['batch.candidates', { matter: 'SAMPLE' }],
    ['many.list', {}],
    ['many.openCases', { matter: 'SAMPLE', numbers: [planted.idNumber] }],
    ['many.template', { matter: 'SAMPLE' }],
    ['many.saveTemplate', { matter: 'SAMPLE', name: '空表' }],
    ['staff.list', {}],
    ['desk.status', {}],
    ['desk.settings', {}],
    ['desk.devices', {}],
    ['link.state', {}],
    ['link.waiting', {}],
    ['link.refused', {}],
    ['stick.state', {}],
    ['backup.state', {}],
    ['matter.find', { search: '外村' }],
    ['matter.get', { code: 'PERMIT' }],
    ['matter.row', { code: 'SAMPLE' }],
    ['registry.list', { kind: 'matter', search: '外村' }],
    ['registry.list', { kind: 'station', search: '' }],
    ['registry.agents', { stream: stream === '' ? null : stream }],
    ['wording.list', {}],
    ['wording.versions', { paper: 'receipt' }],
    ['wording.preview', { paper: 'receipt', sample: 'plain', size: 'A5', words: {} }],
    ['wording.save', { name: '用语' }],
    ['registry.requests', {}],
    ['registry.years', {}],
    ['registry.previewYear', { year: '2026', off: ['2026-11-23..2026-12-31'], work: [], status: 'official' }],
    ['audit.list', { limit: 200 }],
  ];
  const answers = new Map<string, Answer>();
  for (const [path, input] of asked) answers.set(`${path} ${JSON.stringify(input)}`, await window.call(path, input));
  return answers;
}

/** Procedures that write, only draw what they are given, or are about the published catalogue; every other one is asked by `readEverything`. */
/** Everything a list of people may say. */
const publicAsked = {
  ...{ matter: 'SAMPLE', from: '2026-01-01', to: '2026-12-31', scope: 'all', title: '公示', note: '', phone: '' },
  columns: ['serial', 'name', 'idNumber', 'phone', 'address'],
};

const notReading = new Set(
  procedures.filter((procedure) =>
    /archive\.(take|judge)$|workHandover\.(give|take|sendBack|takeBack)$|appraisal\.(judge|sign|cancel|carryOut)$|^(setUp|login|event|journal|recovery|catalogue|printer)\.|link\.(join|confirm|cancel|retry|goOn|looked|setAwayLimit|repeat)$|stick\.(out|save|takeIn|handOn|handOnSave)$|signature\.(read|pagesOf|bring|pad)$|\.(begin|step|merge|unmerge|keep|hold|keepSettings|note|keepDevices|readMadeUp|drop|print|printNow|printers|choosePrinter|keepPicture|queue|sent|settle|part|move|export|reserve|lose|account|add|setRoles|suspend|reinstate|resetPassword|readNotice|noteRequest|importYear|setFolder|run|confirmClock|shortcutCard|formTags|formPart|lookAtForm|lookAtKeptForm|keepForm|tell|park|takeUp|answer|send|receive|open|extend|takeRow|answersPart|write|readFile|takeFile|setPattern|draw|finish|admit|end)$/.test(
      procedure,
    ),
  ),
);

/** Where a planted text stands in an answer, other than in what was asked. */
const leaks = (answers: ReadonlyMap<string, Answer>, secrets: readonly string[]): string[] =>
  [...answers].flatMap(([asked, answer]) => {
    const text = JSON.stringify(answer).replaceAll(/<[^>]*>/gu, '');
    return secrets
      .filter((secret) => text.includes(secret) && !asked.includes(secret))
      .map((secret) => `${secret} in ${asked}`);
  });

describe('cases of another station', () => {
  const texts = Object.values(planted);

  it.each<[string, Role[]]>([
    ['a village', ['village']],
    ['a mediator', ['mediator']],
    ['the administrator', ['administrator']],
    ['a village that is administrator too', ['village', 'administrator']],
  ])('%s sees not a row, a count or a byte of them', async (_who, held) => {
    const desk = await setUpDesk({ seed: 105 });
    const ids = await plantForeign(desk, desk.chief);
    const stranger = await desk.person('stranger', held);
    const answers = await readEverything(desk, stranger, ids);
    expect([...new Set([...answers.keys()].map((asked) => asked.split(' ')[0]))].sort()).toEqual(
      procedures.filter((procedure) => !notReading.has(procedure)).sort(),
    );
    expect(leaks(answers, [...texts, ...ids])).toEqual([]);
    const summary = await stranger.ask<{ counts: object }>('home.summary', {});
    expect(Object.values(summary.counts)).toEqual(Object.values(summary.counts).map(() => 0));
    const lists = [...answers].filter(([asked]) => asked.startsWith('case.list') && held.includes('village'));
    const seen = lists.map(([, answer]) => (answer.ok ? (answer.value as { value: unknown }).value : answer));
    for (const list of seen)
      expect(list).toEqual({ lines: [], cursor: null, total: expect.toBeOneOf([0, null]) as unknown });
  });

  it('the same walk finds them for the chief, who may see all stations', async () => {
    const desk = await setUpDesk({ seed: 106 });
    const ids = await plantForeign(desk, desk.chief);
    const found = leaks(await readEverything(desk, desk.chief, ids), [...texts, ...ids]);
    for (const secret of [...texts, ...ids])
      expect([secret, found.some((leak) => leak.startsWith(secret))]).toEqual([secret, true]);
  });

  it('what is done to them is refused as if they were not there', async () => {
    const desk = await setUpDesk({ seed: 107 });
    const ids = await plantForeign(desk, desk.chief);
    const stranger = await desk.person('stranger', ['village']);
    const own = await stranger.ask<{ stream: string }>('case.begin', intake(desk.newId()));
    const [foreign = '', , job = '', paper = ''] = ids;
    const nobody = desk.newId();
    const act = (): string => desk.newId();
    const tries = (stream: string, aJob: string, aReturned: string): [string, object][] => [
      ['link.repeat', { act: act(), refused: aReturned }],
      ['link.settle', { refused: aReturned, reason: '不用了' }],
      ['case.step', { act: act(), stream, type: 'note', data: { text: '看看' } }],
      ['case.merge', { act: act(), stream: own.stream, into: stream, reason: '并案' }],
      ['case.merge', { act: act(), stream, into: own.stream, reason: '并案' }],
      ['case.unmerge', { act: act(), stream, reason: '拆开' }],
      ['attachment.move', { act: act(), stream, id: paper, to: own.stream, reason: '放错' }],
      ['paper.print', { act: act(), stream, paper, size: 'A5' }],
      ['paper.sent', { job: aJob }],
      ['paper.settle', { act: act(), job: aJob, fate: 'printed', printer: '' }],
      ['paper.settle', { act: act(), job: aJob, fate: 'dropped', printer: '' }],
      ['pad.lose', { act: act(), stream, number: 'x', why: 'sheetSpoiled', reason: '错' }],
    ];
    const refusals = async (stream: string, aJob: string, aReturned: string): Promise<string[]> => {
      const found: string[] = [];
      for (const [path, input] of tries(stream, aJob, aReturned))
        found.push(`${path} ${JSON.stringify(await stranger.refused(path, input))}`);
      return found;
    };
    const unknown = await refusals(nobody, nobody, nobody);
    for (const returned of ids.slice(-2)) expect(await refusals(foreign, job, returned)).toEqual(unknown);
    expect(await stranger.ask('paper.waiting', {})).toEqual({ jobs: [] });
  });

  it('a change to them is not even heard of', async () => {
    const desk = await setUpDesk({ seed: 108 });
    const [foreign = ''] = await plantForeign(desk, desk.chief);
    const stranger = await desk.person('stranger', ['village']);
    const own = await stranger.ask<{ stream: string }>('case.begin', intake(desk.newId()));
    const heard = stranger.call('event.changes', {}, 1);
    const outside = await desk.connect();
    const heardOutside = outside.call('event.changes', {}, 1);
    const note = (stream: string) =>
      desk.chief.ask('case.step', { act: desk.newId(), stream, type: 'note', data: { text: '记' } });
    await note(foreign);
    await note(own.stream);
    expect(await heard).toEqual({ ok: true, value: [{ type: 'changed', streams: [own.stream] }] });
    await desk.chief.ask('login.lock', {});
    expect(await heardOutside).toEqual({ ok: true, value: [{ type: 'status' }] });
  });
});

it('a suspended person of any role may nothing but what anybody may', async () => {
  const desk = await setUpDesk({ seed: 109 });
  const window = await desk.person('gone', ['chief', 'administrator', 'auditor']);
  const { me } = await window.ask<{ me: { staff: string } }>('desk.status', {});
  await desk.chief.ask('staff.suspend', { act: desk.newId(), staff: me.staff });
  expect(await window.refused('login.enter', { login: 'gone', password })).toEqual({ code: 'login.suspended' });
  const answers = await askAll(window);
  const free = procedures.filter((procedure) => isOfInput(answers.get(procedure) ?? ''));
  expect(free.filter((procedure) => procedureRoles[procedure] !== 'anybody')).toEqual([]);
});
