import { basename, resolve } from 'node:path';
import type { Context } from '@orpc/server';
import type { DeskDoor, DoorPorts } from '#desk/door/transport.ts';
import type { DeskHead } from '#shared/journal/desk-head.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { AdmissionPorts } from './admissions.ts';
import { askAgain, entranceUrl, originAt, readHostFile, removeHostFile, writeHostFile } from './again.ts';
import { appWindow, defaultBrowser, findChromium, type BrowserCall } from './browser.ts';
import { usualDataDir, type Machine } from '#desk/data-dir.ts';
import { readFlags, type HostFlags, type Language } from './flags.ts';
import { startHost } from './server.ts';
import { listStaticFiles, type StaticFiles } from './static-files.ts';
import * as words from './words.ts';

/**
 * The browser host as a program: reads the flags, opens the desk, serves it on 127.0.0.1, opens a window and stays until
 * it is told to stop. A second start on the same data finds the first and opens a further window of it.
 */
export interface HostSettings {
  /** Absolute. */
  readonly dataDir: string;
  readonly demo: boolean;
  readonly language?: Language;
  /** For `verify`. */
  readonly witness?: readonly DeskHead[];
}

/** An open desk, as far as the host needs it. */
export interface HostedDesk<C extends Context> {
  readonly door: DeskDoor<C>;
  /** Saves and closes everything; the data directory is free afterwards. */
  readonly close: () => Promise<void> | void;
}
export type OpenDesk<C extends Context> = (settings: HostSettings) => Promise<Result<HostedDesk<C>>>;

/** `verify`, `rebuild` …: run on the data directory without a window. */
export interface SubCommand {
  readonly about: words.Sentence;
  /** Exit code: 0 done, 1 refused or something found. */
  readonly run: (settings: HostSettings, say: (sentence: words.Sentence) => void) => Promise<number>;
}

/** What only a composition root has. */
export interface HostProgram<C extends Context> {
  readonly open: OpenDesk<C>;
  readonly subCommands: Readonly<Record<string, SubCommand>>;
  readonly ports: DoorPorts & AdmissionPorts;
  readonly machine: Machine;
  readonly pid: number;
  /** The folder relative names are relative to. */
  readonly folder: string;
  /** The built screens. */
  readonly rendererFolder: string;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly exists: (file: string) => boolean;
  /** Starts a program that outlives nothing of ours; tells when it could not start or ended with an error. */
  readonly launch: (call: BrowserCall, onFailure: () => void) => void;
  /** Resolves when the program is told to end (Ctrl+C, SIGTERM, the console closed). */
  readonly stopped: Promise<void>;
}

const wrongUse = 2;
const refusedStart = 1;

/** Resolves with the exit code, when everything is closed. */
export async function runHostProgram<C extends Context>(
  commandLine: readonly string[],
  program: HostProgram<C>,
): Promise<number> {
  const flags = readFlags(commandLine, Object.keys(program.subCommands));
  if ('problem' in flags) return complain(program, words.wrongFlag(flags), wrongUse);
  if (flags.help) {
    const commands = Object.entries(program.subCommands).map(([name, { about }]) => [name, about] as const);
    program.print(words.help(commands));
    return 0;
  }
  const settings = settingsOf(flags, program);
  const subCommand = flags.subCommand === undefined ? undefined : program.subCommands[flags.subCommand];
  return subCommand
    ? subCommand.run(settings, (sentence) => {
        say(program, sentence);
      })
    : serve(program, flags, settings);
}

function settingsOf(flags: HostFlags, program: Pick<HostProgram<Context>, 'machine' | 'folder'>): HostSettings {
  const dataDir = flags.dataDir ?? usualDataDir(program.machine, flags.demo);
  return {
    dataDir: resolve(program.folder, dataDir),
    demo: flags.demo,
    ...(flags.language === undefined ? {} : { language: flags.language }),
    ...(flags.witness === undefined ? {} : { witness: flags.witness }),
  };
}

const say = (program: Pick<HostProgram<Context>, 'print'>, [zh, en]: words.Sentence): void => {
  program.print(`${zh}\n${en}`);
};

function complain(program: Pick<HostProgram<Context>, 'complain'>, [zh, en]: words.Sentence, code: number): number {
  program.complain(`${zh}\n${en}`);
  return code;
}

async function serve<C extends Context>(
  program: HostProgram<C>,
  flags: HostFlags,
  settings: HostSettings,
): Promise<number> {
  const files = await listStaticFiles(program.rendererFolder).catch((): StaticFiles => new Map());
  if (!files.has('/')) return complain(program, words.refused({ code: 'program.notBuilt' }), refusedStart);
  const opened = await program.open(settings);
  if (opened.ok) return serveDesk(program, flags, settings, opened.value, files);
  const isAgain = opened.refusal.code === 'store.inUse' && (await openAgain(program, flags, settings));
  return isAgain ? 0 : complain(program, words.refused(opened.refusal), refusedStart);
}

/** Only the holder of the data directory is asked, so a stranger's program on an old port is never believed (`again.ts`). */
async function openAgain<C extends Context>(
  program: HostProgram<C>,
  flags: HostFlags,
  settings: HostSettings,
): Promise<boolean> {
  const file = await readHostFile(settings.dataDir);
  if (!file) return false;
  const ask = (): Promise<string | undefined> => askAgain(file, program.ports.newId());
  const [shown, opened] = [await ask(), await ask()];
  if (shown === undefined || opened === undefined) return false;
  const window = windowOf(program, flags, settings, originAt(file.port));
  say(program, words.openedAgain(window.addressFor(shown)));
  window.open(opened, () => Promise.resolve(shown));
  return true;
}

async function serveDesk<C extends Context>(
  program: HostProgram<C>,
  flags: HostFlags,
  settings: HostSettings,
  desk: HostedDesk<C>,
  files: StaticFiles,
): Promise<number> {
  const againSecret = Buffer.from(program.ports.random(32)).toString('base64url');
  const started = await startHost({
    door: desk.door,
    ports: program.ports,
    files,
    againSecret,
    ...(flags.port === undefined ? {} : { port: flags.port }),
  });
  if (!started.ok) {
    await desk.close();
    return complain(program, words.refused(started.refusal), refusedStart);
  }
  const host = started.value;
  await writeHostFile(settings.dataDir, { port: host.port, pid: program.pid, secret: againSecret });
  const window = windowOf(program, flags, settings, host.origin);
  say(program, words.running(window.addressFor(host.mint())));
  say(program, words.staysOpen);
  window.open(host.mint(), () => Promise.resolve(host.mint()));
  await program.stopped;
  say(program, words.closing);
  await removeHostFile(settings.dataDir);
  await host.close();
  await desk.close();
  say(program, words.closed);
  return 0;
}

interface WindowOpener {
  /** For a person to type or paste into a browser of their choice, so printing asks there. */
  readonly addressFor: (token: string) => string;
  /** Opens a window unless `--no-open`; where that fails, prints an address with a further token. */
  readonly open: (token: string, anotherToken: () => Promise<string>) => void;
}

function windowOf<C extends Context>(
  program: HostProgram<C>,
  flags: HostFlags,
  settings: HostSettings,
  origin: string,
): WindowOpener {
  const wishes = settings.language === undefined ? {} : { language: settings.language };
  const addressFor = (token: string): string => entranceUrl(origin, token, { ...wishes, printsSilently: false });
  return {
    addressFor,
    open: (token, anotherToken) => {
      if (flags.noOpen) return;
      const chromium = findChromium(program.machine, program.exists);
      const call = chromium
        ? appWindow(
            chromium,
            entranceUrl(origin, token, { ...wishes, printsSilently: true }),
            settings.dataDir,
            program.machine,
          )
        : defaultBrowser(addressFor(token), program.machine);
      program.launch(call, () => {
        void anotherToken().then((another) => {
          say(program, words.browserFailed(addressFor(another)));
        });
      });
    },
  };
}

/** Where the built screens lie: beside the bundle (`dist/electron/host/main.mjs`), or in `dist` when run from the sources. */
export function findRendererFolder(hostFolder: string): string {
  const isBundle = basename(resolve(hostFolder, '../..')) === 'dist';
  return resolve(hostFolder, isBundle ? '../../renderer' : '../../dist/renderer');
}
