/** Procedures of daily work beside cases: home, drafts, papers and printing, pads, registries, events. */
import { rankedAgent } from './agents.ts';
import { glyphPicture } from '../documents/blocks.ts';
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import * as base from './base.ts';
import { caseLine, jobSchema } from './case.ts';
import { verify } from './genuine.ts';
import { chosenPrintersSchema } from './printers.ts';
import * as time from './time.ts';

const { procedure, done, id, instant, jsonObject, nothing, paperSize, plainDate, streamProcedure } = base;

export const homeContract = {
  summary: procedure(
    'login',
    nothing,
    z.strictObject({
      today: plainDate,
      /** Each number opens the list of its filter. */
      counts: z.strictObject({
        takenToday: z.int(),
        open: z.int(),
        overdue: z.int(),
        dueSoon: z.int(),
        waiting: z.int(),
        undecided: z.int(),
        toTell: z.int(),
        uncollected: z.int(),
        unsigned: z.int(),
        awaited: z.int(),
        /** 原件遗失, neither found nor made good. */
        lostOriginals: z.int(),
      }),
      recent: z.array(caseLine),
      /** 常办事项, the most frequent first. */
      frequent: z.array(z.strictObject({ kind: z.string(), code: z.string(), name: z.string() })),
      pressing: z.array(caseLine),
      /** What happens beside cases, by kind: begun today, and open. */
      memos: z.array(z.strictObject({ kind: z.string(), today: z.int(), open: z.int() })),
    }),
    'open',
  ),
};

export const draftView = z.strictObject({
  id,
  kind: z.string(),
  type: z.string(),
  stream: id.nullable(),
  changedAt: instant,
  data: jsonObject,
});
const draftInput = z.strictObject({
  id,
  kind: z.string().max(40),
  type: z.string().max(40),
  stream: id.nullable(),
  data: jsonObject,
});
/** Where somebody was in a form: the field and what is selected in it, and how far the page was scrolled. */
export const draftPlace = z.strictObject({
  /** Name of the field, or '' where it has none; then `index` among the fields of the form. */
  field: z.string().max(200),
  index: z.int().min(-1).max(10_000),
  from: z.int().min(0).max(10_000_000).nullable(),
  to: z.int().min(0).max(10_000_000).nullable(),
  scroll: z.int().min(0).max(10_000_000),
});
export type DraftPlaceInForm = z.infer<typeof draftPlace>;
/** One put aside, as the list of them names it: who (masked) and which matter; '' where nobody has said yet. */
const parkedView = z.strictObject({ id, kind: z.string(), parkedAt: instant, who: z.string(), matter: z.string() });
export type ParkedView = z.infer<typeof parkedView>;
export const draftContract = {
  /**
   * The person's own that are not put aside, newest first; of these kinds only, where some are named. `id` is the act the form will submit
   * under.
   */
  list: procedure(
    'login',
    z.strictObject({ kinds: z.array(z.string().max(40)).max(100).exactOptional() }),
    z.strictObject({ drafts: z.array(draftView) }),
    'open',
  ),
  /** One of the person's own, to go on with it; null where there is none (yet). */
  find: procedure(
    'login',
    z.strictObject({ id }),
    z.strictObject({ draft: draftView.extend({ place: draftPlace.nullable() }).nullable() }),
  ),
  keep: procedure('login', draftInput, done),
  /** 挂起: keeps it as it stands and puts it aside, until it is taken up. */
  park: procedure('login', draftInput.extend({ place: draftPlace }), done),
  /** It lies open again: no more in the list of those put aside. */
  takeUp: procedure('login', z.strictObject({ id }), done),
  /** 挂起的: the person's own, the longest waiting first. */
  parked: procedure('login', nothing, z.strictObject({ parked: z.array(parkedView) }), 'open'),
  drop: procedure('login', z.strictObject({ id }), done),
};

const jobView = z.strictObject({
  id,
  /** '' (and no number): a paper of no case, made for the moment. */
  stream: id.or(z.literal('')),
  paper: id,
  spec: z.string(),
  number: z.string(),
  copy: z.int(),
  size: paperSize,
  state: z.enum(['queued', 'sent', 'printed', 'failed', 'unknown', 'dropped']),
  madeAt: instant,
  byName: z.string(),
  reason: z.string().nullable(),
  /** Where it was sent last. */
  printer: z.string(),
  /** Of a paper in several copies: how many there are and how many came out. */
  pieces: z.int(),
  done: z.int(),
});
/** 签名件: as it was issued, with what was written on the pad drawn on its line. Refusal: signature.notSigned. */
const signedCopy = { isSigned: z.literal(true).exactOptional() };
/** The page prints it: what no face has is refused (paper.glyphMissing), or left blank where somebody said so. */
const forPrint = { forPrint: z.enum(['whole', 'byHand']).exactOptional() };
export const paperContract = {
  verify,
  /** The issued paper as a page for the screen or the printer: complete HTML, marked 补打 from the second copy on. */
  html: procedure(
    'case.reveal',
    z.strictObject({
      stream: id,
      paper: id,
      size: paperSize,
      copy: z.int().min(1),
      look: base.look,
      ...signedCopy,
      ...forPrint,
    }),
    z.strictObject({ html: z.string() }),
    'logged',
  ),
  print: procedure('paper.issue', z.strictObject({ act: id, stream: id, paper: id, size: paperSize }), jobSchema),
  /** Jobs that are not settled: what waits, failed, or may or may not have come out. */
  waiting: procedure('case.read', nothing, z.strictObject({ jobs: z.array(jobView) })),
  /** Said just before the bytes go out. */
  sent: procedure('paper.issue', z.strictObject({ job: id }), z.strictObject({ job: id })),
  settle: procedure(
    'paper.issue',
    z.strictObject({
      act: id,
      job: id,
      fate: z.enum(['printed', 'failed', 'unknown', 'dropped']),
      printer: z.string().max(200),
      reason: z.string().max(2000).exactOptional(),
    }),
    /** `goesOn`: of several copies one came out, and the next waits to be sent. */
    z.strictObject({ job: id, goesOn: z.boolean() }),
  ),
  /** Printers of this computer and which of them each size goes to. Refusal: print.notHere (there is none, the page prints). */
  printers: procedure(
    'login',
    nothing,
    z.strictObject({
      printers: z.array(z.strictObject({ name: z.string(), title: z.string(), sizes: z.array(paperSize) })),
      /** Size → name; '' = nobody has chosen, and there is more than one. */
      chosen: chosenPrintersSchema,
    }),
  ),
  choosePrinter: procedure('paper.issue', z.strictObject({ size: paperSize, printer: z.string().max(500) }), done),
  /** 字图: the picture of a character that no face has, which papers print in its place. */
  keepPicture: procedure(
    'paper.issue',
    z.strictObject({ character: z.string().regex(/^[^\p{Cs}\p{Cc}]$/u), picture: glyphPicture }),
    done,
  ),
  /**
   * Sends a job to the printer of its paper or size without a dialog, and settles it. Refusals: print.notHere (no printer is set up
   * here, so the page prints), print.noPrinter, print.underWay, print.unknownJob, those of the paper.
   */
  printNow: procedure(
    'paper.issue',
    /** `byHand`: what no face has is left blank, to be written in. It holds for this job and for reprints. */
    z.strictObject({ act: id, job: id, byHand: z.literal(true).exactOptional() }),
    z.strictObject({ fate: z.enum(['printed', 'failed', 'unknown']), reason: z.string().nullable() }),
  ),
  /**
   * A sheet that this page was just given (`drawnSheet`) becomes a job of its own, to be sent by `printNow`. Refusals: print.notHere (no
   * printer is set up here, so the page prints), print.noPrinter, paper.unknown.
   */
  queue: procedure('paper.issue', z.strictObject({ act: id, sheet: id }), jobSchema),
  /** As PDF or .docx to a place outside that the person chooses now; only where the program has a window of its own. */
  save: procedure(
    'case.reveal',
    z.strictObject({
      ...{ stream: id, paper: id, size: paperSize, name: z.string().trim().min(1).max(120) },
      ...{ as: z.enum(['pdf', 'docx']), ...signedCopy },
    }),
    z.strictObject({ saved: z.boolean() }),
  ),
  /** As PDF for a page that hands it to its browser as a download; `data` is base64. Only where the program found a browser to draw it. */
  pdf: procedure(
    'case.reveal',
    z.strictObject({
      ...{ act: id, stream: id, paper: id, size: paperSize, name: z.string().trim().min(1).max(120) },
      ...signedCopy,
    }),
    z.strictObject({ data: z.base64() }),
  ),
  /** As .docx of A4 for a page that hands it to its browser as a download: opened in Word or WPS. Refusal: paper.size (it is made for no A4). */
  word: procedure(
    'case.reveal',
    z.strictObject({ act: id, stream: id, paper: id, name: z.string().trim().min(1).max(120) }),
    z.strictObject({ data: z.base64() }),
  ),
  /** Papers that belong to no case, made for the moment: 作废登记簿, 快捷键卡. */
  voidRegister: procedure('case.read', z.strictObject({ from: plainDate, to: plainDate }), base.drawnSheet),
  /** 办事指南 of the version in force today, to be taken home: 80 mm, or A4 in large type. Refusal: matter.unknown. */
  matterGuide: procedure(
    'registry.read',
    z.strictObject({ code: z.string().min(1).max(64), size: z.enum(['80mm', 'A4']) }),
    base.drawnSheet,
  ),
  /**
   * 官方表格 of the version the case was taken in under, filled with the case, as a page to look at or to print for signature. `notDrawn`: what
   * of the template only Word prints.
   */
  officialForm: procedure(
    'case.reveal',
    z.strictObject({ stream: id, form: z.string().trim().min(1).max(100), look: base.look }),
    z.strictObject({ html: z.string(), size: paperSize, notDrawn: z.array(z.string()), copies: z.int() }),
  ),
  /** The same as a .docx that somebody opens in Word or WPS; `data` is base64. It leaves the program and is written down. */
  officialFormFile: procedure(
    'case.reveal',
    z.strictObject({ act: id, stream: id, form: z.string().trim().min(1).max(100) }),
    z.strictObject({ data: z.base64() }),
  ),
  /** 办理依据说明: 「为什么是这一天」 as a paper for the petitioner or an inspector. */
  dueExplanation: procedure('case.read', time.whyInput, base.drawnSheet, 'logged'),
  /** 办件全程单: everything that was done with a case. Whole, so it is a look that is written down. */
  wholeCourse: procedure('case.reveal', z.strictObject({ stream: id, look: base.look }), base.drawnSheet, 'logged'),
  /** 日结单、交班单 of this desk and a day. */
  daySheet: procedure('case.read', z.strictObject({ day: plainDate }), base.drawnSheet),
  shortcutCard: procedure(
    'login',
    z.strictObject({
      rows: z
        .array(z.strictObject({ keys: z.string().max(60), does: z.string().max(120), where: z.string().max(60) }))
        .max(60),
    }),
    base.drawnSheet,
  ),
};

const sheet = z.strictObject({
  number: z.string(),
  state: z.enum(['free', 'used', 'sheetSpoiled', 'sheetMissing']),
  reason: z.string(),
});
export const padContract = {
  reserve: procedure(
    'pad.print',
    z.strictObject({ act: id, count: z.int().min(1).max(100) }),
    z.strictObject({ stream: id, sheets: z.array(z.strictObject({ number: z.string(), code: z.string() })) }),
  ),
  list: procedure(
    'pad.print',
    nothing,
    z.strictObject({
      pads: z.array(z.strictObject({ stream: id, madeOn: instant, isOpen: z.boolean(), sheets: z.array(sheet) })),
    }),
  ),
  /** All sheets of a pad as pages for the printer. */
  html: procedure('pad.print', z.strictObject({ stream: id }), base.drawnSheet),
  lose: procedure(
    'pad.print',
    z.strictObject({
      act: id,
      stream: id,
      /** As typed, or the sheet's QR as scanned. */
      number: z.string().max(2000),
      why: z.enum(['sheetSpoiled', 'sheetMissing']),
      reason: z.string().trim().min(1).max(500),
    }),
    done,
  ),
  account: procedure('pad.print', z.strictObject({ act: id, stream: id, note: z.string().max(500) }), done),
};

const yearInput = {
  year: z.string().regex(/^\d{4}$/),
  off: z.array(z.string().max(40)).max(120),
  work: z.array(z.string().max(24)).max(120),
};
const yearView = z.strictObject({
  year: z.string(),
  /** 正式, 暂估. */
  status: z.enum(['official', 'estimated']),
  /** As the program brings it, or entered at this desk. */
  origin: z.enum(['shipped', 'entered']),
  /** Title of the notice or law. */
  source: z.string(),
  /** 放假: days or ranges `YYYY-MM-DD..YYYY-MM-DD`, the holiday's name behind it; 补班: days. */
  off: z.array(z.string()),
  work: z.array(z.string()),
});
export type YearView = z.infer<typeof yearView>;

/** What this township's desks asked its server to register and it has not done, or not wanted to. */
const registryRequest = z.strictObject({
  entry: id,
  stream: id,
  kind: z.string(),
  /** The step that was asked for, and the name of the row it is about. */
  type: z.string(),
  title: z.string(),
  byName: z.string(),
  at: instant,
  /** Why it was not done; null while it waits. */
  declined: z.string().nullable(),
});
export type RegistryRequest = z.infer<typeof registryRequest>;

export const registryContract = {
  /** 代办员, ranked for a case (null: for none in particular), each with the reasons; nobody is chosen by it. */
  agents: procedure(
    'case.handle',
    z.strictObject({ stream: id.nullable() }),
    z.strictObject({ agents: z.array(rankedAgent) }),
  ),
  /** Rows of a registry: 事项, 站点, 本镇规定, 代办员. */
  list: procedure(
    'registry.read',
    z.strictObject({ kind: z.enum(['matter', 'station', 'rule', 'agent']), search: z.string().max(100) }),
    z.strictObject({
      rows: z.array(z.strictObject({ stream: id, key: z.string(), label: z.string(), value: jsonObject })),
    }),
    'open',
  ),
  begin: procedure(
    'registry.write',
    z.strictObject({
      act: id,
      kind: z.enum(['matter', 'station', 'rule', 'agent']),
      type: z.string().max(40),
      data: jsonObject,
    }),
    z.strictObject({ stream: id }),
  ),
  step: procedure(
    'registry.write',
    z.strictObject({ act: id, stream: id, type: z.string().max(40), data: jsonObject }),
    z.strictObject({ stream: id }),
  ),
  requests: procedure('registry.read', nothing, z.strictObject({ requests: z.array(registryRequest) })),
  /** 知道了: one that was not done leaves the list. */
  noteRequest: procedure('registry.write', z.strictObject({ act: id, stream: id, entry: id }), done),
  /** 工作日历: every year in force, newest first. */
  years: procedure('registry.read', nothing, z.strictObject({ years: z.array(yearView) }), 'open'),
  /** What the notice's text says, for a look before it counts. */
  readNotice: procedure(
    'registry.write',
    z.strictObject({ year: z.string().regex(/^\d{4}$/), text: z.string().max(20_000) }),
    z.strictObject({ off: z.array(z.string()), work: z.array(z.string()) }),
  ),
  /** What the year would move, before it counts. Nothing is written. */
  previewYear: procedure(
    'registry.write',
    z.strictObject({ ...yearInput, status: z.enum(['official', 'estimated']) }),
    time.yearMoves,
  ),
  importYear: procedure(
    'registry.write',
    z.strictObject({
      act: id,
      ...yearInput,
      status: z.enum(['official', 'estimated']),
      version: z.string().trim().min(1).max(64),
      source: z.string().trim().min(1).max(500),
    }),
    z.strictObject({
      /** Open due dates that the new year moved; none where the township's server is asked, which moves them. */
      moved: z.int(),
      isAsked: z.boolean(),
    }),
  ),
};

export const progress = z.strictObject({ done: z.int(), of: z.int() });
/** One message of a long piece of work; the last carries the report or the refusal. */
export const workEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('progress'), progress }),
  z.strictObject({ type: z.literal('report'), report: jsonObject }),
  z.strictObject({ type: z.literal('refused'), refusal: base.refusalSchema }),
]);

export const journalContract = {
  /** Walks every chain and hash; what it checked and what it found. Ends when the connection does. */
  verify: streamProcedure
    .meta({ access: 'desk.manage', needsStore: true, isStream: true, inspectors: 'closed' })
    .input(nothing)
    .output(eventIterator(workEvent)),
};

export const eventContract = {
  /** Streams that changed, so that screens ask again; also when somebody was logged out or the clock is in doubt. */
  changes: streamProcedure
    .meta({ access: 'public', needsStore: false, isStream: true, inspectors: 'open' })
    .input(nothing)
    .output(
      eventIterator(
        z.discriminatedUnion('type', [
          z.strictObject({ type: z.literal('changed'), streams: z.array(z.string()) }),
          z.strictObject({ type: z.literal('status') }),
        ]),
      ),
    ),
};
