/**
 * No printed number returns, whatever is done with the data directory of the real desk: copied closed or while it runs, moved,
 * yesterday's file laid over today's, a backup restored elsewhere. Each begins a new writer with a code of its own. Two copies that
 * cannot know of each other draw their codes apart: with these seeds differently, in the field once in 1,024 the same (`writers.ts`).
 */
import { copyFileSync, cpSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { all, sql } from '#desk/store/handles.ts';
import { openDesk, setUp, setUpInput, chief, intake, type TestDesk, type Window } from '../support/desk.ts';
import { makeWorld, type World } from '../support/journal-desk.ts';
import { examine } from './examine.ts';
import { ackedIn, actsCommand, scratchFolder, start } from './processes.ts';
import { nextIntake, numbersIn, openWorkload } from './workload.ts';
import { unwrap } from '#shared/kernel/result.ts';

interface Counter {
  readonly desk: TestDesk;
  readonly window: Window;
}

/** A desk with one case taken, open. */
async function newDesk(dir: string, world: World): Promise<Counter> {
  const desk = await openDesk({ dir, world });
  return { desk, window: await setUp(desk) };
}

async function openAgain(dir: string, world: World): Promise<Counter> {
  const desk = await openDesk({ dir, world });
  const window = await desk.connect();
  await window.ask('login.enter', { login: chief.login, password: chief.password });
  return { desk, window };
}

async function take({ desk, window }: Counter): Promise<string> {
  const { number } = await window.ask<{ number: string }>('case.begin', intake(desk.newId()));
  return number;
}

/** Opens, takes two cases and closes again; answers their numbers. */
async function twoAt(dir: string, seed: number): Promise<string[]> {
  const counter = await openAgain(dir, makeWorld(seed));
  const numbers = [await take(counter), await take(counter)];
  await counter.desk.close();
  return numbers;
}

const codes = ({ desk }: Counter): string[] =>
  all(desk.core().store.read, sql<{ code: string }>`SELECT code FROM writer`).map(({ code }) => code);

const expectDistinct = (numbers: readonly string[]): void => {
  expect(numbers.filter((number, at) => numbers.indexOf(number) !== at)).toEqual([]);
};

test('two copies of a closed directory, and the original moved and moved back', async () => {
  const root = scratchFolder();
  const [here, there, one, two] = ['here', 'there', 'one', 'two'].map((name) => join(root, name)) as [
    string,
    string,
    string,
    string,
  ];
  const counter = await newDesk(here, makeWorld(1));
  const numbers = [await take(counter)];
  await counter.desk.close();
  for (const copy of [one, two]) cpSync(here, copy, { recursive: true });
  numbers.push(...(await twoAt(here, 2)), ...(await twoAt(one, 3)), ...(await twoAt(two, 4)));
  renameSync(here, there);
  numbers.push(...(await twoAt(there, 5)));
  renameSync(there, here);
  numbers.push(...(await twoAt(here, 6)), ...(await twoAt(one, 7)));
  expect(numbers).toHaveLength(13);
  expectDistinct(numbers);
});

test('copied while it runs, then killed: the copy and the original both go on', async () => {
  const root = scratchFolder();
  const [dir, copy] = [join(root, 'desk'), join(root, 'copy')];
  let seen = 0;
  const { ended } = start(actsCommand(dir, { count: 100_000 }), {}, (line, child) => {
    if (!line.startsWith('ack ')) return;
    seen += 1;
    if (seen === 20) cpSync(dir, copy, { recursive: true });
    if (seen === 30) child.kill('SIGKILL');
  });
  const acked = ackedIn((await ended).lines);
  const next = nextIntake(acked.length + 5);
  const more: string[] = [];
  for (const [at, place] of [dir, copy].entries()) {
    const running = unwrap(await openWorkload(place, next + at));
    more.push(running.act(next), running.act(next + 2));
    await running.close();
  }
  expectDistinct(numbersIn([...acked, ...more]));
  expect(await examine(dir, [...acked, ...more.slice(0, 2)])).toMatchObject({ lost: 0, half: [], corrupt: 0 });
});

test('yesterday’s file laid over today’s', async () => {
  const dir = join(scratchFolder(), 'desk');
  const counter = await newDesk(dir, makeWorld(1));
  const numbers = [await take(counter)];
  await counter.desk.close();
  const kept = join(scratchFolder(), 'kept.db');
  copyFileSync(join(dir, 'desk.db'), kept);
  numbers.push(...(await twoAt(dir, 2)));
  copyFileSync(kept, join(dir, 'desk.db'));
  const back = await openAgain(dir, makeWorld(3));
  // The one who knows: what was used meanwhile stands beside the store, so this code is none of them.
  expect(codes(back)).toHaveLength(2);
  numbers.push(await take(back), await take(back));
  await back.desk.close();
  numbers.push(...(await twoAt(dir, 4)));
  expectDistinct(numbers);
});

test('restored from a backup on two machines, while the old one goes on', async () => {
  const root = scratchFolder();
  const place = join(root, 'stick');
  mkdirSync(place);
  const desk = await openDesk({ dir: join(root, 'old'), world: makeWorld(1) });
  const window = await desk.connect();
  const input = { ...(await setUpInput(window)), backupFolder: place };
  await window.ask('setUp.complete', input);
  const old = { desk, window };
  const numbers = [await take(old), await take(old)];
  const { file } = await window.ask<{ file: string }>('backup.run');
  numbers.push(await take(old));
  for (const [at, name] of ['new', 'newer'].entries()) {
    const dir = join(root, name);
    const fresh = await openDesk({ dir, world: makeWorld(10 + at) });
    const asked = await fresh.connect();
    await asked.ask('setUp.restore', { folder: place, file, phrase: input.phrase });
    await fresh.close();
    const counter = await openAgain(dir, makeWorld(20 + at));
    expect(codes(counter).length).toBeGreaterThan(1);
    numbers.push(await take(counter), await take(counter));
    await counter.desk.close();
  }
  numbers.push(await take(old));
  expectDistinct(numbers);
  expect(readFileSync(join(root, 'new', 'keys.json')).equals(readFileSync(join(root, 'old', 'keys.json')))).toBe(true);
});
