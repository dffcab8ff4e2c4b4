/**
 * 原件交接 of a 帮办代办 (DB3205/T 1077-2023: 材料原件交接登记). Taken in and given back against a signature, from hand to hand with an
 * acknowledgement; what is missing is 遗失 till it is found or made good, and nothing is filed before that.
 */
import { z } from 'zod';
import type { Json, JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { choice, isRecord, optional, optionalText, text, textOf } from '../common/fields.ts';
import * as custody from '../common/custody.ts';
import type { ReadEntry } from '../mechanism/entry-type.ts';
import type { FieldSpec, StepSpec } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';

type Guard = NonNullable<StepSpec['guard']>;

const name = z.string().trim().min(1).max(200);
/** More papers nobody hands over at one time. */
const most = 50;
const mostCopies = 999;

const names: FieldSpec = { class: 'guarded', input: 'choices', schema: z.array(name).min(1).max(most) };
const comes: FieldSpec = {
  class: 'guarded',
  input: 'rows',
  schema: z
    .array(z.strictObject({ name, copies: z.int().min(1).max(mostCopies) }))
    .min(1)
    .max(most)
    .refine((rows) => new Set(rows.map((row) => row.name)).size === rows.length),
  columns: { name: { input: 'text' }, copies: { input: 'number' } },
};
const staff: FieldSpec = { class: 'guarded', input: 'staff', schema: z.string().min(1).max(64) };

export const originalsOf = ({ core }: StreamState): custody.Book => custody.bookOf(core.course);
export function namesIn(data: JsonObject, field = 'originals'): readonly string[] {
  const said = data[field];
  const list: readonly Json[] = Array.isArray(said) ? said : [];
  return list.map((one) => (isRecord(one) ? textOf(one['name']) : textOf(one)));
}

type Fits = (one: custody.Original, by: string) => boolean;

/** There is one for which it can be done; and where some are named, it can for each of them. */
const each =
  (fits: Fits, code: RefusalCode): Guard =>
  (state, by, data) => {
    const originals = originalsOf(state);
    if (data === null) return originals.some((one) => fits(one, by)) ? null : code;
    const named = namesIn(data).map((wanted) => originals.find((one) => one.name === wanted));
    if (named.includes(undefined)) return 'originals.none';
    return named.every((one) => one !== undefined && fits(one, by)) ? null : code;
  };

const mine: Fits = custody.isHeldBy;
const isAt =
  (...places: readonly custody.Holder['at'][]): Fits =>
  (one) =>
    places.includes(custody.holderOf(one).at);

/** Nothing comes in twice: what is out is somewhere already. */
const guardTaken: Guard = (state, _by, data) => {
  if (data === null) return null;
  const out = originalsOf(state).filter(custody.isOut);
  return out.some((one) => namesIn(data).includes(one.name)) ? 'originals.outAlready' : null;
};

const guardOffer: Guard = (state, by, data, probe) =>
  data !== null && textOf(data['receiver']) === by
    ? 'originals.toSelf'
    : each(mine, 'originals.notYours')(state, by, data, probe);

/** Whoever holds it is not given it. */
const guardOfferFor: Guard = (state, by, data, probe) => {
  const refused = guarded('originalsOfferedFor', 'originals.notOthers')(state, by, data, probe);
  if (refused !== null || data === null) return refused;
  const named = originalsOf(state).filter((one) => namesIn(data).includes(one.name));
  return named.some((one) => custody.isHeldBy(one, textOf(data['receiver']))) ? 'originals.toSelf' : null;
};

const offered: NonNullable<StepSpec['course']> = (course, { data, on }) =>
  custody.withBook(course, custody.offer(custody.bookOf(course), namesIn(data), textOf(data['receiver']), on));

const moved =
  (to: (entry: ReadEntry) => custody.Holder): NonNullable<StepSpec['course']> =>
  (course, entry) =>
    custody.withBook(course, custody.move(custody.bookOf(course), namesIn(entry.data), to(entry), entry));
const toWhoeverDoesIt = ({ by }: ReadEntry): custody.Holder => ({ at: 'staff', id: by });

/** 归档 waits for every one of them. */
export function guardAllBack(state: StreamState): RefusalCode | null {
  const out = originalsOf(state).filter(custody.isOut);
  if (out.some((one) => custody.holderOf(one).at === 'lost')) return 'originals.lostOpen';
  return out.length > 0 ? 'originals.out' : null;
}
/** Which ones a refusal is about: names of papers, of nobody. */
export const detailsOfOut: NonNullable<StepSpec['details']> = (state, code) =>
  code === 'originals.out' || code === 'originals.lostOpen'
    ? {
        names: originalsOf(state)
          .filter(custody.isOut)
          .map((one) => one.name)
          .join('、'),
      }
    : undefined;

const anyTime = ['accepted', 'suspended', 'delivered', 'filed', 'reported', 'calledBack', 'ended', 'withdrawn'];
const early = ['asked', 'entrusted'];
const step = { v: 1, from: [...early, ...anyTime], permission: 'case.handle', isReversible: true } as const;

/** For whom each step is there, of an original that is in the book already. */
const fits: Readonly<Record<string, Fits>> = {
  originalsOffered: mine,
  originalsAccepted: (one, by) => one.offered?.to === by,
  originalsLeft: mine,
  originalsFetched: isAt('outside'),
  originalsTakenOver: (one, by) => isAt('staff')(one, by) && !mine(one, by),
  originalsOfferedFor: (one, by) => isAt('staff')(one, by) && !mine(one, by),
  originalsReturned: mine,
  originalsLost: isAt('staff', 'outside'),
  originalsFound: isAt('lost'),
  lossSettled: isAt('lost'),
};

/** Originals of which this person could say this now. */
export const movable = (state: StreamState, step: string, by: string): readonly string[] =>
  originalsOf(state).flatMap((one) => (fits[step]?.(one, by) === true ? [one.name] : []));

/** Such a step, with what it is called where it cannot be done. */
const guarded = (name: string, code: RefusalCode): Guard => {
  const fit = fits[name];
  if (fit === undefined) throw new TypeError(`no step of the book: ${name}`);
  return each(fit, code);
};

export const custodySteps: Readonly<Record<string, StepSpec>> = {
  /** 收下原件, from the person or whoever brings it for them. */
  originalsTaken: {
    ...step,
    from: [...early, 'accepted', 'suspended', 'delivered'],
    form: {
      comes,
      handedBy: text(100),
      backBy: optional({ class: 'guarded', input: 'date', schema: z.iso.date() }),
    },
    guard: (state, by, data, probe) =>
      guardTaken(state, by, data === null ? null : { originals: namesIn(data, 'comes') }, probe),
    course: (course, entry) => {
      const rows = (Array.isArray(entry.data['comes']) ? entry.data['comes'] : []).filter(isRecord);
      const come = rows.map((row) => ({ name: textOf(row['name']), copies: Number(row['copies']) }));
      const taken = custody.takeIn(
        custody.bookOf(course),
        come,
        toWhoeverDoesIt(entry),
        textOf(entry.data['backBy']),
        entry,
      );
      return custody.withBook(course, taken);
    },
    issues: ['originalsTaken'],
  },
  /** 移交: whoever it is for has not said yet that it came. */
  originalsOffered: {
    ...step,
    form: { originals: names, receiver: staff },
    guard: guardOffer,
    course: offered,
  },
  /** 代为移交: by the person in charge for somebody who is ill or gone; whose hand it is in stays so till the other says that it came. */
  originalsOfferedFor: {
    ...step,
    permission: 'dispatch.assign',
    form: { originals: names, receiver: staff, why: text(500) },
    guard: guardOfferFor,
    course: offered,
  },
  /** 接收: from now on they hold it. */
  originalsAccepted: {
    ...step,
    form: { originals: names },
    guard: guarded('originalsAccepted', 'originals.notOffered'),
    course: moved(toWhoeverDoesIt),
    issues: ['originalsHanded'],
  },
  /** 交给别的单位: left at the window that decides, against its receipt. */
  originalsLeft: {
    ...step,
    form: { originals: names, unit: text(100), receipt: optionalText(200) },
    guard: guarded('originalsLeft', 'originals.notYours'),
    course: moved(({ data }) => ({ at: 'outside', name: textOf(data['unit']) })),
  },
  /** 从别的单位取回. */
  originalsFetched: {
    ...step,
    form: { originals: names },
    guard: guarded('originalsFetched', 'originals.notOutside'),
    course: moved(toWhoeverDoesIt),
  },
  /** 接管: where whoever holds it is ill or gone, the person in charge takes it out of their drawer, and says why. */
  originalsTakenOver: {
    ...step,
    permission: 'dispatch.assign',
    form: { originals: names, why: text(500) },
    guard: guarded('originalsTakenOver', 'originals.notOthers'),
    course: moved(toWhoeverDoesIt),
    issues: ['originalsHanded'],
  },
  /** 归还原件, against a signature. */
  originalsReturned: {
    ...step,
    form: { originals: names, takenBy: text(100), relation: optionalText(50) },
    guard: guarded('originalsReturned', 'originals.notYours'),
    course: moved(({ data }) => ({ at: 'owner', name: textOf(data['takenBy']) })),
    issues: ['originalsReturn'],
  },
  /** 遗失: said by anybody who takes cases, whoever had it. */
  originalsLost: {
    ...step,
    permission: 'case.take',
    form: { originals: names, search: text(2000) },
    guard: guarded('originalsLost', 'originals.notOut'),
    course: moved(({ by, data }) => ({ at: 'lost', by, search: textOf(data['search']) })),
  },
  originalsFound: {
    ...step,
    form: { originals: names, where: text(500) },
    guard: guarded('originalsFound', 'originals.notLost'),
    course: moved(toWhoeverDoesIt),
  },
  /** 遗失已处理: how it was made good; by the person in charge. */
  lossSettled: {
    ...step,
    permission: 'dispatch.assign',
    form: { originals: names, madeGood: choice(custody.waysMadeGood), remedy: text(2000) },
    guard: guarded('lossSettled', 'originals.notLost'),
    course: moved(({ data }) => ({ at: 'settled', how: textOf(data['madeGood']), what: textOf(data['remedy']) })),
  },
};
