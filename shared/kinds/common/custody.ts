/**
 * 原件交接: originals that go from hand to hand. Each has exactly one holder at any moment, or is 遗失; what moves it is an entry, and only
 * whoever holds it can give it on. A hand-over stands open until whoever it is for has said that it came: till then the giver holds it.
 */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { HandRow, OriginalRow } from '../mechanism/rows.ts';

/** 遗失 made good: 已补办, 已赔偿, 本人不要求处理, 其他. */
export const waysMadeGood = ['reissued', 'compensated', 'accepted', 'other'] as const;

/** owner 本人; staff 经手人 (id); outside 别的单位; lost 遗失; settled 遗失已处理: made good, and owed no more. */
const holder = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('owner'), name: z.string() }),
  z.strictObject({ at: z.literal('staff'), id: z.string() }),
  z.strictObject({ at: z.literal('outside'), name: z.string() }),
  z.strictObject({ at: z.literal('lost'), by: z.string(), search: z.string() }),
  z.strictObject({ at: z.literal('settled'), how: z.string(), what: z.string() }),
]);
export type Holder = z.infer<typeof holder>;

const original = z.strictObject({
  name: z.string(),
  copies: z.int(),
  /** From hand to hand, the first from the owner; `entry` is what moved it, `on` when. */
  moves: z.array(z.strictObject({ entry: z.string(), on: z.string(), to: holder })).min(1),
  /** 约定归还. */
  backBy: z.string().optional(),
  /** 移交: for whom it lies ready, until they say that it came. */
  offered: z.strictObject({ to: z.string(), on: z.string() }).optional(),
});
export type Original = z.infer<typeof original>;
export type Book = readonly Original[];

const book = z.array(original);
export const bookOf = (course: JsonObject | undefined): Book => book.safeParse(course?.['originals']).data ?? [];
export const withBook = (course: JsonObject, originals: Book): JsonObject => ({
  ...course,
  originals: originals.map((one) => ({ ...one })),
});

export const holderOf = ({ moves }: Original): Holder => moves.at(-1)?.to ?? { at: 'owner', name: '' };
export const isOut = (one: Original): boolean => !['owner', 'settled'].includes(holderOf(one).at);
export const isHeldBy = (one: Original, staff: string): boolean => {
  const now = holderOf(one);
  return now.at === 'staff' && now.id === staff;
};

interface Moment {
  readonly id: string;
  readonly on: string;
}

/** Of the originals named; others stay as they are. */
export const move = (originals: Book, names: readonly string[], to: Holder, { id, on }: Moment): Book =>
  originals.map(({ offered, ...one }) =>
    names.includes(one.name)
      ? { ...one, moves: [...one.moves, { entry: id, on, to }] }
      : { ...one, ...(offered === undefined ? {} : { offered }) },
  );

/** What comes in: one that was given back and comes again goes on in its own line. */
export function takeIn(
  originals: Book,
  come: readonly { readonly name: string; readonly copies: number }[],
  to: Holder,
  backBy: string,
  { id, on }: Moment,
): Book {
  const names = come.map(({ name }) => name);
  const until = backBy === '' ? {} : { backBy };
  const taken = come.map(({ name, copies }): Original => {
    const before = originals.find((one) => one.name === name)?.moves ?? [];
    return { name, copies, moves: [...before, { entry: id, on, to }], ...until };
  });
  return [...originals.filter(({ name }) => !names.includes(name)), ...taken];
}

export const offer = (originals: Book, names: readonly string[], to: string, on: string): Book =>
  originals.map((one) => (names.includes(one.name) ? { ...one, offered: { to, on } } : one));

/** Whoever last had it in hand before it was missed. */
function lastHolder({ moves }: Original): Holder | undefined {
  return moves.findLast(({ to }) => to.at === 'staff' || to.at === 'outside')?.to;
}

const handRow = (one: Holder | undefined): HandRow => {
  if (one === undefined) return { at: 'owner', name: '' };
  return one.at === 'staff'
    ? { at: 'staff', name: '', staff: one.id }
    : { at: one.at, name: 'name' in one ? one.name : '' };
};

function lossOf(one: Original): Pick<OriginalRow, 'lost'> {
  const at = one.moves.findLastIndex(({ to }) => to.at === 'lost');
  const missed = one.moves[at];
  if (missed?.to.at !== 'lost') return {};
  const after = one.moves[at + 1]?.to;
  return {
    lost: {
      ...{ on: missed.on, by: missed.to.by, search: missed.to.search },
      lastHolder: handRow(lastHolder({ ...one, moves: one.moves.slice(0, at) })),
      ...(after?.at === 'settled' ? { settled: { how: after.how, what: after.what } } : {}),
      ...(after !== undefined && after.at !== 'settled' ? { found: true } : {}),
    },
  };
}

/** For the book, the page and the papers. */
export const rowsOf = (originals: Book): readonly OriginalRow[] =>
  originals.map((one): OriginalRow => {
    const now = holderOf(one);
    const last = one.moves.at(-1)?.on ?? '';
    return {
      // Since when it is in this hand; of one that is back, since when whoever gave it back had it.
      ...{ material: one.name, copies: one.copies, since: now.at === 'owner' ? (one.moves.at(-2)?.on ?? last) : last },
      holder: handRow(now),
      ...(one.backBy === undefined ? {} : { backBy: one.backBy }),
      ...(one.offered === undefined ? {} : { offered: one.offered.to }),
      ...(now.at === 'owner' ? { returned: { on: last, to: now.name } } : {}),
      ...lossOf(one),
    };
  });
