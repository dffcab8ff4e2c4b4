/** What a desk would say to its hub now, all at once: as if each message were answered with what it hopes for. Reads; writes nothing. */
import type { FetchRequest } from '#shared/sync/messages.ts';
import { pullLimit } from '#shared/sync/protocol.ts';
import { stickLimit, type StickCall } from '#shared/sync/stick.ts';
import type { DeskCore } from '../../core.ts';
import { all, sql, type ReadHandle } from '../../store/handles.ts';
import { nextReturn, returningOf } from '../give-back.ts';
import { helloOf } from '../greet.ts';
import { epochOf } from '../link-parts.ts';
import { readCursor, type Returning } from '../link-state.ts';
import { nextPush, type QueuePlace } from '../queue.ts';
import { fetchAtOnce } from '../take-page.ts';
import { contentQuestions } from './contents.ts';

export interface Questions {
  /** As they stand in the file, a line each. */
  readonly lines: readonly string[];
  /** Acts that travel in it. */
  readonly acts: number;
}

/** After a restore of the hub it only returns what it holds: everything else waits until the hub has that. */
export function questionsOf(core: DeskCore, app: string): Questions {
  const { read } = core.store;
  const hello: StickCall = { name: 'HELLO', request: helloOf(core, app) };
  const returning = returningOf(read);
  if (returning !== null) return fitting(core, hello, returns(read, returning), undefined);
  const rest = { before: owns(core), after: [...fetches(read), pullOf(read)] };
  return fitting(core, hello, pushes(read), rest);
}

interface Rest {
  readonly before: readonly StickCall[];
  readonly after: readonly StickCall[];
}

/**
 * `many` as far as they fit; the rest always, and contents of attachments in what room is left. The order is that of the link: own entries
 * back, then what waits, then what comes; only contents go out before pages come in, because those may fill the answer.
 */
function fitting(core: DeskCore, hello: StickCall, many: Iterable<StickCall>, rest: Rest | undefined): Questions {
  const lines: string[] = [];
  const acts = new Set<string>();
  let bytes = 0;
  for (const call of many) {
    const line = JSON.stringify(call);
    const more = Buffer.byteLength(line);
    if (bytes > 0 && bytes + more > stickLimit.messages) break;
    bytes += more;
    lines.push(line);
    if (call.name === 'PUSH') for (const { header } of call.request.entries) acts.add(header.act);
  }
  const text = (call: StickCall): string => JSON.stringify(call);
  if (rest === undefined) return { lines: [text(hello), ...lines], acts: acts.size };
  const { toHub, fromHub } = contentQuestions(core, stickLimit.messages - bytes);
  const [before, after] = [rest.before.map(text), rest.after.map(text)];
  return { lines: [text(hello), ...before, ...lines, ...toHub, ...after, ...fromHub], acts: acts.size };
}

function* returns(read: ReadHandle, returning: Returning): Generator<StickCall> {
  let from = returning;
  for (;;) {
    const { request, upto } = nextReturn(read, from);
    yield { name: 'RETURN', request };
    if (request.isLast) return;
    from = { ...from, ...upto };
  }
}

function* pushes(read: ReadHandle): Generator<StickCall> {
  const epoch = epochOf(read);
  let after: QueuePlace | undefined;
  for (;;) {
    const batch = nextPush(read, false, after);
    if (batch === undefined) return;
    yield { name: 'PUSH', request: { epoch, ...batch.request } };
    after = { writer: batch.request.writer, lastSeq: batch.lastSeq };
  }
}

/** A desk that was put back may lack what a former life of it had sent: whether the hub has more, only its answer tells. */
const owns = ({ store: { read }, writer }: DeskCore): StickCall[] =>
  all(
    read,
    sql<{ id: string; acked_seq: number }>`SELECT id, acked_seq FROM writer WHERE id <> ${writer.id} ORDER BY id`,
  ).map(({ id, acked_seq: acked }) => ({
    name: 'OWN',
    request: { epoch: epochOf(read), writer: id, fromSeq: acked + 1, limit: pullLimit },
  }));

const pullOf = (read: ReadHandle): StickCall => ({
  name: 'PULL',
  request: { epoch: epochOf(read), cursor: readCursor(read), limit: pullLimit },
});

/** Streams that do not fit here, in the groups in which the link would fetch them; those that were damaged are asked for once more. */
function fetches(read: ReadHandle): StickCall[] {
  let left = all(
    read,
    sql<{ stream: string; scope: string }>`SELECT l.stream, min(s.scope) AS scope FROM stream_link l
      JOIN stream_scope s ON s.stream = l.stream WHERE l.state IN ('refetch', 'damaged') GROUP BY l.stream
      ORDER BY scope, l.stream`,
  );
  const groups: Omit<FetchRequest, 'epoch'>[] = [];
  while (left.length > 0) {
    const scope = left[0]?.scope ?? '';
    const group = left.slice(0, fetchAtOnce).filter((one) => one.scope === scope);
    left = left.filter((one) => !group.includes(one));
    groups.push({ scope, streams: group.map(({ stream }) => stream) });
  }
  return groups.map((group) => ({ name: 'FETCH', request: { epoch: epochOf(read), ...group } }));
}
