/** What this desk knows of its hub and of how far the two have come; each value in its own row, written with what it goes with. */
import { z } from 'zod';
import { linkStops } from '#shared/contract/link.ts';
import { helloAnswer, type Cursor, type HelloAnswer } from '#shared/sync/messages.ts';
import { all, run, sql, type ReadHandle, type Transaction } from '../store/handles.ts';
import { readSetting, writeSetting, type SettingSpec } from '../settings.ts';

const linkSchema = z.strictObject({
  /** Where the hub is: `https://host:port`, and the public key it is known by. */
  url: z.string(),
  pin: z.string(),
});
/** null: this desk stands alone and is its own authority. */
export const linkTo: SettingSpec<z.infer<typeof linkSchema> | null> = {
  key: 'link.to',
  schema: linkSchema.nullable(),
  usual: null,
};

export const epochSetting: SettingSpec<string> = { key: 'link.epoch', schema: z.string(), usual: '' };
/** Milliseconds the hub's clock is ahead of this one, as measured at the last contact. */
export const offsetSetting: SettingSpec<number> = { key: 'link.offset', schema: z.number(), usual: 0 };
export const scopesSetting: SettingSpec<string[]> = { key: 'link.scopes', schema: z.array(z.string()), usual: [] };

/** What the hub signs with, and what files on a stick are sealed for, as HELLO told; null before the first contact. */
export const hubKeysSetting: SettingSpec<HelloAnswer['keys'] | null> = {
  key: 'link.hubKeys',
  schema: helloAnswer.shape.keys.nullable(),
  usual: null,
};
/** How often this desk greeted its hub and was answered: tells whether anything was heard since a file went out on a stick. */
export const metSetting: SettingSpec<number> = { key: 'link.met', schema: z.int(), usual: 0 };

/** The newest head of the hub's chain that was seen: a witness, and how a hub that went back is found out. */
export const hubHeadSetting: SettingSpec<{ n: number; chain: string; signature: string }> = {
  key: 'link.hubHead',
  schema: z.strictObject({ n: z.int(), chain: z.string(), signature: z.string() }),
  usual: { n: 0, chain: '', signature: '' },
};

/** How far the hub has each of this desk's lives, and the hash of the entry that stands last there: witnesses for `verify`. */
const headsSchema = z.array(z.strictObject({ writer: z.string(), seq: z.int(), hash: z.string() }));
export const headsAtHubSetting: SettingSpec<z.infer<typeof headsSchema>> = {
  key: 'link.headsAtHub',
  schema: headsSchema,
  usual: [],
};

/** The latest time anybody wrote, as far as it came here: this desk's clock (HLC) does not fall behind it. */
export const heardSetting: SettingSpec<string> = { key: 'link.heard', schema: z.string(), usual: '' };

/** Under way after the hub was restored: what this desk returns, and how far it has come (the last entry). */
const returningSchema = z.strictObject({
  epoch: z.string(),
  restored: z.record(z.string(), z.int()),
  after: z.string(),
  afterRev: z.int(),
});
export type Returning = z.infer<typeof returningSchema>;
export const returningSetting: SettingSpec<Returning | null> = {
  key: 'link.returning',
  schema: returningSchema.nullable(),
  usual: null,
};

/** Cases this desk had to give up since the queue of incoming rows was last empty, and whether a person has said yes to it. */
export const removalSetting: SettingSpec<{ removed: number; isAllowed: boolean }> = {
  key: 'link.removal',
  schema: z.strictObject({ removed: z.int(), isAllowed: z.boolean() }),
  usual: { removed: 0, isAllowed: false },
};

/** What stops the link until a person has looked at it; '' = nothing. */
const stopSchema = z.enum(['', ...linkStops]);
export type Stop = z.infer<typeof stopSchema>;
export const stopSetting: SettingSpec<Stop> = { key: 'link.stop', schema: stopSchema, usual: '' };

export function readCursor(handle: ReadHandle | Transaction): Cursor {
  const rows = all(handle, sql<{ scope: string; pos: number }>`SELECT scope, pos FROM link_cursor`);
  return Object.fromEntries(rows.map(({ scope, pos }) => [scope, pos]));
}

export function writeCursor(transaction: Transaction, cursor: Cursor): void {
  for (const [scope, pos] of Object.entries(cursor)) {
    run(
      transaction,
      sql`INSERT INTO link_cursor (scope, pos) VALUES (${scope}, ${pos}) ON CONFLICT (scope) DO UPDATE SET pos = excluded.pos`,
    );
  }
}

export const isLinked = (handle: ReadHandle | Transaction): boolean => readSetting(handle, linkTo) !== null;

export { readSetting, writeSetting };
