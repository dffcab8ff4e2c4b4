/**
 * The contract's cases: one list, from a new desk to the auditor's look, asked in process, through loopback HTTP and through a
 * MessagePort. Every procedure has at least one case that is accepted and one that is refused.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DeskContext } from '#desk/door/context.ts';
import { contract } from '#shared/contract/index.ts';
import { callLimitBytes } from '#shared/contract/wire.ts';
import type { Refusal } from '#shared/kernel/result.ts';
import english from '#shared/words/en/refusals.json' with { type: 'json' };
import chinese from '#shared/words/zh-CN/refusals.json' with { type: 'json' };
import { chief, deskForCases, hall, intake, refusalFrom, setUp, township, type TestDesk } from '../support/desk.ts';
import { appraisals } from './cases/appraisals.ts';
import { caseWork, note } from './cases/case-work.ts';
import { deskItself } from './cases/desk.ts';
import { complete, firstStart } from './cases/first-start.ts';
import { link } from './cases/link.ts';
import { village } from './cases/village.ts';
import { stick, stickAlone } from './cases/stick.ts';
import { memos } from './cases/memos.ts';
import { workHandovers } from './cases/work-handovers.ts';
import { trips } from './cases/trips.ts';
import { papers } from './cases/papers.ts';
import { people } from './cases/people.ts';
import { recovery } from './cases/recovery.ts';
import { registries } from './cases/registries.ts';
import { act, bad, good, nobody, scene, valueOf, type Answers } from './cases/scene.ts';
import { runCases, type ContractCase } from './support/run-cases.ts';
import {
  allTransports,
  inProcess,
  throughHttp,
  throughPort,
  type Answer,
  type OpenedDesk,
} from './support/transports.ts';

const cases = [
  ...firstStart,
  ...people,
  ...caseWork,
  ...papers,
  ...village,
  ...workHandovers,
  ...memos,
  ...registries,
  ...recovery,
  ...deskItself,
  ...trips,
  ...appraisals,
  ...stickAlone,
  ...link,
  ...stick,
];

function deskAsked(): TestDesk {
  if (scene.current === undefined) throw new Error('no desk is asked');
  return scene.current;
}

async function openNew(): Promise<OpenedDesk<DeskContext>> {
  const beside = mkdtempSync(join(tmpdir(), 'tongban-contract-'));
  mkdirSync(join(beside, 'backups'));
  writeFileSync(join(beside, 'file.txt'), 'a file');
  const desk = await deskForCases(join(beside, 'desk'), 7);
  Object.assign(scene, { current: desk, beside });
  return {
    ...desk.opened,
    close: async () => {
      await desk.close();
      rmSync(beside, { recursive: true, force: true });
    },
  };
}

/** Paths of the temporary folder, what is random or of the file system in a backup, and acts of cases that were asked anew. */
const normalise = (answer: Answer): unknown =>
  JSON.parse(
    JSON.stringify(answer)
      .replace(/"(id|act|file|folder|head)":"[^"]*"/g, '"$1":"#"')
      .replace(/"(bytes|free)":\d+/g, '"$1":0')
      // A workbook says when it was made.
      .replace(/"data":"UEsDB[^"]*"/g, '"data":"workbook"')
      // The head on a paper, a hash over much that differs from run to run.
      .replace(/\b([0-9A-Z]{2}-\d+):[0-9a-f]{16}/g, '$1:#'),
  );

const answersThrough = runCases('the desk’s contract', { openDesk: openNew, cases, normalise });

/** Changes come as a stream that never ends by itself; they are asked for one at a time. */
describe.each(allTransports)('changes through transport %#', (open) => {
  it('come to whoever is logged in', async () => {
    const transport = await open(await openNew());
    await setUp(deskAsked());
    const [one, two] = [await transport.connect(), await transport.connect()];
    const typed = { login: chief.login, password: chief.password };
    await one.call('login.enter', typed);
    await two.call('login.enter', typed);
    const heard = one.call('event.changes', {}, 1);
    // The follower must have begun before something changes.
    await expect.poll(() => deskAsked().desk.runtime.listeners.size).toBe(1);
    const taken = await two.call('case.begin', intake(act()));
    const { stream } = valueOf(new Map([['it', taken]]), 'it') as { stream: string };
    // The case first, then whom it is about.
    const party = expect.any(String) as string;
    expect(await heard).toEqual({ ok: true, value: [{ type: 'changed', streams: [stream, party] }] });
    await one.close();
    await two.close();
    await transport.close();
  });
});

runCases('what is too large for one call', {
  openDesk: openNew,
  // Nothing limits a call within the process.
  transports: [throughHttp, throughPort],
  cases: [
    good('a phrase', 'setUp.phrase', { township: township.name, station: hall.name }),
    good('set-up', 'setUp.complete', (all: Answers) => complete(all)),
    bad('a note of 5 MB', 'case.step', note(nobody, '字'.repeat(callLimitBytes / 3)), 'input.tooLarge'),
    good('the desk goes on', 'case.begin', intake(act()), { status: 'received' }),
  ],
  normalise,
});

runCases('a desk whose file is closed', {
  openDesk: async () => {
    const opened = await openNew();
    const { dir, close } = deskAsked();
    await setUp(deskAsked());
    await close();
    const desk = await deskForCases(dir, 8);
    Object.assign(scene, { current: desk });
    return {
      ...desk.opened,
      close: async () => {
        await desk.close();
        await opened.close?.();
      },
    };
  },
  cases: [
    good('is told', 'desk.status', {}, { state: 'locked', station: null, me: null }),
    bad('shows no case', 'case.list', { filter: 'all', search: '', limit: 1 }, 'desk.locked'),
    bad('takes none', 'case.begin', intake(act()), 'desk.locked'),
    bad('is not set up again', 'setUp.phrase', { township: '', station: '' }, 'desk.alreadySetUp'),
    bad(
      'is not opened by a wrong password',
      'login.enter',
      { login: chief.login, password: 'Wrong-2026' },
      'login.wrong',
    ),
    good(
      'is opened by the right one',
      'login.enter',
      { login: chief.login, password: chief.password },
      { name: chief.name },
    ),
    good('and works', 'case.begin', intake(act()), { status: 'received' }),
  ],
  normalise,
});

describe('the list of cases', () => {
  const all = Object.entries(contract).flatMap(([group, names]) =>
    Object.keys(names).map((name) => `${group}.${name}`),
  );
  // Accepted: restoring, printing and saving by the program itself need more than a desk alone (`backup/restore.test.ts`,
  // `print-now.test.ts`, `save-outside.test.ts`), made-up cards are read in a demonstration (`tests/e2e/devices.spec.ts`),
  // changes are asked for above; a server to join, and one to exchange with, is met in
  // `tests/e2e/link.spec.ts`, `tests/e2e/stick.spec.ts` and `electron/desk/sync/stick/of-desk.test.ts`; pictures of signatures and sheets in
  // `electron/desk/signatures/signatures.test.ts`.
  const acceptedElsewhere = new Set([
    ...[
      'setUp.restore',
      'paper.printers',
      'paper.printNow',
      'paper.queue',
      'paper.save',
      'paper.pdf',
      'attachment.save',
    ],
    'desk.readMadeUp',
    ...[
      'catalogue.save',
      'catalogue.saveErrors',
      'trip.save',
      'ledger.save',
      'publish.save',
      'wording.save',
      'batch.saveRoster',
      'many.saveTemplate',
    ],
    ...['link.join', 'link.confirm', 'registry.noteRequest'],
    ...['signature.read', 'signature.pagesOf', 'signature.bring', 'signature.paper', 'signature.pad'],
    ...['stick.out', 'stick.save', 'stick.takeIn', 'stick.handOn', 'stick.handOnSave'],
    // Made in `electron/desk/archive/make.test.ts`: it needs what draws PDFs.
    ...['archive.make', 'archive.take', 'archive.save'],
    'event.changes',
  ]);

  it('has a good one and a bad one for every procedure', () => {
    const isBad = ({ expects, path }: ContractCase): boolean =>
      'refused' in expects ||
      ('value' in expects && ['journal.verify', 'catalogue.read', 'archive.make'].includes(path));
    const goodOnes = new Set(cases.filter((one) => !isBad(one)).map(({ path }) => path));
    const badOnes = new Set(cases.filter(isBad).map(({ path }) => path));
    expect(all.filter((path) => !goodOnes.has(path) && !acceptedElsewhere.has(path))).toEqual([]);
    expect(all.filter((path) => !badOnes.has(path))).toEqual([]);
  });

  it(
    'every refusal has its sentence in both languages, with all its blanks filled, and names its field',
    { timeout: 240_000 },
    async () => {
      const { answers } = await answersThrough(inProcess);
      const refusals = [...answers.values()].flatMap((answer): Refusal[] => {
        const refusal = refusalFrom(answer);
        return refusal === undefined ? [] : [refusal];
      });
      expect(refusals.length).toBeGreaterThan(80);
      for (const { code, details = {}, field } of refusals) {
        for (const words of [english, chinese] as Record<string, string>[]) {
          const sentence = words[code] ?? '';
          expect([code, sentence.length > 4]).toEqual([code, true]);
          const blanks = [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
          expect([code, blanks.filter((name) => details[name] === undefined)]).toEqual([code, []]);
        }
        if (code.startsWith('input.') && details['paths'] !== '') expect([code, field]).not.toEqual([code, undefined]);
      }
    },
  );
});
