/** HELLO, and what it says: the epoch, the clock, the scopes, how far the hub's own backup reaches. */
import type { HelloAnswer, HelloRequest, Introduction } from '#shared/sync/messages.ts';
import { protocols } from '#shared/sync/protocol.ts';
import type { DeskCore } from '../core.ts';
import { askAgain } from '../journal/contents.ts';
import { all, run, sql, transact, type ReadHandle, type Transaction } from '../store/handles.ts';
import { beginReturn, endReturning, goesOn, returningOf } from './give-back.ts';
import {
  epochSetting,
  headsAtHubSetting,
  hubKeysSetting,
  metSetting,
  offsetSetting,
  readSetting,
  scopesSetting,
  writeSetting,
} from './link-state.ts';
import { call, epochOf, failing, standStill, went, type LinkParts, type Memory, type Step } from './link-parts.ts';
import { metHub } from './met.ts';
import { dropScopes, type Taken } from './take-page.ts';

export async function greet(parts: LinkParts, memory: Memory): Promise<Step> {
  const { core } = parts;
  const wall = core.ports.clock.now();
  const answered = await call(parts, 'HELLO', helloOf(core, parts.app));
  const failed = failing(parts, memory, answered);
  if (failed !== undefined || answered.is !== 'answer') return failed ?? went();
  const hello = answered.value;
  // Half of the way there and back lies between the two clocks.
  const offset = Date.parse(hello.hubTime) - Math.round((wall + core.ports.clock.now()) / 2);
  return meet(parts, memory, hello, offset);
}

export function helloOf({ store: { read }, ports }: DeskCore, app: string): HelloRequest {
  const epoch = epochOf(read);
  return {
    protocol: [...protocols],
    app,
    wall: new Date(ports.clock.now()).toISOString(),
    epoch: epoch === '' ? null : epoch,
    introductions: introductionsOf(read),
    former: formerOf(read),
  };
}

/** What HELLO said, written down; scopes that were taken from this desk are given up at once. */
export function meet(parts: LinkParts, memory: Memory, hello: HelloAnswer, offset: number): Step {
  const { core } = parts;
  const { read } = core.store;
  const epoch = epochOf(read);
  // Its key is as old as its data: another one is another hub, or somebody's in its place.
  const known = readSetting(read, hubKeysSetting)?.sign ?? hello.keys.sign;
  if (known !== hello.keys.sign) return standStill(parts, 'hubSignature');
  const isOther = epoch !== '' && epoch !== hello.epoch;
  if (isOther && !goesOn(returningOf(read), hello)) beginReturn(core, hello);
  // The epoch it returned for is gone: that hub was put back once more, to the one this desk knows.
  if (epoch === hello.epoch) endReturning(core);
  const gone = readSetting(read, scopesSetting).filter((scope) => !hello.scopes.includes(scope));
  const dropped: Taken = gone.length === 0 ? { is: 'elsewhere' } : dropScopes(core, gone);
  if (dropped.is === 'stopped') return dropped;
  transact(core.store.write, function meet(transaction) {
    writeSetting(transaction, offsetSetting, offset);
    metHub(transaction, parts.saidAt ?? core.ports.clock.now());
    writeSetting(transaction, scopesSetting, hello.scopes);
    writeSetting(transaction, hubKeysSetting, hello.keys);
    writeSetting(transaction, metSetting, readSetting(transaction, metSetting) + 1);
    if (epoch === '') writeSetting(transaction, epochSetting, hello.epoch);
    for (const { writer, safeSeq } of hello.writers) keepSafe(transaction, writer, safeSeq);
    writeSetting(transaction, headsAtHubSetting, headsOf(hello));
    // This program, or the hub, may be newer than the one that could not make out a row.
    run(transaction, sql`UPDATE stream_link SET state = 'refetch' WHERE state = 'damaged'`);
    askAgain(transaction);
  });
  memory.hello = hello;
  memory.isBehind = true;
  memory.sending = [];
  return went(dropped.is === 'taken' ? dropped.streams : []);
}

/** What the hub has of this desk's lives, as it says. */
export const headsOf = ({ writers }: HelloAnswer): { writer: string; seq: number; hash: string }[] =>
  writers.map(({ writer, nextSeq, head }) => ({ writer, seq: nextSeq - 1, hash: head }));

const keepSafe = (transaction: Transaction, writer: string, safeSeq: number) =>
  run(transaction, sql`UPDATE writer SET safe_seq = max(safe_seq, ${safeSeq}) WHERE id = ${writer}`);

interface Life {
  readonly id: string;
  readonly public_key: string;
  readonly introduced: string | null;
}

function introductionsOf(read: ReadHandle): Introduction[] {
  const lives = all(
    read,
    sql<Life>`SELECT id, public_key, introduced FROM writer WHERE introduced IS NOT NULL ORDER BY id`,
  );
  return lives.flatMap(({ id, public_key: publicKey, introduced }) => {
    const said = introduced === null ? null : (JSON.parse(introduced) as { from: string; signature: string });
    return said === null ? [] : [{ writer: id, publicKey, from: said.from, signature: said.signature }];
  });
}

const formerOf = (read: ReadHandle): { writer: string; publicKey: string }[] =>
  all(
    read,
    sql<{ writer: string; publicKey: string }>`SELECT id AS writer, public_key AS publicKey FROM writer
      WHERE is_current = 0 ORDER BY id`,
  );
