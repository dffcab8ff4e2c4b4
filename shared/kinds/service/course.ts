/** What the steps of a 服务办件 write down of how it went, in `core.course`: written by the fold alone, so read without a schema. */
import type { JsonObject } from '../../kernel/json.ts';
import type { WayOutOfMissing } from '../matter/material.ts';
import type { MatterFacts } from '../matter/facts.ts';
import type { Core } from '../mechanism/state.ts';
import type { TripReason } from '../mechanism/trips.ts';

export interface StageDone {
  readonly entry: string;
  readonly on: string;
  readonly result: string;
  /** Who did it: one person, or two. */
  readonly by: readonly string[];
  readonly byStaff?: string;
  readonly notes?: Readonly<Record<string, string>>;
  /** Why it was done out of order. */
  readonly reason?: string;
}

/** 上报: one time it lay with the upper office. */
export interface Trip {
  readonly on: string;
  readonly authority: string;
  /** Stream of the 上报批次 it went up in. */
  readonly batch?: string;
  /** How it came back (the step), and when. */
  readonly answer?: string;
  readonly answeredOn?: string;
}

/** 村级交接: one time papers went from the station to the township. One that came without a list has only arrived. */
export interface VillageTrip {
  readonly on?: string;
  /** Stream of the 交接清单, and who carried it. */
  readonly list?: string;
  readonly carrier?: string;
  readonly arrivedOn?: string;
  readonly arrivedBy?: string;
  /** What was not in order when it was counted. */
  readonly note?: string;
}

/** 电话告知: one call, and how it went. */
export interface Call {
  readonly entry: string;
  readonly on: string;
  /** Who called. */
  readonly by: string;
  readonly answer: 'reached' | 'noAnswer' | 'wrongNumber';
  readonly note?: string;
}

/** 告知: the petitioner knows that it is ready, and how they were told. */
export interface Told {
  readonly on: string;
  /** `call`, or how else: value of the field `tellWay`. */
  readonly way: string;
}

/** 寄出, 交村站: on its way, and not received yet. */
export interface Sent {
  readonly way: 'post' | 'village';
  readonly on: string;
  /** The carrier and its number; the station and whoever of it took it. */
  readonly by: string;
}

/** 呈批: one decision put before whoever signs for it, and their word. */
export interface Approval {
  readonly about: string;
  /** The words of whoever looked at it first (初审意见) and asked. */
  readonly asked?: { readonly on: string; readonly opinion: string };
  readonly verdict?: string;
  readonly way?: 'clicked' | 'signed' | 'phone';
  /** Names; of those who clicked themselves the ids of staff. */
  readonly by?: readonly string[];
  readonly opinion?: string;
  readonly on?: string;
  readonly signedOn?: string;
  readonly isUnsigned?: true;
  /** Attachments that show this one's signature. */
  readonly scans?: readonly string[];
  /** The decision that was made on it: the next one needs another. */
  readonly usedBy?: string;
}

/** How a missing paper ceased to be missing. */
export type HowMet = 'came' | 'checked' | 'pledged' | 'shown';

/** 欠缺材料: a paper that is missing, and what was undertaken about it (缺件办法). */
export interface Owed {
  readonly material: string;
  readonly way: WayOutOfMissing;
  /** When it was undertaken, by which entry. */
  readonly on: string;
  readonly entry: string;
  /** Who fetches it (代办、村). */
  readonly who?: string;
  /** By when; of 容缺 the due date says it. */
  readonly until?: string;
  /** It was handed in and is not as it has to be: having been received does not meet it. */
  readonly isDefect?: true;
  /** `by`: a member of staff, or the name of whoever it was. */
  readonly met?: {
    readonly on: string;
    readonly entry: string;
    readonly how: HowMet;
    readonly by: string;
    readonly note?: string;
  };
}

/** 原件保管: an original that stays here, by the name it has among the papers. */
export interface Kept {
  readonly on: string;
  readonly entry: string;
  readonly returned?: { readonly on: string; readonly to: string; readonly entry: string };
  /** 遗失, the last time: found again or made good where that is said. */
  readonly lost?: {
    readonly on: string;
    readonly by: string;
    readonly entry: string;
    readonly search: string;
    readonly isFound?: true;
    readonly settled?: { readonly how: string; readonly what: string };
  };
}

/** 告知承诺. */
export interface Pledge {
  readonly on: string;
  readonly entry: string;
  /** Who chose and signed it. */
  readonly by: string;
  /** What was told and promised, as the matter worded it that day. */
  readonly words: NonNullable<MatterFacts['pledge']>;
  readonly withdrawn?: string;
  /** 事后核查. */
  readonly checked?: { readonly on: string; readonly truth: 'true' | 'untrue'; readonly found?: string };
  /** 限期整改 was ordered. */
  readonly ordered?: string;
  readonly settled?: 'rectified' | 'revoked';
}

/** One time somebody was sent home: by 补正告知, 上级退回补正 or 不予受理. */
export interface SentHome {
  readonly entry: string;
  readonly on: string;
  readonly cause: 'correction' | 'above' | 'refused';
  /** What was missing; empty of a refusal. */
  readonly papers: readonly string[];
  readonly why?: TripReason;
}

export interface Course {
  /** By the stage's name. */
  readonly stages?: Readonly<Record<string, StageDone>>;
  /** Every time it went up, the last one last. */
  readonly trips?: readonly Trip[];
  /** The upper office wants papers that the petitioner has been told of and has not brought yet. */
  readonly gaps?: true;
  /** Every time papers came up from the village, the last one last. */
  readonly handovers?: readonly VillageTrip[];
  /** Every call, the last one last. */
  readonly calls?: readonly Call[];
  /** How many of the calls were made before there was anything to tell. */
  readonly callsBefore?: number;
  /** The words of the decision, for a 办理结果告知单 that is asked for later. */
  readonly result?: string;
  readonly told?: Told;
  /** 转村通知: who of which village has taken on the telling. */
  readonly village?: { readonly on: string; readonly by: string };
  readonly sent?: Sent;
  /** Oldest first. */
  readonly approvals?: readonly Approval[];
  readonly owed?: readonly Owed[];
  /** By the material's name. */
  readonly kept?: Readonly<Record<string, Kept>>;
  /** 一次性告知: what was told to be missing, for which matter, and when. */
  readonly noticed?: {
    readonly matter: string;
    readonly on: string;
    readonly materials: readonly string[];
    /** As it was told: what each has to be, and who gives it out. */
    readonly gaps?: readonly { readonly material: string; readonly standard: string; readonly from?: string }[];
  };
  readonly pledge?: Pledge;
  /** 视为撤回, 终止: the day by which the applicant was to have come. */
  readonly lapse?: string;
  /** Every time somebody had to come again, in order. */
  readonly sentHome?: readonly SentHome[];
}

export const courseOf = ({ course = {} }: Pick<Core, 'course'>): Course => course;
export const asCourse = (course: Course): JsonObject => course as unknown as JsonObject;
