/**
 * What a kind declares, as data and small pure functions. `defineKind` cross-checks it once at start; the mechanism does the rest:
 * fold, decide, allowed steps, ways out, projections, intake form, page and list.
 */
import type { ZodType } from 'zod';
import type { EntryBody, FoldEntry } from '../../journal/entry.ts';
import type { JsonObject, Json } from '../../kernel/json.ts';
import type { Permission } from '../../kernel/permissions.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import type { Refusal, Result } from '../../kernel/result.ts';
import type { Faculty } from '../common/faculties.ts';
import type { Learnt } from './learnt.ts';
import type { Due, Pause } from './dues.ts';
import type { MemoRow } from './memo.ts';
import type { PartySpec } from './parties.ts';
import type { Probe, ReadEntry } from './entry-type.ts';
import type { AttachedFor, Attachment, PaperState, StreamState } from './state.ts';
import type {
  ApprovalRow,
  AuthorityRow,
  CarriedRow,
  FileNeeds,
  HeldFileName,
  Known,
  ListRow,
  OriginalRow,
  OwedRow,
  RecordRow,
  StageRow,
} from './rows.ts';
import type { StepLedger } from './ledgers.ts';
import type { TripRow } from './trips.ts';

/**
 * How a field settles when two people set it apart (sync rules).
 * guarded: a value set from a stale view becomes an open choice. free: the last wins. hub: only the authority sets it.
 */
export type FieldClass = 'guarded' | 'free' | 'hub';

/** How the generic form shows a field; the renderer keeps one component for each. */
export type FieldInput =
  | 'text'
  | 'longText'
  | 'number'
  | 'date'
  | 'time'
  | 'choice'
  | 'choices'
  | 'petitioner'
  | 'matter'
  | 'matters'
  | 'case'
  | 'staff'
  | 'materials'
  | 'missing'
  | 'came'
  | 'tolerated'
  | 'matterForm'
  | 'rows';

export interface FieldSpec {
  readonly class: FieldClass;
  readonly schema: ZodType;
  readonly input: FieldInput;
  /** Personal data: masked in lists, revealed by a logged act, never in a log. */
  readonly isPersonal?: true;
  readonly isOptional?: true;
  /** first: asked before everything else, because what follows depends on it. last: after all that has to be said. */
  readonly order?: 'first' | 'last';
  /** For `choice` and `choices`: the values; their words are `kinds:<kind>.values.<field>.<value>`. */
  readonly values?: readonly string[];
  /** For `rows` and `materials`: the parts of a line, in their order; their words are `kinds:<kind>.column.<field>.<column>`. */
  readonly columns?: Columns;
  /** Of `rows`: it is one line, not a list of them. */
  readonly isOne?: true;
  /** Of a step's form: asked only where another field of it has one of these values. `mustFor`: of them those with which it is necessary. */
  readonly when?: { readonly field: string; readonly is: readonly string[]; readonly mustFor?: readonly string[] };
  /** Of a step's form: asked only of a case that has learnt this (of a permit, what its decision prints). */
  readonly ifLearnt?: (learnt: JsonObject) => boolean;
}

/** One part of a line: what a table of lines asks for, and what stands in a cell of a workbook. */
export interface ColumnSpec {
  readonly input: 'text' | 'longText' | 'number' | 'date' | 'choice' | 'choices' | 'yesNo' | 'limit' | 'written';
  /** For `choice` and `choices`: `kinds:<kind>.value.<field>.<column>.<value>`. */
  readonly values?: readonly string[];
  readonly isOptional?: true;
  /** Digits that a spreadsheet would take for a number and spoil (编码, 电话). */
  readonly isExact?: true;
  /** For `written`: how the value is written as a line of text. */
  readonly text?: TextForm;
}
export type Columns = Readonly<Record<string, ColumnSpec>>;

/** A value as a person writes it. `parse` undoes `format`; undefined: it cannot be read. */
export interface TextForm {
  readonly format: (value: Json) => string;
  readonly parse: (text: string) => Json | undefined;
  /** Shown where it could not be read. */
  readonly example: string;
}

/** How a kind fills a paper of `shared/documents`, and which of its fields the paper shows: so a correction knows what is wrong. */
export interface IssueSpec {
  readonly shows: readonly string[];
  /** Names in the step's data that the paper prints: kept with it, so that a successor (更正件) can be filled again. */
  readonly keeps?: readonly string[];
  readonly facts: (context: IssueContext) => JsonObject;
}
export interface IssueContext {
  /** The state after the step. */
  readonly state: StreamState;
  readonly entry: FoldEntry;
  /** What `keeps` names of the step that first issued it. */
  readonly data: JsonObject;
  readonly learnt: Learnt;
  readonly number: string;
  /** Content of the slip's QR (`TB1-…`). */
  readonly qr: string;
  /** Set on a successor (更正件): the paper it replaces. */
  readonly replaces?: PaperState;
}

/** One entry type that changes the state of a stream: a step (环节) of the kind. */
export interface StepSpec {
  readonly v: number;
  /** What `data` holds beside `set`, and how the generic page asks for it: name → input. */
  readonly form?: Readonly<Record<string, FieldSpec>>;
  /** Fields that `data.set` may give; `required` ones it must. */
  readonly sets?: readonly string[];
  readonly requires?: readonly string[];
  /** States it may start from; empty = it begins the stream. */
  readonly from: readonly string[];
  /** The state after it; absent = unchanged. */
  readonly to?: string;
  readonly permission: Permission;
  /** It can be taken back by 撤回上一步. */
  readonly isReversible?: true;
  /** The fields as it leaves them are a version of their own: the ones before stay readable under the entry that began them. */
  readonly startsVersion?: true;
  /**
   * Only the authority (hub, or the desk before there is one) may write it; others write the step named here, which asks for it.
   * A step that sets a hub-owned field must have one.
   */
  readonly authority?: { readonly request: string };
  /**
   * A rule beyond states: null = allowed. `data` is null in the dry run that a button asks for. `probe` has what was learnt, as far as it
   * is known: nothing yet where `decide` asks before it learns; and the station where it is done.
   */
  readonly guard?: (
    state: StreamState,
    by: string,
    data: JsonObject | null,
    probe: Pick<Probe, 'at' | 'on' | 'facts' | 'station'>,
  ) => RefusalCode | null;
  /**
   * A rule about files: asked only where it is decided, because the file may come in the same act, after the step. The fold takes the step
   * wherever it was written.
   */
  readonly needs?: (context: Pick<FactsContext, 'data' | 'files'>) => Refusal | null;
  /** What a refusal of the guard is about, by name; never anything personal. */
  readonly details?: (state: StreamState, code: RefusalCode) => Refusal['details'];
  /** Fields that nobody types here: they follow from the state and from what was said (`decide` writes them, the fold takes them). */
  readonly fills?: {
    readonly sets: readonly string[];
    readonly from: (state: StreamState, data: JsonObject) => JsonObject;
  };
  /** Names of due dates that fall away with it: what was owed till then is owed no more. */
  readonly ends?: readonly string[];
  /** What must be learnt from other streams for what was said beside fields; with the facts, for the guard and `course` to read. */
  readonly learns?: (context: FactsContext) => Result<JsonObject>;
  /** Due dates that begin with it. */
  readonly dues?: (context: FactsContext) => readonly Due[];
  /** Names of due dates it meets. */
  readonly meets?: readonly string[];
  /** Names of due dates that stand still from it on (特别程序), and why: `why` of the step's data. */
  readonly stops?: {
    readonly dues: readonly string[];
    readonly why: (data: JsonObject) => Pick<Pause, 'name' | 'basis'>;
  };
  /** Names of due dates that run again; their new ends come with `dues`. */
  readonly starts?: readonly string[];
  /** Papers it issues: names in the ruleset's `papers`. */
  readonly issues?: readonly string[];
  /** Of these the ones that are issued, by what was said and by the case as the step leaves it (事项类型); absent: all. */
  readonly issuesIf?: (data: JsonObject, paper: string, state: StreamState) => boolean;
  /** Of these papers the last valid one is printed again in its act, marked 补打 (a slip was lost). */
  readonly reprints?: readonly string[];
  /** What it writes down of how the case went (`core.course`): the course as it was becomes the course after it. */
  readonly course?: (course: JsonObject, entry: ReadEntry, state: StreamState) => JsonObject;
  /** What a notice asked for has come: whoever brought it goes first (二次来访). */
  readonly bringsBack?: true;
  /** Only while nobody is left who may take this other step: all who hold its permission are kept out of the case (`recuses`). */
  readonly insteadOf?: string;
  /** Nobody's button: it happens in the course of something else, such as a batch. */
  readonly isProgram?: true;
  /** Takes a receipt number. */
  readonly numbered?: true;
  /** Turns `data` of an older version into the present one. */
  readonly upgrade?: (data: JsonObject, from: number) => JsonObject;
}
/** A file that hangs on the stream, or comes with the act: what it is, and for what. */
export type BroughtFile = Pick<Attachment, 'for' | 'mime'>;
export interface FactsContext {
  readonly state: StreamState;
  readonly data: JsonObject;
  /** Fields as they will be after the step. */
  readonly field: (name: string) => Json | undefined;
  /** What was learnt, now and before. */
  readonly learntFacts: JsonObject;
  /** Instant it happened. */
  readonly on: string;
  /** Files that hang on the stream once the act is done. */
  readonly files: readonly BroughtFile[];
  readonly learnt: Learnt;
}

/** Guards, defaults and derived values under one `rules` number. Released ones stay in the code. */
export interface Ruleset {
  /** Every state, and whether work is still to be done in it. */
  readonly states: Readonly<Record<string, 'open' | 'done'>>;
  /** Of the open states those in which somebody outside has the word (等上级): nothing of ours runs in them. */
  readonly waits?: readonly string[];
  readonly fields: Readonly<Record<string, FieldSpec>>;
  readonly steps: Readonly<Record<string, StepSpec>>;
  /** Paper of `shared/documents/papers.ts` → how this kind fills it. */
  readonly papers?: Readonly<Record<string, IssueSpec>>;
  /** 电子签名法 art. 3: every paper of this case is signed by hand, and no pad signs it. */
  readonly isByHandOnly?: (state: StreamState) => boolean;
  /** Why a file may not leave the case: something that still stands rests on it (先交照片). */
  readonly mayNotMove?: (state: StreamState, file: Attachment) => RefusalCode | null;
  /** What a file is for that must be a photograph by its content, beside the photo fields of a form (照片 of 现场勘验). */
  readonly isPhotoFor?: (state: StreamState, what: AttachedFor) => boolean;
  /** 退回重办, by the state it starts from. */
  readonly redo?: Readonly<Record<string, Redo>>;
  /** States in which the petitioner may withdraw (撤回申请), and the state after. What was owed till then is owed no more. */
  readonly withdrawal?: {
    readonly from: readonly string[];
    readonly to: string;
    readonly issues?: readonly string[];
    /** As `course` of a step. */
    readonly course?: StepSpec['course'];
  };
  /** What must be learnt from other streams whenever fields are set; written into the entry and kept in `core.learnt`. */
  readonly learn?: (context: FactsContext) => Result<JsonObject>;
  /** After a correction: the dues as they ought to be now. */
  readonly recount?: (context: FactsContext) => readonly Due[];
  /** Minutes within which the same person may take a step back. */
  readonly undoMinutes: number;
}

/** 退回重办 from one state. */
export interface Redo {
  /** The state to do again. */
  readonly to: string;
  /** Due dates that are open again. */
  readonly reopens: readonly string[];
  /** Due dates that fall away until the step that begins them is done again. */
  readonly ends?: readonly string[];
  /** Several ways lead into a state: this one was taken. Otherwise `or` is asked; without it there is no way back. */
  readonly when?: (state: StreamState) => boolean;
  readonly or?: Redo;
}

export interface KindSpec {
  readonly kind: string;
  /**
   * case: has a number, lists and papers. registry: its rows are what others learn from. part: a sealed part of a case. party: somebody a
   * case may be about, seen by whoever sees the cases of that station. memo: what happens beside cases (咨询, 来电), counted and without papers.
   */
  readonly form: 'case' | 'registry' | 'part' | 'party' | 'memo';
  /** The rules number of new streams. */
  readonly rules: number;
  readonly rulesets: Readonly<Record<number, Ruleset>>;
  readonly read: Permission;
  readonly row?: (state: StreamState) => ListRow;
  readonly record?: (state: StreamState) => RecordRow;
  readonly party?: PartySpec;
  readonly memo?: (state: StreamState) => MemoRow;
  /** Fields that hold a member of staff the case is about (被投诉人): they neither see it nor act in it (`recusal.ts`). */
  readonly recuses?: readonly string[];
  /** The field that names who answers for a case, where it has one (`charge.ts`). */
  readonly charge?: string;
  /** Visits that failed for a missing paper, and the one that did not (多跑一次登记). */
  readonly trips?: (state: StreamState) => readonly TripRow[];
  /** Step → the register (台账) an entry of it stands in. */
  readonly ledgers?: Readonly<Record<string, StepLedger>>;
  /** 可选功能: taken in only where the station has switched it on; what is off leaves no trace (design decision 10). */
  readonly faculty?: Faculty;
  /** Stations beside the one it began at that are concerned, such as the one it was dispatched to: their desks receive it too. */
  readonly concerns?: (state: StreamState) => readonly string[];
  /** The law or rule a due date comes from, in Chinese as papers print it; '' where there is none to name. */
  readonly dueBasis?: (state: StreamState, name: string) => string;
  /** What a due date is called in this case, where that is data (the stage it is about); undefined: the kind's own word. */
  readonly dueLabel?: (state: StreamState, name: string) => string | undefined;
  /** What the form of a step begins with, from what the case says, has learnt, and where it stands. */
  readonly suggest?: (type: string, known: Known) => JsonObject;
  /** 呈批 that its decisions need or had; empty where none does. */
  readonly approvals?: (state: StreamState) => readonly ApprovalRow[];
  /** 委托, as it stands on a day; null where none is needed. */
  readonly authority?: (state: StreamState, today: string) => AuthorityRow | null;
  /** 欠缺材料, the oldest first. */
  readonly owed?: (state: StreamState) => readonly OwedRow[];
  /** Cases it carries (帮办代办): their pages name it, and its page shows how they stand. */
  readonly carries?: (state: StreamState) => readonly CarriedRow[];
  /** Originals that stay or stayed here. */
  readonly originals?: (state: StreamState) => readonly OriginalRow[];
  /** 办件档案: what a whole file of it has; without it only what hangs on the case. */
  readonly wholeFile?: (state: StreamState) => FileNeeds;
  /** 环节 that the case goes through, in order; empty where it has none. */
  readonly stages?: (state: StreamState) => readonly StageRow[];
  /** Of a registry: each desk writes its own rows, which are the township's from the first on (a writer, its pads). */
  readonly isOfDesk?: true;
  /**
   * Of a registry: files may hang on its rows (官方表格 of a matter). Whoever reads the registry reads them, so nothing of a case may ever
   * come here.
   */
  readonly takesFiles?: true;
  /** Of those, the ones that a row names by their content: held while it was a draft, attached in the act that begins it. */
  readonly heldFiles?: (state: StreamState) => readonly HeldFileName[];
  /** For a registry of people: whether this one may act now. What they write after they may not is kept and marked. */
  readonly mayAct?: (state: StreamState) => boolean;
  /** Registries: of the rows for which this holds one must remain; `code` says so. */
  readonly mustRemain?: { readonly holds: (state: StreamState) => boolean; readonly code: RefusalCode };
  /** A sample stream for tests, demos and the simulator: commands in order, each expected to be allowed. */
  readonly sample: (seed: SampleSeed) => readonly SampleCommand[];
}
export interface SampleSeed {
  /** 0 ≤ value < below. */
  readonly pick: (below: number) => number;
}
export interface SampleCommand {
  /** 12-digit code of the station where it is done; absent: the usual one. */
  readonly station?: string;
  /** Who does it; absent: whoever runs the sample. */
  readonly by?: string;
  readonly type: string;
  readonly data: JsonObject;
  /** Days that pass before it, where it waits for a limit. */
  readonly after?: number;
}

export type { EntryBody };
