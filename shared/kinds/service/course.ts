/** What the steps of a 服务办件 write down of how it went, in `core.course`: written by the fold alone, so read without a schema. */
import type { Core } from '../mechanism/state.ts';

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

/** 电话告知: one call, and how it went. */
export interface Call {
  readonly entry: string;
  readonly on: string;
  /** Who called. */
  readonly by: string;
  readonly answer: 'reached' | 'noAnswer' | 'wrongNumber';
  readonly note?: string;
}

export interface Course {
  /** By the stage's name. */
  readonly stages?: Readonly<Record<string, StageDone>>;
  /** Every time it went up, the last one last. */
  readonly trips?: readonly Trip[];
  /** The upper office wants papers that the petitioner has been told of and has not brought yet. */
  readonly gaps?: true;
  /** Every call, the last one last. */
  readonly calls?: readonly Call[];
}

export const courseOf = ({ course = {} }: Pick<Core, 'course'>): Course => course;
