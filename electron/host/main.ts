/** The browser host: composition root. Everything it needs of the machine is taken here and passed on. */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, resolve } from 'node:path';
import type { Desk } from '#desk/desk.ts';
import { openResources } from '#desk/desk-resources.ts';
import { createLog } from '#desk/log.ts';
import { createLogFile } from '#desk/log-file.ts';
import { openBuiltResources, openProgramDesk, readBuild } from '#desk/program.ts';
import { buildName } from '#desk/runtime.ts';
import { systemClock, systemElapsed, systemRandom } from '#desk/system.ts';
import type { Result } from '#shared/kernel/result.ts';
import { findPdfDrawer } from './draw-pdf.ts';
import { launchBrowser } from './launch.ts';
import { findPagePrinter } from './print-pages.ts';
import { findRendererFolder, runHostProgram, type HostSettings } from './program.ts';
import { subCommands } from './sub-commands.ts';
import { toldToStop } from './told-to-stop.ts';

const here = import.meta.dirname;
const isBundle = basename(resolve(here, '../..')) === 'dist';
const dist = resolve(here, '../..');
const resources = isBundle
  ? openBuiltResources(dist)
  : openResources(resolve(here, '../../resources'), resolve(here, '../../node_modules/@fontsource'));
const build = readBuild(isBundle ? dist : here);
const logFile = createLogFile();
const log = createLog(logFile.write);

const machine = { platform: process.platform, env: process.env, home: homedir() };
const openDesk = ({ dataDir, demo }: HostSettings): Promise<Result<Desk>> => {
  logFile.useFolder(dataDir);
  const browsers = { machine, exists: existsSync, userId: process.getuid?.() };
  return openProgramDesk({
    dir: dataDir,
    ports: { clock: systemClock, random: systemRandom },
    elapsed: systemElapsed,
    log: log.store,
    build,
    resources,
    isDemo: demo,
    printing: 'dialog',
    ...findPdfDrawer(browsers, dataDir),
    ...findPagePrinter(browsers, dataDir),
  });
};

process.exitCode = await runHostProgram(process.argv.slice(2), {
  open: openDesk,
  subCommands: subCommands({
    ports: { clock: systemClock, random: systemRandom },
    elapsed: systemElapsed,
    appBuild: buildName(build),
    log: log.store,
    useFolder: logFile.useFolder,
    input: () => process.stdin,
    print: (text) => {
      console.log(text);
    },
  }),
  ports: { newId: randomUUID, log: log.door, random: (count) => randomBytes(count), now: () => Date.now() },
  machine,
  pid: process.pid,
  folder: process.cwd(),
  rendererFolder: findRendererFolder(here),
  print: (text) => {
    console.log(text);
  },
  complain: (text) => {
    console.error(text);
  },
  exists: existsSync,
  launch: launchBrowser,
  stopped: toldToStop(process),
});
