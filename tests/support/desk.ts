/**
 * A whole desk as the program opens it: `createDesk` in a folder of its own, set up through its own set-up, asked through its own
 * door. Time stands until it is moved, chance comes from a seed, passwords are cheap; nothing else is made up.
 */
import { resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DeskContext } from '#desk/door/context.ts';
import { openResources, type DeskResources } from '#desk/desk-resources.ts';
import { createDesk, type Desk } from '#desk/desk.ts';
import type { DeskCore } from '#desk/core.ts';
import { newId } from '#desk/ids.ts';
import type { DeskOptions } from '#desk/runtime.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Role } from '#shared/kernel/permissions.ts';
import { unwrap, type Refusal } from '#shared/kernel/result.ts';
import {
  inProcess,
  type Answer,
  type OpenedDesk,
  type OpenTransport,
  type TestConnection,
} from '../contract/support/transports.ts';
import { makeWorld, type World } from './journal-desk.ts';
import { temporaryFolder } from './store.ts';

const root = resolve(import.meta.dirname, '../..');
const shipped = openResources(resolve(root, 'resources'), resolve(root, 'node_modules/@fontsource'));

/** A matter without limits of its own, and a permit with a promise of five and a limit of twenty working days. */
export const testMatters: readonly JsonObject[] = [
  { code: 'SAMPLE', name: '示例事项', category: '示例', type: 'publicService', version: '1' },
  {
    code: 'PERMIT',
    name: '示例许可',
    category: '示例',
    type: 'permit',
    version: '1',
    promised: { amount: 5, unit: 'workingDay' },
    statutory: { amount: 20, unit: 'workingDay' },
  },
];

/** The shipped resources with a catalogue of two. */
export const testResources: DeskResources = { ...shipped, catalogue: () => testMatters };

/** scrypt as cheap as it gets: what guessing costs is tested beside the keys. */
export const cheap = { password: { n: 2, r: 1, p: 1 }, recovery: { n: 2, r: 1, p: 1 } } as const;

export const township = { code: '360732108', name: '永丰镇' } as const;
export const hall = { code: '360732108000', name: '永丰镇便民服务中心', form: 'hall', phone: '0797-5350000' } as const;
export const chief = { name: '陈小芳', login: 'chen', password: 'Made-up-2026' } as const;
export const password = 'Other-made-up-2026';

/** Sunday 22 November 2026, 09:00 in Beijing. */
export const testMorning = '2026-11-22T01:00:00.000Z';

export interface DeskWishes {
  readonly dir?: string;
  readonly seed?: number;
  readonly world?: World;
  readonly options?: Partial<DeskOptions>;
}

export interface TestDesk {
  readonly desk: Desk;
  readonly dir: string;
  readonly world: World;
  /** For a transport of `tests/contract/support`. */
  readonly opened: OpenedDesk<DeskContext>;
  /** The open desk behind the door; throws while the store is closed. */
  readonly core: () => DeskCore;
  readonly newId: () => string;
  /** A new window through a transport, nobody logged in. */
  readonly connect: (transport?: OpenTransport) => Promise<Window>;
  /** A member of staff who was added by the chief, logged in on a window of their own. */
  readonly person: (login: string, roles: readonly Role[], transport?: OpenTransport) => Promise<Window>;
  readonly close: () => Promise<void>;
}

/** A window: what it asks and gets. */
export interface Window {
  readonly connection: TestConnection;
  readonly call: (path: string, input?: unknown, take?: number) => Promise<Answer>;
  /** The value of an accepted call; throws with the refusal otherwise. */
  readonly ask: <T>(path: string, input?: unknown) => Promise<T>;
  /** The refusal of a refused call; throws where it was accepted. */
  readonly refused: (path: string, input?: unknown) => Promise<Refusal>;
}

/** Opens the desk of a directory; new, locked or open as it lies there. */
export async function openDesk(wishes: DeskWishes = {}): Promise<TestDesk> {
  const dir = wishes.dir ?? temporaryFolder();
  const world = wishes.world ?? makeWorld(wishes.seed ?? 1, testMorning);
  const desk = unwrap(await createDesk(deskOptions(dir, world, wishes.options)));
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await desk.close();
    isOpen = false;
  };
  onTestFinished(close);
  return testDesk(desk, dir, world, close);
}

export const deskOptions = (dir: string, world: World, more: Partial<DeskOptions> = {}): DeskOptions => ({
  dir,
  ports: world,
  elapsed: () => 0,
  log: { warn: () => undefined },
  build: { version: '0.0.0', date: '2026-01-01T00:00:00.000Z' },
  resources: testResources,
  isDemo: false,
  printing: 'dialog',
  worksAtIdle: false,
  costs: cheap,
  ...more,
});

/** A desk for the case runner, which closes it itself; its ids come from the seed, so that two runs give equal answers. */
export async function deskForCases(dir: string, seed: number): Promise<TestDesk> {
  const world = makeWorld(seed, testMorning);
  const desk = unwrap(await createDesk(deskOptions(dir, world)));
  return testDesk(desk, dir, world, desk.close);
}

/** Opens a new desk and sets it up as a person does: with the phrase that was shown, typed back. */
export async function setUpDesk(wishes: DeskWishes = {}): Promise<TestDesk & { readonly chief: Window }> {
  const desk = await openDesk(wishes);
  return { ...desk, chief: await setUp(desk) };
}

/** Set-up through the door; answers the window of the chief, who is logged in by it. */
export async function setUp(desk: TestDesk, more: JsonObject = {}): Promise<Window> {
  const window = await desk.connect();
  await window.ask('setUp.complete', { ...(await setUpInput(window)), ...more });
  return window;
}

/** What the set-up screen sends, with the phrase that was shown. */
export async function setUpInput(window: Window) {
  const shown = await window.ask<{ groups: string[] }>('setUp.phrase', { township: township.name, station: hall.name });
  return { township, station: hall, desk: '综合窗口 1 号', staff: chief, phrase: shown.groups, backupFolder: '' };
}

function testDesk(desk: Desk, dir: string, world: World, close: () => Promise<void>): TestDesk {
  let ids = 0;
  const opened: OpenedDesk<DeskContext> = {
    door: desk.door,
    ports: { newId: () => `window-${String(++ids)}`, log: () => undefined },
  };
  const core = (): DeskCore => {
    if (desk.runtime.core === null) throw new Error('the desk is closed');
    return desk.runtime.core;
  };
  const connect = async (transport: OpenTransport = inProcess): Promise<Window> =>
    windowOn(await (await transport(opened)).connect());
  const id = (): string => newId(world);
  return {
    desk,
    dir,
    world,
    opened,
    core,
    newId: id,
    connect,
    person: async (login, roles, transport) => {
      const boss = await connect();
      await boss.ask('login.enter', { login: chief.login, password: chief.password });
      const named = { act: id(), name: `测试${login}`, login, password };
      // 检查人员 are let in by an act of their own, and hold no other role.
      if (roles.includes('inspector')) await boss.ask('inspection.admit', { ...named, body: '示例县局', days: 3 });
      else await boss.ask('staff.add', { ...named, roles });
      await boss.ask('login.leave', {});
      const window = await connect(transport);
      await window.ask('login.enter', { login, password });
      return window;
    },
    close,
  };
}

interface Accepted {
  readonly ok: true;
  readonly value: unknown;
}

const isAccepted = (value: unknown): value is Accepted =>
  typeof value === 'object' && value !== null && 'ok' in value && value.ok === true && 'value' in value;

/** The refusal in an answer, whether the procedure or the door said it. */
export function refusalFrom(answer: Answer): Refusal | undefined {
  if (!answer.ok) return answer.data as Refusal;
  const { value } = answer;
  const isRefused = typeof value === 'object' && value !== null && 'refusal' in value;
  return isRefused ? (value.refusal as Refusal) : undefined;
}

export function windowOn(connection: TestConnection): Window {
  const call = (path: string, input: unknown = {}, take?: number): Promise<Answer> =>
    connection.call(path, input, take);
  return {
    connection,
    call,
    ask: async <T>(path: string, input?: unknown): Promise<T> => {
      const answer = await call(path, input);
      if (answer.ok && isAccepted(answer.value)) return answer.value.value as T;
      throw new Error(`${path} was refused: ${JSON.stringify(refusalFrom(answer) ?? answer)}`);
    },
    refused: async (path, input) => {
      const refusal = refusalFrom(await call(path, input));
      if (refusal === undefined) throw new Error(`${path} was accepted`);
      return refusal;
    },
  };
}

/** A made-up walk-in case as the form sends it. */
export const intake = (act: string, more: JsonObject = {}, set: JsonObject = {}): JsonObject => ({
  act,
  kind: 'service',
  type: 'received',
  data: {
    set: {
      petitioner: { name: '李桂花', idType: 'residentId', idNumber: '360732198512310019', phone: '13907975555' },
      matter: { code: 'SAMPLE' },
      request: '来窗口办理',
      ...set,
    },
  },
  ...more,
});
