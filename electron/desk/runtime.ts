/**
 * The desk as a whole while the program runs: its data directory under lock, the store once somebody has opened it, who is logged
 * in on which connection. One object a process, built by `desk.ts`; commands and queries see only `DeskCore` and `Viewer`.
 */
import type { AuditType } from '#shared/contract/audit-types.ts';
import type { PaperSize } from '#shared/documents/blocks.ts';
import type { RecoveryPhrase } from '#shared/identity/recovery-phrase.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Refusal, Result } from '#shared/kernel/result.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import { checkClock } from './commands/clock.ts';
import type { DeskCore, Ports, Viewer } from './core.ts';
import type { DeskResources } from './desk-resources.ts';
import { writeAudit } from './journal/audit.ts';
import type { LoginTries } from './keys/login-tries.ts';
import type { CryptoProvider } from './keys/provider.ts';
import type { Keys, SecretStore } from './keys/slot-boxes.ts';
import { transact } from './store/handles.ts';
import type { Joining } from './sync/join.ts';
import type { Runner } from './sync/runner.ts';
import type { Sheets } from './print/sheets.ts';
import type { WayTools } from './print/ways/way-to.ts';
import type { StoreLog } from './store/connection.ts';
import type { Lock } from './store/lock.ts';
import type { Upgrade } from './store/upgrade.ts';

export interface DeskOptions {
  /** The data directory; made when it is not there. */
  readonly dir: string;
  readonly ports: Pick<Ports, 'clock' | 'random'>;
  readonly elapsed: () => number;
  readonly log: StoreLog;
  readonly build: { readonly version: string; readonly date: string };
  readonly resources: DeskResources;
  readonly isDemo: boolean;
  readonly printing: 'electron' | 'kiosk' | 'dialog';
  /** How `electron` prints; the others leave it to the page. */
  readonly printers?: PrintServices;
  /** Prints pages through a browser it starts itself (the browser host), where one is there. */
  readonly pages?: PagePrinter;
  /** What reaches printers without a driver; the machine's own where nothing else is said. */
  readonly ways?: WayTools;
  /** The drawn paper as a PDF of its size, where something here can make one. Rejects where the page does not get ready. */
  readonly drawPdf?: (html: string, size: PaperSize) => Promise<Uint8Array>;
  /** How a file leaves the program where the page downloads nothing (Electron). */
  readonly outside?: OutsideServices;
  /** The operating system's key store, where there is a trustworthy one. */
  readonly secrets?: SecretStore;
  /** Instead of the registry's; the desk's own (人员, 写入者 …) must be among them. */
  readonly kinds?: readonly Kind[];
  /** Whether hub-owned facts are written here; true without a hub. */
  readonly isAuthority?: boolean;
  /** false: no ballast, backup or sweep by itself. Only for tests that count system calls. */
  readonly worksAtIdle?: boolean;
  /** Only tests give cheaper passwords. */
  readonly costs?: NonNullable<Keys['costs']>;
}

/** What only the main process of Electron can do with paper. */
export interface PrintServices {
  printers(): Promise<readonly { readonly name: string; readonly title: string }[]>;
  /** `printed`: the system's queue took it. `failed`: it surely did not come out. `unknown`: nobody can tell. */
  print(html: string, size: PaperSize, printer: string): Promise<PrintOutcome>;
}
/** What the browser host can do with a page: the printers are those of the system, by the names they have there. */
export interface PagePrinter {
  /** `printer` '' = the system's own choice. Never `printed`: the browser does not say what became of a page. Never rejects. */
  print(html: string, size: PaperSize, printer: string): Promise<PrintOutcome>;
}
export type PrintOutcome =
  | { readonly state: 'printed' }
  | { readonly state: 'unknown'; readonly reason?: string }
  | { readonly state: 'failed'; readonly reason: string };

/** What only the main process of Electron can do with a file for outside. */
export interface OutsideServices {
  /** Asks the person at the window where a file of that name should go; null: nowhere. */
  choosePlace(name: string): Promise<string | null>;
  /** To a chosen place, once; whole or not at all. */
  write(
    place: string,
    bytes: Uint8Array,
  ): Promise<{ readonly state: 'saved' } | { readonly state: 'failed'; readonly reason: string }>;
}

export type DeskEvent = { readonly type: 'changed'; readonly streams: string[] } | { readonly type: 'status' };

export interface Runtime {
  readonly options: DeskOptions;
  readonly crypto: CryptoProvider;
  readonly keys: Keys;
  readonly lock: Lock;
  state: 'new' | 'locked' | 'open';
  core: DeskCore | null;
  /** Under way: two windows may log in at once, and the file is opened once. */
  opening: Promise<Result<DeskCore>> | null;
  /** An older file is being brought up to this program. */
  upgrade: Upgrade | null;
  /** The root key while the store is open: for blobs, backups and password slots. */
  rootKey: Uint8Array | null;
  readonly logins: Map<string, Viewer>;
  /** By connection, who locked it and has not been back: the login that was allowed goes on. */
  readonly lockedBy: Map<string, string>;
  readonly tries: LoginTries;
  /** Papers of the moment that somebody was just shown. */
  readonly sheets: Sheets;
  /** Settles when the login that was tried last is decided. */
  lastLogin: Promise<unknown>;
  /** A phrase that was shown and not yet typed back. */
  pendingPhrase: RecoveryPhrase | null;
  /** One that is to replace the present phrase, shown to somebody and not yet typed back; gone with their login. */
  readonly replacements: WeakMap<Viewer, RecoveryPhrase>;
  readonly listeners: Set<(event: DeskEvent) => void>;
  backupProblem: Refusal | null;
  /** The one that talks to the hub, once this desk has joined one. */
  linkRunner: Runner | null;
  /** A joining under way. */
  joining: Joining | null;
}

/** `0.1.0 2026-11-22`: how a program names itself in files and in sentences. */
export const buildName = ({ version, date }: DeskOptions['build']): string => `${version} ${date.slice(0, 10)}`;

export function tell(runtime: Runtime, event: DeskEvent): void {
  for (const listener of runtime.listeners) listener(event);
}

/** One event of the audit chain in a transaction of its own, for what is not an act on the journal. */
export function audit(runtime: Runtime, core: DeskCore, by: string, type: AuditType, data: JsonObject): void {
  transact(core.store.write, (transaction) => {
    writeAudit(transaction, runtime.crypto.sm3, {
      writer: core.writer.id,
      at: new Date(runtime.options.ports.clock.now()).toISOString(),
      by,
      type,
      data,
    });
  });
}

export const lookAtClock = (runtime: Runtime): void => {
  if (runtime.core !== null) checkClock(runtime.core, runtime.options.build.date);
};
