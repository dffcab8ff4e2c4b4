/** 销毁 of a file with a hub: it waits for the hub's order, then bodies and contents are gone at the hub and at every desk; chains verify. */
import { beforeEach, describe, expect, test } from 'vitest';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { eraseContents } from '#desk/archive/erase-contents.ts';
import { all, sql as deskSql } from '#desk/store/handles.ts';
import { sql } from '../../hub/store/database.ts';
import type { HubDatabase } from '../../hub/store/pg.ts';
import { verifyHub } from '../../hub/verify/verify.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { destroyFile } from './destroying.ts';
import { townshipForEach, type Township } from './township.ts';
import { Contents } from './with-contents.ts';

const [hall, village] = ['360732108000', '360732108201'];
let database: HubDatabase;
let town: Township;
let contents: Contents;
let office: SimDesk;
let desk: SimDesk;
let gone: string;
let other: string;
let own: string;
let shared: string;

townshipForEach(async (fresh) => {
  ({ town, database } = fresh);
  contents = new Contents(town);
  office = await town.deskAlone(hall, true, 'chen');
  town.publish(office, 'SAMPLE', '示例事项');
  desk = await town.deskAlone(village, false, 'li');
  for (const one of town.desks) await town.join(one);
  contents.link();
  await town.restAll();
});

beforeEach(async () => {
  gone = town.takeCase(desk, 'SAMPLE');
  other = town.takeCase(desk, 'SAMPLE');
  own = contents.attach(desk, gone, contents.random(5000));
  const both = contents.random(6000);
  shared = contents.attach(desk, gone, both);
  contents.attach(desk, other, both);
  await contents.settle();
  await contents.settle();
});

const bodies = ({ core }: SimDesk, stream: string): string[] =>
  all(
    core.store.read,
    deskSql<{ type: string }>`SELECT type FROM entry WHERE stream = ${stream} AND body IS NOT NULL`,
  ).map(({ type }) => type);
const bodiesAtHub = async (stream: string): Promise<string[]> =>
  (
    await database.transact((t) =>
      t.all(sql<{ type: string }>`SELECT type FROM entry WHERE stream = ${stream} AND body IS NOT NULL`),
    )
  ).map(({ type }) => type);
const contentsAtHub = async (): Promise<string[]> =>
  (await database.transact((t) => t.all(sql<{ id: string }>`SELECT id FROM blob ORDER BY id`))).map(({ id }) => id);
const isOnDisk = ({ facts }: SimDesk, blob: string): boolean =>
  existsSync(join(facts.dir, 'blobs', blob.slice(0, 2), blob));

const destroy = (): void => {
  expect(destroyFile(town, desk, gone)).toMatchObject({ ok: true });
};

describe('a destroyed file', () => {
  test('keeps its content till the hub has ordered it, and then loses it everywhere; what another case names stays', async () => {
    expect(await contentsAtHub()).toEqual([own, shared].sort());
    destroy();
    // Not shown any more, and not erased either: what another desk wrote before may make it void.
    expect(town.state(desk, gone).destroyed).toBeDefined();
    expect(bodies(desk, gone).length).toBeGreaterThan(2);
    await contents.settle();
    for (const one of town.desks) {
      expect(bodies(one, gone)).toEqual(['fileDestroyed']);
      expect(bodies(one, other).length).toBeGreaterThan(1);
      eraseContents(one.core);
      expect(isOnDisk(one, own)).toBe(false);
    }
    expect(isOnDisk(desk, shared)).toBe(true);
    expect(await bodiesAtHub(gone)).toEqual(['fileDestroyed']);
    expect(await contentsAtHub()).toEqual([shared]);
    expect(await contents.said(office, { is: 'get', blob: own, offset: 0 })).toEqual({ is: 'none' });
    const { hub } = town.hub.running;
    expect((await database.transact((t) => verifyHub(hub, t, []))).found).toEqual([]);
  });

  test('is kept whole everywhere where another desk had written something first', async () => {
    town.world.advance(1000);
    expect(office.next(gone, { type: 'note', data: { text: '另一台电脑写的' } })).toMatchObject({ ok: true });
    destroy();
    await office.step();
    for (let round = 0; round < 12; round += 1) await office.step();
    await contents.settle();
    await contents.settle();
    for (const one of town.desks) {
      expect(town.state(one, gone).destroyed).toBeUndefined();
      expect(town.state(one, gone).marks.map(({ code }) => code)).toEqual(['file.changedMeanwhile']);
      eraseContents(one.core);
    }
    expect(isOnDisk(desk, own)).toBe(true);
    expect((await bodiesAtHub(gone)).length).toBeGreaterThan(3);
    expect(await contentsAtHub()).toEqual([own, shared].sort());
  });
});
