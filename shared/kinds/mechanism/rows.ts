/**
 * What a kind tells of one of its streams to lists, pages, papers and files: rows, all plain data. A kind makes them by pure functions of the
 * state (`KindSpec` in `spec.ts`).
 */
import type { JsonObject } from '../../kernel/json.ts';
import type { QueueName, Tries } from './queues.ts';

/** One line of a list, and what search finds. */
export interface ListRow {
  readonly title: string;
  readonly people: readonly PersonRow[];
  readonly matter?: string;
  readonly text: string;
  readonly queue?: QueueRow;
  /** 待补签: the day of the oldest approval by phone that nobody has signed yet. */
  readonly unsignedSince?: string;
  /** Stream of the case it is about, where it is about one (投诉). */
  readonly about?: string;
}
/** The one list of work beside dues that a case stands in (`queues.ts`), and since or until when. */
export interface QueueRow {
  readonly name: QueueName;
  readonly day: string;
  readonly tries?: Tries;
}
/** One 呈批 of a decision: asked for, given, or still to be asked for. */
export interface ApprovalRow {
  /** Value of the kind's field `about`. */
  readonly about: string;
  /** Whose word it needs, as the matter names them. */
  readonly role: string;
  readonly needsTwo: boolean;
  readonly state: 'toAsk' | 'asked' | 'half' | 'given' | 'used';
  readonly verdict?: string;
  readonly way?: string;
  /** Names, or where they clicked themselves their ids (`byStaff`). */
  readonly by?: readonly string[];
  readonly byStaff?: true;
  readonly opinion?: string;
  readonly on?: string;
  readonly signedOn?: string;
  /** 待补签: by phone, and no signature yet. */
  readonly isUnsigned?: true;
}
export interface PersonRow {
  readonly role: string;
  readonly name: string;
  readonly idNumber?: string;
  readonly phone?: string;
  /** Stream of the party this is a snapshot of. */
  readonly party?: string;
}
/** 委托: what a case that is done for somebody rests on. */
export interface AuthorityRow {
  /** none 还没有委托, notYet, valid 有效, expired 到期, revoked 本人取消. */
  readonly standing: 'none' | 'notYet' | 'valid' | 'expired' | 'revoked';
  readonly from?: string;
  /** The last day. */
  readonly until?: string;
  readonly power?: string;
  readonly signer?: string;
  readonly witness?: string;
  /** 续办: how often. */
  readonly renewals: number;
  readonly revokedOn?: string;
}
/** A case that another one carries (帮办代办), and by whom. */
export interface CarriedRow {
  readonly stream: string;
  readonly number: string;
  /** By name. */
  readonly matter: string;
  /** Instant since when. */
  readonly on: string;
  /** Name and telephone; '' while there is nobody. */
  readonly by: string;
  readonly phone: string;
}
/** One stage of a case: done, under way, or to come. */
export interface StageRow {
  readonly name: string;
  /** Key of the kind's words. */
  readonly kind: string;
  readonly state: 'done' | 'now' | 'toCome';
  /** Who answers for it, as the matter names them. */
  readonly responsible: string;
  /** Of one that is done: the instant, who did it, and what came of it. */
  readonly on?: string;
  readonly by?: readonly string[];
  /** Who entered it, where that is all that is known. */
  readonly byStaff?: string;
  readonly result?: string;
  /** What is noted of its kind (公示期, 证号 …): field of the step → text. */
  readonly notes?: Readonly<Record<string, string>>;
  /** Why it was done out of order. */
  readonly reason?: string;
  /** Photographs that belong to it. */
  readonly photos?: number;
  readonly needsPhoto?: boolean;
}
/** What a page knows of a case; a name is readable on the page of its own case. */
export interface Known {
  readonly status: string;
  readonly beganOn: string;
  readonly learnt: JsonObject;
  readonly stages: readonly StageRow[];
  readonly approvals: readonly Pick<ApprovalRow, 'about' | 'state' | 'isUnsigned'>[];
  readonly fields: JsonObject;
  readonly owed: readonly { readonly material: string; readonly way: string; readonly state: string }[];
  readonly originals: readonly {
    readonly material: string;
    readonly returned: object | null;
    readonly holder: { readonly at: string } | null;
  }[];
}
/** 欠缺材料: a paper that is missing, what was undertaken about it, and how that ended. */
export interface OwedRow {
  readonly material: string;
  /** Key of the kind's words. */
  readonly way: string;
  /** Instant it was undertaken. */
  readonly on: string;
  /** Who fetches or brings it. */
  readonly who?: string;
  /** By when; a plain date. */
  readonly until?: string;
  /** The due date that holds instead of `until`. */
  readonly due?: string;
  /** Calls about it since. */
  readonly calls: number;
  /** It counts as work to do: not met, and the case goes on. */
  readonly isOpen: boolean;
  readonly met?: { readonly on: string; readonly how: string; readonly by: string; readonly note?: string };
}
/** 原件保管: an original that stays here till it is given back. */
export interface OriginalRow {
  readonly material: string;
  readonly copies: number;
  /** Instant since when it is here. */
  readonly since: string;
  /** Shelf or drawer, where somebody said so. */
  readonly place?: string;
  readonly returned?: { readonly on: string; readonly to: string };
  /** Whose hands it is in, where it goes from hand to hand. Absent: it lies at the station. */
  readonly holder?: HandRow;
  /** 约定归还; a plain date. */
  readonly backBy?: string;
  /** 移交: the id of whom it lies ready for. */
  readonly offered?: string;
  readonly lost?: LossRow;
}
/** here 在窗口, owner 本人, staff (`staff` is their id), outside 别的单位, lost 遗失, settled 遗失已处理. */
export interface HandRow {
  readonly at: 'here' | 'owner' | 'staff' | 'outside' | 'lost' | 'settled';
  readonly name: string;
  readonly staff?: string;
}
/** 原件遗失: open till it is found, or made good. */
export interface LossRow {
  readonly on: string;
  /** Staff by id who reported it. */
  readonly by: string;
  /** Who last had it in hand. */
  readonly lastHolder: HandRow;
  readonly search: string;
  readonly found?: true;
  readonly settled?: { readonly how: string; readonly what: string };
}

/** 办件档案: what the file of a case must have before it is whole; what hangs on the case anyway is in it without being named. */
export interface FileNeeds {
  /** Papers that were asked for or handed in. `isDue`: the file is not whole without it. */
  readonly materials: readonly FileMaterial[];
  /** Of each group one valid paper must be there: names of `shared/documents/papers.ts`, the usual one first. */
  readonly papers: readonly (readonly string[])[];
}
export interface FileMaterial {
  readonly name: string;
  readonly isDue: boolean;
  /** As it was handed in; absent of one that was not. */
  readonly received?: { readonly copies: number; readonly form: string };
}

/** A file that was brought before there was a stream it could hang on. */
export interface HeldFileName {
  readonly blob: string;
  readonly name: string;
  readonly mime: string;
}

/** One row of a registry (事项, 人员, 站点, 日历 …). */
export interface RecordRow {
  readonly key: string;
  readonly label: string;
  readonly value: JsonObject;
  /** Beside the key, what nobody else of the kind may have (the name somebody logs in with). */
  readonly alias?: string;
}
