/** `serve`: the hub itself. Opens everything, answers until it is told to stop, and closes in the other order. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openCertificate, type HubCertificate } from '../keys/certificate.ts';
import { databaseRefusal, openStore, type OpenStore } from '../open-store.ts';
import { openReached } from '../reached.ts';
import type { HubResult } from '../refusal.ts';
import { startServer, type HubServer } from '../server/server.ts';
import { startWorker } from '../server/worker.ts';
import { createHub, type RunningHub } from '../sync/service.ts';
import { exitCodes, type CommandCall, type HubCommand } from './command.ts';
import { readPort } from './flags.ts';
import { defaultPort, rememberListening, urlsOf } from './address.ts';
import * as words from './words.ts';

const everywhere = '0.0.0.0';

export const serve: HubCommand = {
  name: 'serve',
  about: ['运行镇服务器（默认）', 'run the hub (meant where no command is named)'],
  flags: [
    {
      name: 'port',
      value: '<number>',
      about: [`端口，默认 ${String(defaultPort)}，0 为任意`, `port, 0 for any free one`],
    },
    { name: 'host', value: '<address>', about: ['在哪个地址上应答，默认全部', 'address to answer on, by default all'] },
    {
      name: 'ready-file',
      value: '<file>',
      about: ['启动后把地址和指纹写入此文件', 'where address and key are written once it runs'],
    },
  ],
  run: async (call) => {
    const port = readPort(call.flags.get('port') ?? String(defaultPort));
    if (typeof port !== 'number') {
      call.refuse(words.wrongFlag(port));
      return exitCodes.wrongUse;
    }
    const { program, dataDir, log } = call;
    const { ports, elapsed, machine } = program;
    const store = await openStore({ dataDir, ports, elapsed, log, env: machine.env, mayBeBeside: false });
    if (!store.ok) return call.refuse(words.refused(store.refusal));
    const code = await runServer(call, store.value, port).finally(store.value.close);
    if (code === exitCodes.done) call.say(words.closed);
    return code;
  },
};

async function runServer(call: CommandCall, store: OpenStore, port: number): Promise<number> {
  const { log, dataDir, program } = call;
  const certificate = openCertificate({ dataDir, ...program.ports });
  if (!certificate.ok) return call.refuse(words.refused(certificate.refusal));
  const hub = await begin(call, store, certificate.value);
  if (!hub.ok) return call.refuse(words.refused(hub.refusal));
  const host = call.flags.get('host') ?? everywhere;
  const server = await startServer({
    service: hub.value,
    ping: store.database.ping,
    certificate: certificate.value,
    log,
    version: program.version,
    host,
    port,
  });
  if (!server.ok) return call.refuse(words.refused(server.refusal));
  const worker = startWorker(hub.value, program.shippedCalendar(), log);
  return untilStopped(call, server.value, certificate.value, host).finally(worker.stop);
}

async function begin(
  { log, program, dataDir }: CommandCall,
  { database, keys }: OpenStore,
  { pin }: HubCertificate,
): Promise<HubResult<RunningHub>> {
  try {
    const reached = openReached(dataDir);
    return { ok: true, value: await createHub({ database, keys, ports: program.ports, log, pin, reached }) };
  } catch (error) {
    const refusal = databaseRefusal(error);
    if (refusal === undefined) throw error;
    return { ok: false, refusal };
  }
}

async function untilStopped(
  { flags, log, program, say, dataDir }: CommandCall,
  server: HubServer,
  { pin }: HubCertificate,
  host: string,
): Promise<number> {
  const isEverywhere = host === everywhere || host === '::';
  const addresses = urlsOf(isEverywhere ? program.addresses() : [host], server.port);
  rememberListening(dataDir, { port: server.port, ...(isEverywhere ? {} : { host }) });
  const readyFile = flags.get('ready-file');
  const ready = readyFile === undefined ? undefined : resolve(program.folder, readyFile);
  if (ready !== undefined) writeReady(ready, { pid: program.pid, port: server.port, addresses, pin });
  log.info({ port: server.port, version: program.version }, 'the hub is running');
  say(words.running(addresses, pin));
  await program.stopped;
  say(words.closing);
  if (ready !== undefined) rmSync(ready, { force: true });
  await server.close();
  return exitCodes.done;
}

/** Whole or not there: whoever waits for it reads it at once. */
function writeReady(file: string, facts: object): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(facts)}\n`);
  renameSync(`${file}.new`, file);
}
