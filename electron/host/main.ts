/** The browser host: composition root. Everything it needs of the machine is taken here and passed on. */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, resolve } from 'node:path';
import { z } from 'zod';
import { createDesk, type Desk } from '#desk/desk.ts';
import { openResources } from '#desk/desk-resources.ts';
import { furnishDemo } from '#desk/demo/furnish.ts';
import { createLog } from '#desk/log.ts';
import { systemClock, systemElapsed, systemRandom } from '#desk/system.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { launchBrowser } from './launch.ts';
import { findRendererFolder, runHostProgram, type HostSettings } from './program.ts';
import { subCommands } from './sub-commands.ts';
import { toldToStop } from './told-to-stop.ts';

const here = import.meta.dirname;
const isBundle = basename(resolve(here, '../..')) === 'dist';
const resources = openResources(
  resolve(here, '../../resources'),
  isBundle
    ? resolve(here, '../../resources/fonts')
    : resolve(here, '../../node_modules/@fontsource-variable/noto-sans-sc/files'),
);
const log = createLog((line) => process.stderr.write(line));

/** Written by the build; run from the sources there is none, and no day is before it. */
function readBuild(): { version: string; date: string } {
  const file = resolve(here, '../../build-info.json');
  if (!isBundle || !existsSync(file)) return { version: '0.0.0', date: '2026-01-01T00:00:00.000Z' };
  const { version, builtOn } = z
    .object({ version: z.string(), builtOn: z.string() })
    .parse(JSON.parse(readFileSync(file, 'utf8')));
  return { version, date: new Date(builtOn).toISOString() };
}

async function openDesk({ dataDir, demo }: HostSettings): Promise<Result<Desk>> {
  const options = {
    dir: dataDir,
    ports: { clock: systemClock, random: systemRandom },
    elapsed: systemElapsed,
    log: log.store,
    build: readBuild(),
    resources,
    isDemo: demo,
    printing: 'dialog',
  } as const;
  const desk = await createDesk(options);
  if (!desk.ok || !demo || desk.value.runtime.state !== 'new') return desk;
  const furnished = await furnishDemo(desk.value.runtime);
  if (furnished.ok) return ok(desk.value);
  await desk.value.close();
  return furnished;
}

process.exitCode = await runHostProgram(process.argv.slice(2), {
  open: openDesk,
  subCommands: subCommands({
    ports: { clock: systemClock, random: systemRandom },
    elapsed: systemElapsed,
    appBuild: `${readBuild().version} ${readBuild().date}`,
    log: log.store,
    input: () => process.stdin,
    print: (text) => {
      console.log(text);
    },
  }),
  ports: { newId: randomUUID, log: log.door, random: (count) => randomBytes(count), now: () => Date.now() },
  machine: { platform: process.platform, env: process.env, home: homedir() },
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
