/**
 * At its start a hub looks at what an older one could not make out: streams of kinds it did not know went to nobody and come into their
 * scopes now, whom a stream concerns is asked again where it could not be folded, and what was put aside is tried again.
 */
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import { sql } from '../store/database.ts';
import { takeDeferred } from './deferred.ts';
import { lockStreams } from './growing.ts';
import { readHead, type Hub } from './hub.ts';
import { visit } from './order.ts';
import { takeOwed } from './own-entries.ts';

const atOnce = 100;
const setting = 'kinds';
type Known = Readonly<Record<string, string>>;

/** Nothing while it collects: then nothing new is ordered. The next start does it. */
export async function catchUp(hub: Hub): Promise<void> {
  const { state } = await hub.database.transact(readHead);
  if (state !== 'open') return;
  await knowKinds(hub);
  await takeDeferred(hub);
}

async function knowKinds(hub: Hub): Promise<void> {
  const before = await readKnown(hub);
  let known = before;
  for (const name of await storedKinds(hub)) {
    const kind = hub.findKind(name);
    if (kind === undefined || before[name] === signatureOf(kind)) continue;
    await comeIn(hub, kind, before[name] === undefined);
    known = { ...known, [name]: signatureOf(kind) };
    await keepKnown(hub, known);
  }
}

/** What decides whether an entry can be folded: types and versions by rules number. */
const signatureOf = ({ form, typesByRules }: Kind): string =>
  [form, ...[...typesByRules].map(([rules, types]) => `${String(rules)}:${typesOf(types)}`)].join(' ');

const typesOf = (types: ReadonlyMap<string, { readonly v: number }>): string =>
  [...types].map(([type, { v }]) => type + String(v)).join();

async function readKnown(hub: Hub): Promise<Known> {
  const row = await hub.database.transact((transaction) =>
    transaction.get(sql<{ value: string }>`SELECT value FROM hub_setting WHERE key = ${setting}`),
  );
  return row === undefined ? {} : (JSON.parse(row.value) as Known);
}

const keepKnown = (hub: Hub, known: Known): Promise<number> =>
  hub.database.transact((transaction) =>
    transaction.run(
      sql`INSERT INTO hub_setting (key, value) VALUES (${setting}, ${JSON.stringify(known)})
        ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    ),
  );

/** One step through the index a kind, however many streams there are. */
async function storedKinds(hub: Hub): Promise<readonly string[]> {
  return hub.database.transact(async (transaction) => {
    const names: string[] = [];
    for (;;) {
      const row = await transaction.get(
        sql<{ kind: string }>`SELECT kind FROM stream WHERE kind > ${names.at(-1) ?? ''} ORDER BY kind LIMIT 1`,
      );
      if (row === undefined) return names;
      names.push(row.kind);
    }
  });
}

/** Only what can come out otherwise: what went to nobody, has no number yet, or says itself whom it concerns. */
async function comeIn(hub: Hub, kind: Kind, isNew: boolean): Promise<void> {
  const saysMore = kind.concerns !== undefined || kind.mayAct !== undefined;
  if (isNew && kind.form === 'case')
    await hub.database.transact((transaction) =>
      transaction.run(sql`UPDATE stream SET owes_word = true WHERE kind = ${kind.kind} AND scopes = ''`),
    );
  for (let after: string | undefined = ''; after !== undefined; ) {
    const from: string = after;
    after = await hub.database.transact(async (transaction): Promise<string | undefined> => {
      const rows = await transaction.all(
        sql<{ id: string }>`SELECT id FROM stream WHERE kind = ${kind.kind} AND id > ${from}
          AND (scopes = '' OR owes_word OR ${saysMore}
            OR EXISTS (SELECT 1 FROM doubt_owed o WHERE o.stream = stream.id)) ORDER BY id LIMIT ${atOnce}`,
      );
      const ids = rows.map(({ id }) => id);
      const known = await lockStreams(transaction, ids);
      if (ids.length > 0) await visit(hub, transaction, known, await takeOwed(transaction, ids));
      return ids.at(-1);
    });
  }
}
