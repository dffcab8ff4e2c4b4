/**
 * The desk in a process of its own (`utilityProcess`): composition root. It has Node, files and keys and no window; the main process
 * lends it the key store of the system and the printers.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { servePort } from '#desk/door/serve-port.ts';
import { createLog } from '#desk/log.ts';
import { createLogFile } from '#desk/log-file.ts';
import { openBuiltResources, openProgramDesk, readBuild } from '#desk/program.ts';
import { systemClock, systemElapsed, systemRandom } from '#desk/system.ts';
import { ok } from '#shared/kernel/result.ts';
import { runDesk, type OpenDesk } from './desk-bridge.ts';

const logFile = createLogFile();
const log = createLog(logFile.write);

const open: OpenDesk = async ({ dataDir, appRoot, demo }, services) => {
  logFile.useFolder(dataDir);
  const dist = join(appRoot, 'dist');
  const desk = await openProgramDesk({
    dir: dataDir,
    ports: { clock: systemClock, random: systemRandom },
    elapsed: systemElapsed,
    log: log.store,
    build: readBuild(dist),
    resources: openBuiltResources(dist),
    isDemo: demo,
    printing: 'electron',
    printers: services,
    outside: services.saving,
    drawPdf: (html, size) => services.pdf(html, size),
    secrets: services.secrets,
  });
  if (!desk.ok) return desk;
  const { door, checkClock, close } = desk.value;
  const doorPorts = { newId: randomUUID, log: log.door };
  return ok({ servePort: (port) => void servePort(door, port, doorPorts), checkClock, close });
};

runDesk(process.parentPort, open, (code) => process.exit(code));
