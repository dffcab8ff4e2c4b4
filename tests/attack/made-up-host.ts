import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../../electron/host/launch.ts';
import { runHostProgram } from '../../electron/host/program.ts';
import { toldToStop } from '../../electron/host/told-to-stop.ts';
import { loadDriver } from '../../electron/desk/store/driver.ts';
import { takeLock } from '../../electron/desk/store/lock.ts';
import { ok, unwrap } from '../../shared/kernel/result.ts';
import { openMadeUpDesk } from '../contract/support/made-up-desk.ts';

/** The host as a program of its own, with a made-up desk behind the real `desk.lock`: what a second start meets. */
const driver = unwrap(await loadDriver());
const desk = openMadeUpDesk();

process.exitCode = await runHostProgram(process.argv.slice(2), {
  open: ({ dataDir }) => {
    mkdirSync(dataDir, { recursive: true });
    const locked = takeLock(driver, dataDir);
    return Promise.resolve(
      locked.ok
        ? ok({
            door: desk.door,
            close: () => {
              locked.value.release();
            },
          })
        : locked,
    );
  },
  subCommands: {
    verify: {
      about: ['检查全部记录', 'check every record'],
      run: ({ dataDir }, say) => {
        say([`检查 ${dataDir}`, `checking ${dataDir}`]);
        return Promise.resolve(0);
      },
    },
  },
  ports: {
    newId: randomUUID,
    log: (line) => {
      process.stderr.write(`${JSON.stringify(line)}\n`);
    },
    random: (count) => randomBytes(count),
    now: () => Date.now(),
  },
  machine: { platform: process.platform, env: process.env, home: homedir() },
  pid: process.pid,
  folder: process.cwd(),
  rendererFolder: fileURLToPath(new URL('./made-up-screens', import.meta.url)),
  print: (text) => {
    console.log(text);
  },
  complain: (text) => {
    console.error(text);
  },
  exists: (file) => file.startsWith(join(process.env['PATH']?.split(':')[0] ?? '', 'chromium')) && existsSync(file),
  launch: launchBrowser,
  stopped: toldToStop(process),
});
