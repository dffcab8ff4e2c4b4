/** What the steps of a 服务办件 write down of how it went, in `core.course`: written by the fold alone, so read without a schema. */
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
  /** Every time somebody had to come again, in order. */
  readonly sentHome?: readonly SentHome[];
}

export const courseOf = ({ course = {} }: Pick<Core, 'course'>): Course => course;
