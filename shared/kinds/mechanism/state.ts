/** The folded state of one stream: what `apply` makes of its entries. Immutable; parts that an entry does not touch are shared. */
import type { RefusalCode } from '../../kernel/refusals.ts';
import type { Json, JsonObject } from '../../kernel/json.ts';
import type { Signing } from '../../documents/signing.ts';
import type { Destroyed, KeptOn } from './disposal.ts';
import type { Charge } from './charge.ts';
import type { Due } from './dues.ts';
import type { PartyLink } from './parties.ts';
import type { Visit } from './visit.ts';

/** One value of a field and the entry that set it; `open` lists the values that lost against it and wait for a person (待核对). */
export interface FieldValue {
  readonly value: Json;
  readonly setBy: string;
  readonly open?: readonly OpenValue[];
}
export interface OpenValue {
  readonly entry: string;
  readonly value: Json;
  readonly by: string;
  readonly at: string;
}

/** An issued paper. `shows` names the fields printed on it and the entry that had set each: so a correction knows what is wrong. */
export interface PaperState {
  readonly id: string;
  readonly spec: string;
  readonly token: string;
  readonly on: string;
  readonly entry: string;
  readonly act: string;
  readonly shows: Readonly<Record<string, string>>;
  readonly kept: JsonObject;
  readonly status: 'valid' | 'void' | 'superseded';
  readonly replaces?: string;
  readonly replacedBy?: string;
  /** How often it left the printer, as far as is known. */
  readonly copies: number;
  /** Absent where nobody from outside signs it. */
  readonly signing?: Signing;
  readonly signatures?: readonly Signature[];
}

/** What shows that a paper was signed (`signatures.ts`). */
export interface Signature {
  readonly entry: string;
  readonly act: string;
  /** pad: one place, on 手写板. sheet: the signed sheet itself came back, and with it every place of it. */
  readonly way: 'pad' | 'sheet';
  readonly on: string;
  readonly by: string;
  /** Attachments of the stream: pages in order. */
  readonly files: readonly string[];
  /** Of a pad: which place, and who signed there. */
  readonly place?: number;
  readonly name?: string;
  readonly isReadAloud?: true;
}

/** What a desk asked the authority to write, not answered yet or declined (`requests.ts`). */
export interface Request {
  readonly entry: string;
  readonly by: string;
  readonly at: string;
  readonly type: string;
  readonly v: number;
  readonly data: JsonObject;
  readonly facts: JsonObject;
  readonly seen: Readonly<Record<string, string>>;
  readonly declined?: RefusalCode;
}

/** 存疑件: an entry kept though the rules do not allow it. */
export interface Mark {
  readonly entry: string;
  readonly code: RefusalCode;
}

export interface HistoryLine {
  readonly entry: string;
  readonly type: string;
  readonly act: string;
  readonly at: string;
  readonly on: string;
  readonly by: string;
  readonly station: string;
  readonly isLate: boolean;
  readonly isUndone?: true;
  readonly isErased?: true;
  readonly mark?: RefusalCode;
}

/**
 * Whether what this line says still holds: it was not undone, and the rules allowed it. Of a doubt about who wrote it (`staff.suspended`) a person
 * decides; until then it holds as it stands.
 */
export const stillHolds = ({ isUndone, mark }: HistoryLine): boolean =>
  isUndone !== true && (mark === undefined || mark === 'staff.suspended');

/** What an undo restores: everything an act may change but the papers, the notes and the history. */
export interface Core {
  /** A state of the kind; '' before the first entry. */
  readonly status: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly dues: Readonly<Record<string, Due>>;
  /** Facts learnt from other streams when fields were set, such as the matter's version and limits. */
  readonly learnt: JsonObject;
  /** What the kind's own steps wrote down of how it went (环节, 上报); absent where nothing was. */
  readonly course?: JsonObject;
  readonly officialNumber?: string;
  readonly voided?: { readonly cause: VoidCause; readonly entry: string; readonly on: string };
  /** 作废 asked for by one person and not yet confirmed by a second. */
  readonly voidAsked?: { readonly cause: VoidCause; readonly by: string };
  readonly mergedInto?: string;
  readonly mergedFrom: readonly string[];
  /** 超期说明, by the name of the due; absent where nothing was said. */
  readonly overdueWhy?: Readonly<Record<string, OverdueWhy>>;
  /** Of a row with versions (事项): the entry that began the present one, and the versions before it, oldest first. */
  readonly version?: string;
  readonly earlier?: readonly EarlierVersion[];
}
/** The fields as they stood when the next version began. */
export interface EarlierVersion {
  readonly version: string;
  readonly values: JsonObject;
}
/** Why something was late (`overdue.ts`). `from`: when the limit it is about began to run. */
export interface OverdueWhy {
  readonly entry: string;
  readonly on: string;
  readonly by: string;
  readonly from: string;
  readonly whose: string;
  readonly reason: string;
}
export type VoidCause = 'duplicate' | 'mistake' | 'trial';

/** What can be taken back: the last act that changed the core, if its kind declares the reverse. */
export interface Undoable {
  readonly act: string;
  readonly by: string;
  readonly at: string;
  readonly before: Core;
}

/** What an attachment belongs to: a stage (环节), a field of the matter's form, a material asked for, a 呈批单; by its name. */
export interface AttachedFor {
  readonly what: 'stage' | 'field' | 'material' | 'approval';
  readonly name: string;
}

export interface Attachment {
  readonly id: string;
  readonly blob: string;
  readonly name: string;
  readonly bytes: number;
  readonly mime: string;
  /** SM3 of the plain content, hexadecimal. */
  readonly hash?: string;
  /** 必需材料: without its content the case is not closed. */
  readonly required?: true;
  readonly for?: AttachedFor;
  readonly entry: string;
  readonly isMoved?: true;
}

export interface StreamState {
  readonly stream: string;
  readonly kind: string;
  readonly rules: number;
  readonly station: string;
  readonly entries: number;
  readonly beganBy: string;
  readonly beganOn: string;
  readonly lastOn: string;
  /** Receipt number (收件编号), final, given by the desk. */
  readonly number?: string;
  readonly core: Core;
  readonly undoable?: Undoable;
  readonly papers: readonly PaperState[];
  readonly attachments: readonly Attachment[];
  readonly notes: number;
  readonly marks: readonly Mark[];
  readonly history: readonly HistoryLine[];
  /** Of a party: what was said about others being the same; absent where nothing was. */
  readonly parties?: readonly PartyLink[];
  /** 来访: the case it came with; absent of one that came alone or first. */
  readonly visit?: Visit;
  /** 续存 after an appraisal. */
  readonly kept?: KeptOn;
  /** 已销毁: nothing else of it is left. */
  readonly destroyed?: Destroyed;
  /** Who took it over last, and with which 工作移交; absent of one that is in the hands of whoever began it. */
  readonly charge?: Charge;
  /** Absent where none waits. */
  readonly requests?: readonly Request[];
  /** Set when this program cannot fold the stream (需要升级): the type or rules number it does not know. Read-only then. */
  readonly needsUpgrade?: string;
}

export const emptyCore: Core = { status: '', fields: {}, dues: {}, learnt: {}, mergedFrom: [] };

export const valueOf = (state: StreamState, field: string): Json | undefined => state.core.fields[field]?.value;
export const setByOf = (state: StreamState, field: string): string => state.core.fields[field]?.setBy ?? '';
export const openChoices = (state: StreamState): readonly string[] =>
  Object.entries(state.core.fields).flatMap(([name, field]) => (field.open?.length ? [name] : []));
export const isEnded = (state: StreamState): boolean =>
  state.core.voided !== undefined || state.core.mergedInto !== undefined;
