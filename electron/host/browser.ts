import { posix, win32 } from 'node:path';
import type { Machine } from '#desk/data-dir.ts';

/** A browser to open an address with: the program and its arguments. */
export interface BrowserCall {
  readonly program: string;
  readonly args: readonly string[];
  /** True where the window was started with `--kiosk-printing`: `window.print()` prints at once, without a dialog. */
  readonly printsSilently: boolean;
}

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

function linuxPlaces(env: Machine['env']): readonly string[] {
  const folders = [...(env['PATH'] ?? '').split(':').filter((one) => one.startsWith('/')), '/usr/bin', '/snap/bin'];
  const onPath = linuxNames.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
  return [...onPath, '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'];
}

function windowsPlaces(env: Machine['env']): readonly string[] {
  const folders = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']];
  const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
  return programs.flatMap((program) =>
    folders.flatMap((folder) => (folder === undefined ? [] : [win32.join(folder, program)])),
  );
}

function macPlaces(home: string): readonly string[] {
  return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
    ['/Applications', posix.join(home, 'Applications')].map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`),
  );
}

/** Chromium, Chrome or Edge, the first that is there. */
export function findChromium(machine: Machine, exists: (file: string) => boolean): string | undefined {
  if (machine.platform === 'win32') return windowsPlaces(machine.env).find(exists);
  if (machine.platform === 'darwin') return macPlaces(machine.home).find(exists);
  return linuxPlaces(machine.env).find(exists);
}

/** Nothing is looked up, reported, offered or learnt by the browser. */
export const quiet = [
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-client-side-phishing-detection',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-sync',
  '--metrics-recording-only',
  '--disable-features=AutofillServerCommunication,InterestFeedContentSuggestions,MediaRouter,OptimizationHints,Translate',
];

/**
 * Nothing of a page may reach the disk. A private window keeps history, cookies, cache, form contents, typed passwords
 * and what would be restored after a crash in memory only (without it History, Sessions and Local Storage kept what was
 * typed on a killed Chromium 156); the rest is for what lies outside it. The page can keep no settings there either.
 */
export const leavingNothing = [
  '--disk-cache-size=1',
  '--media-cache-size=1',
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--disable-save-password-bubble',
  '--hide-crash-restore-bubble',
  '--password-store=basic',
];

const isEdge = (program: string): boolean => /msedge|microsoft[ -]edge/i.test(program);

/**
 * A window without tabs and address bar, in a profile of its own (`<data-dir>/browser`), so that neither the clerk's
 * own browser nor its extensions see it. `--kiosk-printing` sends papers to the default printer without asking; whoever
 * prints must therefore choose the paper size by CSS `@page` and cannot choose the printer here.
 */
export function appWindow(program: string, url: string, dataDir: string, machine: Machine): BrowserCall {
  const path = machine.platform === 'win32' ? win32 : posix;
  return {
    program,
    args: [
      `--app=${url}`,
      `--user-data-dir=${path.join(dataDir, 'browser')}`,
      isEdge(program) ? '--inprivate' : '--incognito',
      '--kiosk-printing',
      ...quiet,
      ...leavingNothing,
    ],
    printsSilently: true,
  };
}

/** The user's own browser, where no Chromium is there. No shell takes part, so nothing in the address can be a command. */
export function defaultBrowser(url: string, machine: Machine): BrowserCall {
  const printsSilently = false;
  if (machine.platform === 'win32') {
    return { program: 'rundll32.exe', args: ['url.dll,FileProtocolHandler', url], printsSilently };
  }
  return { program: machine.platform === 'darwin' ? 'open' : 'xdg-open', args: [url], printsSilently };
}
