/**
 * What the crash tests make the desk do: a morning at the counter. Real intakes with slip and print job, steps, settled print jobs
 * and drafts, by the commands behind the door; each acknowledged only after its answer, as a screen would see it. They know only
 * the interfaces here and `examine.ts`, which opens what was left and looks.
 */
import { beginCase, stepCase } from '#desk/commands/case.ts';
import { keepDraft } from '#desk/commands/drafts.ts';
import { markInterrupted, markSent, settleJob } from '#desk/commands/print-jobs.ts';
import type { DeskCore, Viewer } from '#desk/core.ts';
import { get, sql, transact } from '#desk/store/handles.ts';
import type { ActAnswer } from '#shared/contract/case.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, unwrap, type Result } from '#shared/kernel/result.ts';
import { samplePetitioner } from '#shared/kinds/service/sample.ts';
import { matterCode, morning, openCrashDesk, type CrashDesk } from './crash-desk.ts';
import { seeded } from './processes.ts';

export interface Running {
  /** Does act `i` in one transaction; doing it again changes nothing. Answers the acknowledgement, one line. */
  readonly act: (i: number) => string;
  /** Only hands on what is there (a paper is sent to the printer, or asked about): it must still work once the ballast was given up. */
  readonly drain: () => void;
  /** After a failure: opens and reads the file again. */
  readonly reopen: () => Result<void>;
  readonly close: () => Promise<void>;
  readonly crashDesk: CrashDesk;
}

/** What a screen was told: the act, and the answer as text; for a draft the text that was typed. */
export interface Acknowledged {
  readonly act: string;
  readonly what: 'intake' | 'step' | 'settled' | 'draft';
  readonly answer: string;
}

export const readAcknowledged = (line: string): Acknowledged => JSON.parse(line) as Acknowledged;

/** The receipt numbers among acknowledgements. */
export const numbersIn = (acked: readonly string[]): string[] =>
  acked.map(readAcknowledged).flatMap(({ what, answer }) => (what === 'intake' ? [answerOf(answer).number] : []));

const answerOf = (text: string): ActAnswer => JSON.parse(text) as ActAnswer;

/** Of every five acts two are intakes, and each later one belongs to the intake of its five. */
const round = ['intake', 'step', 'intake', 'settled', 'draft'] as const;
const whatOf = (i: number) => round[i % round.length] ?? 'intake';
/** The first act from `i` on that begins a case. */
export const nextIntake = (i: number): number => (whatOf(i) === 'intake' ? i : nextIntake(i + 1));
const actId = (i: number): string => `00000000-0000-7000-8000-${i.toString(16).padStart(12, '0')}`;

/** Opens the desk of a directory; `first` makes the times and chances of this run others than those of the runs before. */
export async function openWorkload(dir: string, first = 0): Promise<Result<Running>> {
  const opened = await openCrashDesk(dir, { at: morning + first * 1000, seed: first + 1 });
  if (!opened.ok) return opened;
  const { desk, core, viewer } = opened.value;
  return ok({
    act: (i) => perform(core, viewer, i),
    drain: () => {
      const sent = markSent(core, viewer, jobOf(core, 0));
      if (!sent.ok) transact(core.store.write, markInterrupted);
    },
    reopen: core.store.reopen,
    close: desk.close,
    crashDesk: opened.value,
  });
}

function perform(core: DeskCore, viewer: Viewer, i: number): string {
  const what = whatOf(i);
  const answer = acts[what](core, viewer, i);
  return JSON.stringify({ act: actId(i), what, answer: JSON.stringify(answer) } satisfies Acknowledged);
}

type Act = (core: DeskCore, viewer: Viewer, i: number) => JsonObject;

const acts: Readonly<Record<(typeof round)[number], Act>> = {
  intake: (core, viewer, i) =>
    unwrap(
      beginCase(core, viewer, { act: actId(i), kind: 'service', type: 'received', data: dataOf(i), print: '80mm' }),
    ),
  step: (core, viewer, i) =>
    unwrap(stepCase(core, viewer, { act: actId(i), stream: answerAt(core, i - 1).stream, type: 'accepted', data: {} })),
  settled: (core, viewer, i) => {
    const job = jobOf(core, i - 1);
    markSent(core, viewer, job);
    return unwrap(settleJob(core, viewer, { act: actId(i), job, fate: 'printed', printer: '示例打印机' }));
  },
  draft: (core, viewer, i) => {
    const data = dataOf(i);
    unwrap(keepDraft(core, viewer, { id: actId(i), kind: 'service', type: 'received', stream: null, data }));
    return data;
  },
};

/** From a line to several pages, so that overflow pages and checkpoints happen too. JSON: as it comes through the door. */
function dataOf(i: number): JsonObject & Parameters<typeof beginCase>[2]['data'] {
  const draw = seeded(i + 7);
  const petitioner = samplePetitioner({ pick: (below) => Math.floor(draw() * below) });
  const request = `第 ${String(i)} 件：来窗口办理。`.repeat(1 + ((i * 7) % 60));
  return { set: { petitioner: { ...petitioner }, matter: { code: matterCode }, request } };
}

function answerAt(core: DeskCore, i: number): ActAnswer {
  const row = get(core.store.read, sql<{ answer: string }>`SELECT answer FROM act WHERE id = ${actId(i)}`);
  if (row === undefined) throw new Error(`act ${String(i)} was never done`);
  return answerOf(row.answer);
}

function jobOf(core: DeskCore, i: number): string {
  const [job] = answerAt(core, i).jobs;
  if (job === undefined) throw new Error(`act ${String(i)} queued no slip`);
  return job.id;
}
