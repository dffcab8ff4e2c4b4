/** A desk without screens, keys or logins: a real store with its writer, one matter and as many cases as a test wants. */
import { onTestFinished } from 'vitest';
import { performAct, type Work } from '#desk/commands/act.ts';
import { learntAt } from '#desk/commands/learn.ts';
import type { DeskCore, Viewer } from '#desk/core.ts';
import { newId } from '#desk/ids.ts';
import { loadState } from '#desk/journal/projections.ts';
import { afterCommit, currentWriter } from '#desk/journal/writers.ts';
import { createCrypto, type CryptoProvider } from '#desk/keys/provider.ts';
import { openBlobs } from '#desk/store/blobs.ts';
import { migrations } from '#desk/store/migrations/index.ts';
import { openStore } from '#desk/store/open.ts';
import type { ActAnswer } from '#shared/contract/case.ts';
import type { Clock, Random } from '#shared/kernel/ports.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { permissions } from '#shared/kernel/permissions.ts';
import { ok, unwrap, type Result } from '#shared/kernel/result.ts';
import { decideBegin, decideNext, type Decision } from '#shared/kinds/mechanism/decide.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import type { Learnt } from '#shared/kinds/mechanism/learnt.ts';
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

export interface DeskKeys {
  readonly storeKey: Uint8Array;
  readonly rootKey: Uint8Array;
}

/** Opens the desk of a directory as the program does: the writer that fits, or a new one. */
export async function openJournalDesk(
  dir: string,
  world: World,
  { storeKey, rootKey }: DeskKeys = { storeKey: testKey, rootKey: testKey },
): Promise<JournalDesk> {
  const store = unwrap(await openStore(storeOptions(dir, { migrations, key: storeKey })));
  const parts = { options: { dir, ports: world }, crypto: world.crypto };
  const writer = unwrap(currentWriter(parts, store, { station: testStation, desk: '一号窗口' }));
  const core: DeskCore = {
    store,
    blobs: openBlobs(dir, rootKey, nativeSm3),
    ports: { clock: world.clock, random: world.random, sm3: nativeSm3, ed25519: world.crypto.ed25519 },
    kinds,
    findKind,
    writer,
    isAuthority: true,
    calendar: shippedCalendar,
    station: { code: testStation, name: '永丰镇便民服务中心', township: '永丰镇' },
    clockDoubt: null,
    confirmedDay: null,
    lookAtClock: () => undefined,
    spaceLevel: () => 'ample',
    refreshRegistries: () => undefined,
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

/** Begins a stream of any kind, also what has a procedure of its own. */
export const begin = (desk: JournalDesk, kind: string, type: string, data: JsonObject): ActAnswer =>
  acting(desk, (work, learnt) =>
    decideBegin(
      desk.core.findKind,
      getKind(desk, kind),
      newId(desk.core.ports),
      { type, data: plain(data) },
      learnt,
      work.pen,
    ),
  );

/** Any entry on a stream, also what only the program writes. */
export const step = (desk: JournalDesk, stream: string, type: string, data: JsonObject): ActAnswer =>
  acting(desk, (work, learnt) => {
    const state = loadState(work.transaction, desk.core.findKind, stream);
    if (state === undefined) throw new Error(`no stream ${stream}`);
    return decideNext(
      desk.core.findKind,
      getKind(desk, state.kind),
      state,
      { type, data: plain(data) },
      learnt,
      work.pen,
    );
  });

function acting(desk: JournalDesk, decide: (work: Work, learnt: Learnt) => Result<Decision>): ActAnswer {
  const { core, viewer } = desk;
  const id = newId(core.ports);
  return unwrap(
    performAct<ActAnswer>(core, viewer, { id, procedure: 'test', input: {} }, (work) => {
      const decision = decide(work, learntAt(core, work.transaction, viewer));
      if (!decision.ok) return decision;
      const { state, issued } = decision.value;
      work.keep({ isNew: state.entries === decision.value.entries.length, decision: decision.value });
      const papers = issued.map(({ id: paper, spec }) => ({ id: paper, spec }));
      return ok({
        stream: state.stream,
        number: state.number ?? '',
        status: state.core.status,
        issued: papers,
        wrong: [],
        jobs: [],
      });
    }),
  );
}

function getKind({ core }: JournalDesk, name: string): Kind {
  const kind = core.findKind(name);
  if (kind === undefined) throw new Error(`no kind ${name}`);
  return kind;
}

/** As it comes through the door: JSON, nothing undefined in it. */
const plain = (data: JsonObject): JsonObject => JSON.parse(JSON.stringify(data)) as JsonObject;

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
