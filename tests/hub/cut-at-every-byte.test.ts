/**
 * trust.md, row 15: one PUSH and one PULL are cut at every byte, of the message as the hub gets it and of the answer as the desk gets it.
 *
 * The bytes meant here are those of the message itself, the body of the call: what stands in the way of HTTP is taken out, so that a
 * cut message really arrives. Bytes of the line, with headers and TLS around them, are cut in `processes/cut-line.test.ts`.
 */
import { expect, test } from 'vitest';
import { readCursor } from '#desk/sync/link-state.ts';
import type { Call, Reply } from '#shared/sync/call.ts';
import { pushAnswer, refusalAnswer, type PushResult } from '#shared/sync/messages.ts';
import { sql, type Database } from '../../hub/store/database.ts';
import { checkAll } from '../simulation/invariants.ts';
import { Ledger } from '../simulation/ledger.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { hall, townshipForEach, type Township } from './township.ts';

type Part = 'message' | 'answer';
interface Cut {
  readonly name: 'PUSH' | 'PULL';
  readonly part: Part;
  /** How many of its bytes arrive. */
  readonly at: number;
}

/** The link of one desk: a call of that name is cut, once. */
class Scissors {
  next: Cut | undefined;
  /** Of the call that was cut last: how long what was cut is, and what the hub said. */
  whole = 0;
  said: Reply | undefined;
  /** The last answer to a PUSH that arrived. */
  pushed: Reply | undefined;
  private readonly town: Township;

  constructor(town: Township, desk: SimDesk) {
    this.town = town;
    Object.assign(desk, { carry: (_desk: SimDesk, call: Call) => this.carry(call) });
  }

  private async carry(call: Call): Promise<Reply> {
    const cut = this.next?.name === call.name ? this.next : undefined;
    if (cut === undefined) {
      const reply = await this.answer(call);
      if (call.name === 'PUSH') this.pushed = reply;
      return reply;
    }
    this.next = undefined;
    this.said = await this.answer(cut.part === 'message' ? { ...call, body: call.body.subarray(0, cut.at) } : call);
    this.whole = (cut.part === 'message' ? call : this.said).body.length;
    if (cut.part === 'message') throw new Error('cut off');
    return { ...this.said, body: this.said.body.subarray(0, cut.at) };
  }

  private async answer(call: Call): Promise<Reply> {
    const reply = await this.town.hub.answer(call);
    if (reply === undefined) throw new Error('bug: the hub died');
    return reply;
  }
}

let town: Township;
let database: Database;
let one: SimDesk;
let two: SimDesk;
let stream: string;
let ledger: Ledger;

townshipForEach(async (fresh) => {
  ({ town, database } = fresh);
  ledger = new Ledger();
  one = await town.firstOfHall();
  two = await town.deskJoined(hall, true, 'li');
  stream = town.takeCase(one, 'SAMPLE');
  await town.restAll();
});

/** Steps until the call that is to be cut was, and the desk has noticed. */
async function meet(desk: SimDesk, scissors: Scissors, cut: Cut): Promise<void> {
  scissors.next = cut;
  for (let tries = 0; tries < 10; tries += 1) {
    const step = await desk.step();
    if (step.is === 'waits') {
      expect([cut.at, scissors.next, step.why]).toEqual([cut.at, undefined, 'unreached']);
      return;
    }
  }
  throw new Error(`nothing was cut at byte ${String(cut.at)}`);
}

const atHub = async (): Promise<number> => {
  const row = await database.transact((t) => t.get(sql<{ n: number }>`SELECT count(*) AS n FROM entry`));
  return row?.n ?? 0;
};
const text = ({ body }: Reply): unknown => JSON.parse(new TextDecoder().decode(body));
const results = (reply: Reply | undefined): readonly PushResult[] =>
  reply?.status === 200 ? pushAnswer.parse(text(reply)).results : [];

/** Both desks and the hub have the same; of what was written nothing is lost, and nothing is there twice. */
async function expectSame(notes: number): Promise<void> {
  await town.restAll();
  for (const desk of town.desks) ledger.look(desk);
  await checkAll(town.hub, town.desks, ledger);
  for (const desk of town.desks) expect(town.state(desk, stream).notes).toBe(notes);
}

test('PUSH: the message', async () => {
  const scissors = new Scissors(town, one);
  town.note(one, stream, '甲');
  const before = await atHub();
  for (let at = 0; at === 0 || at < scissors.whole; at += 1) {
    await meet(one, scissors, { name: 'PUSH', part: 'message', at });
    expect(refusalAnswer.parse(text(scissors.said as Reply)).refused).toBe('malformed');
    expect(await atHub()).toBe(before);
  }
  console.log(`PUSH: a message of ${String(scissors.whole)} bytes`);
  await expectSame(1);
  expect(await atHub()).toBe(before + 1);
});

test('PUSH: the first answer, to an act of its own each time; sent again it is answered as a repeat', async () => {
  const scissors = new Scissors(town, one);
  const before = await atHub();
  let acts = 0;
  for (let at = 0; at === 0 || at < scissors.whole; at += 1) {
    town.note(one, stream, '甲');
    acts += 1;
    await meet(one, scissors, { name: 'PUSH', part: 'answer', at });
    const first = results(scissors.said);
    expect(first.map(({ result, isRepeat }) => [result, isRepeat])).toEqual([['taken', undefined]]);
    await town.rest(one);
    expect(results(scissors.pushed)).toEqual(first.map((result) => ({ ...result, isRepeat: true })));
  }
  console.log(`PUSH: an answer of ${String(scissors.whole)} bytes`);
  await expectSame(acts);
  expect(await atHub()).toBe(before + acts);
});

test('PUSH: the answer to a repeat', async () => {
  const scissors = new Scissors(town, one);
  town.note(one, stream, '甲');
  await meet(one, scissors, { name: 'PUSH', part: 'answer', at: 0 });
  const first = results(scissors.said);
  const before = await atHub();
  scissors.whole = 0;
  for (let at = 0; at === 0 || at < scissors.whole; at += 1) {
    await meet(one, scissors, { name: 'PUSH', part: 'answer', at });
    expect(results(scissors.said)).toEqual(first.map((result) => ({ ...result, isRepeat: true })));
  }
  console.log(`PUSH: an answer to a repeat of ${String(scissors.whole)} bytes`);
  await expectSame(1);
  expect(await atHub()).toBe(before);
});

test.each(['message', 'answer'] as const)('PULL: the %s', async (part) => {
  const scissors = new Scissors(town, two);
  town.note(one, stream, '甲');
  await town.rest(one);
  two.link.ask();
  const before = readCursor(two.core.store.read);
  for (let at = 0; at === 0 || at < scissors.whole; at += 1) {
    await meet(two, scissors, { name: 'PULL', part, at });
    if (part === 'message') expect(refusalAnswer.parse(text(scissors.said as Reply)).refused).toBe('malformed');
    // Not a row of a page that was cut is taken, and its cursor neither.
    expect(readCursor(two.core.store.read)).toEqual(before);
    expect(town.state(two, stream).notes).toBe(0);
  }
  console.log(`PULL: ${part} of ${String(scissors.whole)} bytes`);
  await expectSame(1);
});
