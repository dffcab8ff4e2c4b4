import { createReadStream } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Context } from '@orpc/server';
import { RPCHandler } from '@orpc/server/node';
import { z } from 'zod';
import { guardedOptions, notACall } from '#desk/door/guard.ts';
import type { Connection, DeskDoor, DoorPorts } from '#desk/door/transport.ts';
import { callLimitBytes } from '#shared/contract/wire.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { createAdmissions, type AdmissionPorts, type Admissions } from './admissions.ts';
import { answerAgain, originAt } from './again.ts';
import { refuseLarge, say, sendError, sendJson, turnAway } from './answers.ts';
import { parseJson, readBody } from './body.ts';
import { refuseAtGate, type GateRules } from './gate.ts';
import { createListener, listen, portOf, type ListenerLimits } from './listener.ts';
import { securityHeaders } from './response-headers.ts';
import { findStaticFile, type StaticFiles } from './static-files.ts';

/**
 * The browser host's listener. What it answers:
 *
 *     GET  /, /assets/…, /<screen>   the built screens; no secret is in them, so no cookie is asked
 *     POST /enter  {token}           a one-time token for this window's cookie; 204, or 403 where it is spent or wrong
 *     POST /again  {nonce, proof}    a further one-time token, for a second start of the program (`again.ts`)
 *     GET  /alive                    204 with a valid cookie, else 401
 *     POST /rpc/<procedure>          the one door, with a valid cookie, else 401; events as text/event-stream
 *
 * Everything passes the gate first (`gate.ts`). All else is refused.
 */
export interface HostOptions<C extends Context> {
  readonly door: DeskDoor<C>;
  readonly ports: DoorPorts & AdmissionPorts;
  readonly files: StaticFiles;
  /** Knows of a second start of the program; see `again.ts`. */
  readonly againSecret: string;
  /** 0 or absent: any free one. */
  readonly port?: number;
  readonly limits?: Partial<HostLimits>;
}

export interface HostLimits extends ListenerLimits {
  readonly bodyBytes: number;
}

export interface RunningHost {
  readonly port: number;
  readonly origin: string;
  /** A one-time token for one more window. */
  readonly mint: () => string;
  /** Ends streams and connections and stops listening; the desk itself is closed by whoever opened it. */
  readonly close: () => Promise<void>;
}

const usualLimits: HostLimits = {
  bodyBytes: callLimitBytes,
  headMs: 10_000,
  requestMs: 30_000,
  checkEveryMs: 2_000,
  connections: 256,
};

interface Host<C extends Context> extends HostOptions<C> {
  readonly rules: GateRules;
  readonly admissions: Admissions;
  readonly handler: RPCHandler<C>;
}
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Listens on 127.0.0.1 only. Refuses with `program.portTaken`; other failures to listen are bugs or broken machines and throw. */
export async function startHost<C extends Context>(options: HostOptions<C>): Promise<Result<RunningHost>> {
  const limits = { ...usualLimits, ...options.limits };
  const admissions = createAdmissions(options.ports);
  const server = createListener(limits);
  const wanted = options.port ?? 0;
  if (!(await listen(server, wanted))) return refuse('program.portTaken', { port: wanted });
  const port = portOf(server);
  const rules = { host: `127.0.0.1:${String(port)}`, bodyLimitBytes: limits.bodyBytes };
  const handler = new RPCHandler<C>(options.door.router, {
    ...guardedOptions<C>(options.ports),
    // The client sends POST only, so that no call ever stands in a URL.
    strictGetMethodPluginEnabled: false,
    eventIteratorKeepAliveInterval: 20_000,
  });
  serve(server, { ...options, rules, admissions, handler });
  return ok({
    port,
    origin: originAt(port),
    mint: admissions.mint,
    close: () => close(server, options.door, admissions),
  });
}

async function close(server: Server, door: Pick<DeskDoor, 'ended'>, admissions: Admissions): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeAllConnections();
  await closed;
  for (const id of admissions.connections()) door.ended(connectionOf(id));
}

const connectionOf = (id: string): Connection => ({ id, transport: 'http', remote: 'loopback' });

function serve<C extends Context>(server: Server, host: Host<C>): void {
  const answer: Answer = (request, response) => {
    handle(host, request, response).catch((error: unknown) => {
      fail(host, error, response);
    });
  };
  server.on('request', answer);
  // Without these two Node would itself say "100 Continue", before anything was checked.
  server.on('checkContinue', answer);
  server.on('checkExpectation', answer);
  server.on('upgrade', (_request, socket) => {
    hangUp(socket);
  });
  server.on('connect', (_request, socket) => {
    hangUp(socket);
  });
}

const hangUp = (socket: Duplex): void => {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
};

function fail(host: { readonly ports: DoorPorts }, error: unknown, response: ServerResponse): void {
  // A window closed in the middle of its request is no fault.
  if (response.destroyed || response.socket?.destroyed !== false) return;
  host.ports.log({
    event: 'fault',
    id: host.ports.newId(),
    procedure: '(host)',
    error: { name: error instanceof Error ? error.name : typeof error, frames: [] },
  });
  if (response.headersSent) response.destroy();
  else say(response, 500, 'fault');
}

async function handle<C extends Context>(host: Host<C>, request: IncomingMessage, response: ServerResponse) {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  const head = { method: request.method ?? '', target: request.url ?? '', rawHeaders: request.rawHeaders };
  const refusal = refuseAtGate(head, host.rules);
  if (refusal?.status === 413) {
    refuseLarge(response, host.rules.bodyLimitBytes);
  } else if (refusal) {
    turnAway(response, refusal.status, refusal.reason);
  } else if (head.method === 'GET') {
    answerGet(host, head.target, request, response);
  } else {
    await answerPost(host, head.target, request, response);
  }
}

function answerGet<C extends Context>(
  host: Host<C>,
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (target === '/alive') {
    const isKnown = host.admissions.find(request.headers.cookie) !== undefined;
    say(response, isKnown ? 204 : 401);
  } else if (isCall(target)) {
    say(response, 405, 'POST only');
  } else {
    sendFile(host.files, target, response);
  }
}

function sendFile(files: StaticFiles, target: string, response: ServerResponse): void {
  const found = findStaticFile(files, target);
  if (!found) {
    say(response, 404, 'no such page');
    return;
  }
  const stream = createReadStream(found.file);
  stream.once('error', () => {
    response.destroy();
  });
  response.writeHead(200, {
    'content-type': found.type,
    ...(found.isHashed ? { 'cache-control': 'private, max-age=31536000, immutable' } : {}),
  });
  stream.pipe(response);
}

const isCall = (target: string): boolean => target.startsWith('/rpc/');

async function answerPost<C extends Context>(
  host: Host<C>,
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const connection = isCall(target) ? host.admissions.find(request.headers.cookie) : undefined;
  if (isCall(target) && connection === undefined) {
    turnAway(response, 401, 'no window of ours');
    return;
  }
  const body = await readBody(request, host.rules.bodyLimitBytes);
  if (body === 'tooLarge') {
    refuseLarge(response, host.rules.bodyLimitBytes);
    return;
  }
  const json = parseJson(body);
  if (connection !== undefined) await answerCall(host, connection, json, request, response);
  else if (json === 'unreadable') say(response, 400, 'not JSON');
  else if (target === '/enter') enter(host, json.value, response);
  else if (target === '/again') again(host, json.value, response);
  else say(response, 404, 'no such thing');
}

async function answerCall<C extends Context>(
  host: Host<C>,
  connection: string,
  json: ReturnType<typeof parseJson>,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (json === 'unreadable') {
    sendError(response, notACall());
    return;
  }
  // oRPC takes a parsed body as it is and then reads nothing from the stream itself.
  const parsed = Object.assign(request, { body: json.value ?? {} });
  await host.handler.handle(parsed, response, {
    prefix: '/rpc',
    context: host.door.contextFor(connectionOf(connection)),
  });
}

const tokenBody = z.strictObject({ token: z.string().min(1).max(128) });

function enter<C extends Context>(host: Host<C>, body: unknown, response: ServerResponse): void {
  const asked = tokenBody.safeParse(body);
  const admission = asked.success ? host.admissions.exchange(asked.data.token) : undefined;
  if (!admission) {
    say(response, 403, 'spent or wrong');
    return;
  }
  if (admission.displaced !== undefined) host.door.ended(connectionOf(admission.displaced));
  // No Secure: the listener speaks plain HTTP, to this computer only. No Max-Age: it goes with the browser.
  const cookie = `${host.admissions.cookieName}=${admission.cookie}; Path=/; HttpOnly; SameSite=Strict`;
  response.setHeader('set-cookie', cookie);
  say(response, 204);
}

function again<C extends Context>(host: Host<C>, body: unknown, response: ServerResponse): void {
  const answer = answerAgain(host.againSecret, body, host.admissions.mint);
  if (!answer) say(response, 403, 'not proven');
  else sendJson(response, 200, answer);
}
