/**
 * The browser host from its sources, with what a test makes different: a clock that is some days off (what a flat battery does to a
 * counter's computer), screens built elsewhere, an authority other than this desk.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../build/runtime.mjs';
import { createDesk } from '../../../electron/desk/desk.ts';
import { openResources } from '../../../electron/desk/desk-resources.ts';
import { createLog } from '../../../electron/desk/log.ts';
import { systemElapsed, systemRandom } from '../../../electron/desk/system.ts';
import { findPdfDrawer } from '../../../electron/host/draw-pdf.ts';
import { runHostProgram } from '../../../electron/host/program.ts';
import { toldToStop } from '../../../electron/host/told-to-stop.ts';

const { TONGBAN_CLOCK_SHIFT_DAYS: days, TONGBAN_SCREENS: screens, TONGBAN_AUTHORITY: authority } = process.env;
const shiftMs = Number(days ?? 0) * 24 * 3_600_000;
const clock = { now: () => Date.now() + shiftMs };
const log = createLog((line) => process.stderr.write(line));
const machine = { platform: process.platform, env: process.env, home: homedir() };
const fonts = join(root, 'node_modules/@fontsource');

process.exitCode = await runHostProgram(process.argv.slice(2), {
  open: ({ dataDir, demo }) =>
    createDesk({
      dir: dataDir,
      ports: { clock, random: systemRandom },
      elapsed: systemElapsed,
      log: log.store,
      build: { version: '0.0.0', date: '2026-01-01T00:00:00.000Z' },
      resources: openResources(join(root, 'resources'), fonts),
      isDemo: demo,
      printing: 'dialog',
      ...findPdfDrawer({ machine, exists: existsSync, userId: process.getuid?.() }, dataDir),
      isAuthority: authority !== 'elsewhere',
    }),
  subCommands: {},
  ports: { newId: randomUUID, log: log.door, random: (count) => randomBytes(count), now: () => Date.now() },
  machine,
  pid: process.pid,
  folder: process.cwd(),
  rendererFolder: screens ?? join(root, 'dist/renderer'),
  print: (text) => {
    console.log(text);
  },
  complain: (text) => {
    console.error(text);
  },
  exists: existsSync,
  launch: () => undefined,
  stopped: toldToStop(process),
});
