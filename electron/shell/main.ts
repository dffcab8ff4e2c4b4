import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, Menu, nativeTheme, powerMonitor } from 'electron';
import { systemElapsed } from '#desk/system.ts';
import { createClosing } from './closing.ts';
import { startDesk } from './desk-link.ts';
import { createFiles } from './files.ts';
import { hardenedSession } from './hardened-session.ts';
import { openMainWindow } from './main-window.ts';
import type { MainWindow } from './main-window.ts';
import { makeProfile, readOptions } from './options.ts';
import { createPrinting } from './printing.ts';
import { createSaving } from './saving.ts';
import { createSecretStore } from './secrets.ts';
import { registerScheme } from './scheme.ts';
import { serveDesk } from './serve-desk.ts';
import { bringForward, createWindow } from './windows.ts';

/** The composition root of the Electron program: everything is made and joined here and nowhere else. */

const pagePatienceMs = 2_000;
const deskPatienceMs = 10_000;
/** A slow network printer may take long; after two minutes a person looks. */
const printPatienceMs = 120_000;

const options = readOptions(process.argv.slice(1), { platform: process.platform, env: process.env, home: homedir() });
const version = app.getVersion();

const open = (): MainWindow => {
  const appRoot = app.getAppPath();
  const compiled = join(appRoot, 'dist', 'electron', 'shell');
  const papers = new Map<string, string>();
  const session = hardenedSession(createFiles(join(appRoot, 'dist', 'renderer'), papers));
  const printing = createPrinting({
    openWindow: () => createWindow({ session, shown: false }),
    papers,
    newId: randomUUID,
    patienceMs: printPatienceMs,
  });

  const desk = startDesk({
    modulePath: join(compiled, 'desk-process.cjs'),
    settings: {
      dataDir: options.dataDir,
      appRoot,
      version,
      demo: options.demo,
    },
    now: () => Number(process.hrtime.bigint() / 1_000_000n),
    serve: serveDesk({
      secrets: createSecretStore(process.platform),
      printing,
      saving: createSaving({ window: () => main.window, newId: randomUUID }),
    }),
    onState: (state, code) => main.tell({ tongban: 'desk', state, ...(code === undefined ? {} : { code }) }),
    closePatienceMs: deskPatienceMs,
  });
  const closing = createClosing({
    askPage: () => main.askToSave(),
    pagePatienceMs,
    closeDesk: () => desk.close(),
    finish: () => app.quit(),
  });
  const main = openMainWindow({
    session,
    preload: { file: join(compiled, 'preload.cjs'), version },
    icon: join(appRoot, 'dist', 'resources', 'icons', '256x256.png'),
    desk: () => desk,
    mayClose: () => closing.isDone(),
    onClose: () => closing.begin(),
    elapsed: systemElapsed,
  });

  app.on('before-quit', (event) => {
    if (closing.isDone()) return;
    event.preventDefault();
    closing.begin();
  });
  powerMonitor.on('resume', () => desk.checkClock());
  powerMonitor.on('unlock-screen', () => desk.checkClock());
  return main;
};

const begin = (): void => {
  app.on('window-all-closed', () => app.quit());
  const opened = app.whenReady().then(() => {
    // No menu, so none of its keys (Ctrl+R, Ctrl+W, F11 …) can take a key from the clerk or reload a half-filled form.
    Menu.setApplicationMenu(null);
    nativeTheme.themeSource = 'system';
    return open();
  });
  app.on('second-instance', () => void opened.then(({ window }) => bringForward(window)));
};

const profile = makeProfile(options.dataDir);
if (profile !== undefined) app.setPath('userData', profile);
app.enableSandbox();
app.commandLine.appendSwitch('lang', 'zh-CN');
registerScheme();

if (app.requestSingleInstanceLock()) begin();
else app.exit(0);
