/** PULL: the next rows of each granted scope's feed. A desk gets what belongs to its scopes now, and of what left only that it left. */
import { ok } from '#shared/kernel/result.ts';
import { hubHeadBytes } from '#shared/sync/call.ts';
import type { Cursor, FeedRow, PullAnswer, PullRequest } from '#shared/sync/messages.ts';
import { actLimit } from '#shared/sync/protocol.ts';
import type { StepAside } from '../ports.ts';
import { sql, type Transaction } from '../store/database.ts';
import { readHead, type Hub, type HubHead } from './hub.ts';
import { no, type Served } from './served.ts';
import { tagOf, wireOf, type EntryRow } from './stored.ts';
import { endsOf, pageEnd } from './whole-acts.ts';
import { grantedTo, type Signer } from './writers.ts';

/** Bodies of one page, about; a page of large papers is cut earlier than by rows. */
const pageBytes = 4 * 1024 * 1024;

interface FeedEntry extends Omit<EntryRow, 'id' | 'hash' | 'header'> {
  readonly pos: number;
  /** Where it came into the scope; null: it is not there any more. */
  readonly since: number | null;
  readonly id: string | null;
  readonly hash: string | null;
  readonly header: string | null;
  readonly writer: string | null;
  readonly act: string | null;
  /** The desk was given it earlier. */
  readonly had: boolean;
  /** It came, or comes before this row, through another scope. */
  readonly came: boolean;
}

interface Page {
  readonly rows: FeedRow[];
  readonly cursor: Record<string, number>;
  bytes: number;
  more: boolean;
}

export async function pull(
  hub: Hub,
  signer: Signer,
  request: PullRequest,
  stepAside: StepAside = (until) => until,
): Promise<Served<PullAnswer>> {
  const { wait } = request;
  // Listening begins before the look, so that nothing falls between the two.
  const bell = wait === undefined ? undefined : hub.bell.wait(wait * 1000);
  const first = await readPage(hub, signer, request);
  if (bell === undefined || !first.ok || first.value.rows.length > 0 || first.value.more) return first;
  await stepAside(bell);
  return readPage(hub, signer, request);
}

function readPage(hub: Hub, signer: Signer, request: PullRequest): Promise<Served<PullAnswer>> {
  return hub.database.transact(async (transaction) => {
    const head = await readHead(transaction);
    if (head.epoch !== request.epoch) return no('epoch');
    const scopes = grantedTo(signer.desk);
    if (Object.keys(request.cursor).some((scope) => !scopes.includes(scope))) return no('scope');
    const from: Cursor = Object.fromEntries(scopes.map((scope) => [scope, request.cursor[scope] ?? 0]));
    const page: Page = { rows: [], cursor: { ...from }, bytes: 0, more: false };
    for (const scope of scopes) {
      if (page.more) break;
      await readFeed(hub, transaction, page, {
        scope,
        after: from[scope] ?? 0,
        limit: request.limit,
        own: signer.writer.id,
        before: scopes
          .slice(0, scopes.indexOf(scope))
          .map((earlier) => ({ scope: earlier, upto: page.cursor[earlier] ?? 0 })),
      });
    }
    return ok({ from, rows: page.rows, cursor: page.cursor, more: page.more, hubHead: signedHead(hub, head) });
  });
}

interface Reading {
  readonly scope: string;
  readonly after: number;
  readonly limit: number;
  /** The life that asks: what it wrote it has. Of its former lives it may lack what came after a backup. */
  readonly own: string;
  /** Feeds in front of this one, and how far the desk has them when it comes to this page's rows. */
  readonly before: readonly { readonly scope: string; readonly upto: number }[];
}

async function readFeed(hub: Hub, transaction: Transaction, page: Page, reading: Reading): Promise<void> {
  const { scope } = reading;
  const room = reading.limit - page.rows.length;
  if (room <= 0) {
    page.more = true;
    return;
  }
  let rows = await readRows(transaction, reading, room);
  const acts = rows.length < room ? rows.map(({ act }) => act) : await actsAhead(transaction, reading, room);
  const ends = endsOf(acts);
  const end = rows.length < room ? rows.length : pageEnd(ends, room);
  if (end > room) rows = await readRows(transaction, reading, end);
  for (const [index, row] of rows.slice(0, end).entries()) {
    if (page.bytes > pageBytes && ends.includes(index)) {
      page.more = true;
      return;
    }
    const read = rowOf(hub, scope, row, reading.own);
    if (read !== undefined) page.rows.push(read);
    page.bytes += row.body?.length ?? 0;
    page.cursor[scope] = row.pos;
  }
  if (rows.length >= room) page.more = true;
}

const readRows = (transaction: Transaction, { scope, after, before }: Reading, count: number): Promise<FeedEntry[]> =>
  transaction.all(
    sql<FeedEntry>`SELECT f.pos, f.stream, f.rev, s.since, e.id, e.hash, e.header, e.salt, e.body, e.writer, e.act,
        f.rev = 0 AND EXISTS (SELECT 1 FROM feed b WHERE b.scope = f.scope AND b.stream = f.stream AND b.pos <= ${after}
          AND b.rev > 0) AS had,
        EXISTS (SELECT 1
          FROM unnest(${before.map((feed) => feed.scope)}::text[], ${before.map(({ upto }) => upto)}::bigint[]) AS seen (scope, upto)
          JOIN feed c ON c.scope = seen.scope AND c.stream = f.stream AND c.rev = f.rev AND c.pos <= seen.upto
          JOIN stream_scope m ON m.scope = seen.scope AND m.stream = f.stream AND m.since <= c.pos) AS came
      FROM feed f
      LEFT JOIN stream_scope s ON s.stream = f.stream AND s.scope = f.scope
      LEFT JOIN entry e ON e.stream = f.stream AND e.rev = f.rev AND s.since <= f.pos
      WHERE f.scope = ${scope} AND f.pos > ${after} ORDER BY f.pos LIMIT ${count}`,
  );

/** The acts of the rows of a full page and of as many behind it as an act may have. */
async function actsAhead(
  transaction: Transaction,
  { scope, after }: Reading,
  room: number,
): Promise<readonly (string | null)[]> {
  const rows = await transaction.all(
    sql<{ act: string | null }>`SELECT e.act FROM feed f
      LEFT JOIN stream_scope s ON s.stream = f.stream AND s.scope = f.scope
      LEFT JOIN entry e ON e.stream = f.stream AND e.rev = f.rev AND s.since <= f.pos
      WHERE f.scope = ${scope} AND f.pos > ${after} ORDER BY f.pos LIMIT ${room + actLimit.entries}`,
  );
  return rows.map(({ act }) => act);
}

/** Undefined for rows of streams that left meanwhile or came in anew further on: passed over. */
function rowOf(hub: Hub, scope: string, row: FeedEntry, own: string): FeedRow | undefined {
  const { pos, stream, rev, id, hash, header, writer } = row;
  if (rev === 0) return row.had ? { is: 'revoke', scope, pos, stream } : undefined;
  if (id === null || hash === null || header === null || writer === null) return undefined;
  const place = { scope, pos, rev, tag: tagOf(hub, { stream, rev, hash }) };
  if (writer === own || row.came) return { is: 'own', ...place, stream, id };
  return { is: 'entry', ...place, entry: wireOf(hub, { ...row, id, hash, header }) };
}

export function signedHead(hub: Hub, { epoch, n, chain }: HubHead) {
  const signature = Buffer.from(hub.keys.sign(hubHeadBytes(epoch, n, chain))).toString('base64');
  return { n, chain, signature };
}
