/** A desk without screens, keys or logins: a real store with its writer, one matter and as many cases as a test wants. */
import { onTestFinished } from 'vitest';
import { beginCase, stepCase } from '#desk/commands/case.ts';
import type { DeskCore, Viewer } from '#desk/core.ts';
import { newId } from '#desk/ids.ts';
import { afterCommit, currentWriter } from '#desk/journal/writers.ts';
import { createCrypto, type CryptoProvider } from '#desk/keys/provider.ts';
import { openBlobs } from '#desk/store/blobs.ts';
import { migrations } from '#desk/store/migrations/index.ts';
import { openStore } from '#desk/store/open.ts';
import type { ActAnswer, BeginInput } from '#shared/contract/case.ts';
import type { Clock, Random } from '#shared/kernel/ports.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { permissions } from '#shared/kernel/permissions.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { findKind, kinds } from '#shared/kinds/registry.ts';
import { samplePetitioner } from '#shared/kinds/service/sample.ts';
import { shippedCalendar } from './calendar.ts';
import { nativeSm3, storeOptions, testKey } from './store.ts';

export const testStation = '360732108201';

export interface World {
  readonly clock: Clock & { advance: (milliseconds: number) => void };
  readonly random: Random;
  readonly crypto: CryptoProvider;
  readonly pick: (below: number) => number;
}

/** Time and chance of a test: the clock stands unless it is moved, chance comes from the seed. */
export function makeWorld(seed: number, at = '2026-11-22T01:00:00.000Z'): World {
  let now = Date.parse(at);
  let state = seed >>> 0;
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const random: Random = { bytes: (count) => Uint8Array.from({ length: count }, () => draw() & 255) };
  return {
    clock: {
      now: () => now,
      advance: (milliseconds) => {
        now += milliseconds;
      },
    },
    random,
    crypto: createCrypto(random),
    pick: (below) => draw() % below,
  };
}

export interface JournalDesk {
  readonly core: DeskCore;
  readonly dir: string;
  readonly viewer: Viewer;
  readonly parts: Parameters<typeof currentWriter>[0];
  readonly close: () => void;
}

/** Opens the desk of a directory as the program does: the writer that fits, or a new one. */
export async function openJournalDesk(dir: string, world: World): Promise<JournalDesk> {
  const store = unwrap(await openStore(storeOptions(dir, { migrations })));
  const parts = { options: { dir, ports: world }, crypto: world.crypto };
  const writer = unwrap(currentWriter(parts, store, { station: testStation, desk: '一号窗口' }));
  const core: DeskCore = {
    store,
    blobs: openBlobs(dir, testKey, nativeSm3),
    ports: { clock: world.clock, random: world.random, sm3: nativeSm3 },
    kinds,
    findKind,
    writer,
    calendar: shippedCalendar,
    station: { code: testStation, name: '永丰镇便民服务中心', township: '永丰镇' },
    clockDoubt: null,
    confirmedDay: null,
    lookAtClock: () => undefined,
    spaceLevel: () => 'ample',
    changed: () => {
      afterCommit(parts, store);
    },
  };
  const viewer: Viewer = {
    staff: '00000000-0000-7000-8000-000000000001',
    name: '测试人员',
    roles: ['window'],
    may: new Set(permissions),
    station: testStation,
  };
  let isOpen = true;
  const close = (): void => {
    if (isOpen) store.close();
    isOpen = false;
  };
  onTestFinished(close);
  const desk = { core, dir, viewer, parts, close };
  return desk;
}

export const begin = (desk: JournalDesk, kind: string, type: string, data: JsonObject): ActAnswer =>
  unwrap(beginCase(desk.core, desk.viewer, { act: newId(desk.core.ports), kind, type, data: plain(data) }));

export const step = (desk: JournalDesk, stream: string, type: string, data: JsonObject): ActAnswer =>
  unwrap(stepCase(desk.core, desk.viewer, { act: newId(desk.core.ports), stream, type, data: plain(data) }));

/** As it comes through the door: JSON, nothing undefined in it. */
const plain = (data: JsonObject): BeginInput['data'] => JSON.parse(JSON.stringify(data)) as BeginInput['data'];

export function publishMatter(desk: JournalDesk, code = 'SAMPLE'): string {
  const set = { code, name: '示例事项', category: '示例', type: 'publicService', version: '1' };
  return begin(desk, 'matter', 'published', { set }).stream;
}

const life: readonly (readonly [type: string, data: JsonObject])[] = [
  ['accepted', {}],
  ['decided', { set: { outcome: 'done' }, result: '已办好' }],
  ['delivered', { way: 'direct', receivedBy: '本人' }],
  ['closed', {}],
];

/** A new case and `steps` more of its life (at most 4); answers its stream and number. */
export function takeCase(desk: JournalDesk, world: World, steps = 0): ActAnswer {
  world.clock.advance(1000);
  const set = {
    petitioner: samplePetitioner({ pick: world.pick }),
    matter: { code: 'SAMPLE' },
    request: '示例：来窗口办理',
  };
  const taken = begin(desk, 'service', 'received', { set });
  for (const [type, data] of life.slice(0, steps)) {
    world.clock.advance(1000);
    step(desk, taken.stream, type, data);
  }
  return taken;
}
