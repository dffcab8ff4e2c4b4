/**
 * The hub over HTTPS: `POST /sync/1/<message>` carries a signed call to the hub and its reply back; `GET /health` tells whether it would
 * be answered. What a call says is the hub's business (`sync/service.ts`); here it is received whole, or refused before it costs anything.
 */
import type { Server } from 'node:https';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { callHeadSchema, pathOf, type Reply } from '#shared/sync/call.ts';
import { messages, type HubRefusal, type MessageName } from '#shared/sync/messages.ts';
import { actLimit } from '#shared/sync/protocol.ts';
import type { HubLog, HubService, StepAside } from '../ports.ts';
import type { HubResult } from '../refusal.ts';
import { answerHeaders, jsonType, refusalBody } from './answers.ts';
import { createHealth } from './health.ts';
import { createListener, listenRefusal, trackSockets, type ListenerLimits } from './listener.ts';
import { createLoad, type Load, type LoadLimits } from './load.ts';
import { traceOf } from './log.ts';

export interface ServerLimits extends ListenerLimits, LoadLimits {
  /** How long calls under way may take when the hub is told to stop. */
  readonly stopMs: number;
}

export const serverLimits: ServerLimits = {
  connections: 512,
  headMs: 10_000,
  // The largest act over the slowest line that is still one.
  requestMs: 180_000,
  checkEveryMs: 5_000,
  // Bodies travel as text within JSON, which doubles every quotation mark.
  bodyBytes: actLimit.bytes * 2,
  allBytes: 256 * 1024 * 1024,
  calls: 64,
  stopMs: 10_000,
};

export interface ServerParts {
  readonly service: HubService;
  /** Rejects where the database does not answer. */
  readonly ping: () => Promise<void>;
  readonly certificate: { readonly key: string; readonly cert: string };
  readonly log: HubLog;
  readonly version: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly limits?: Partial<ServerLimits>;
}

export interface HubServer {
  readonly port: number;
  /** Takes no more calls, lets those under way end, then cuts what is left. */
  readonly close: () => Promise<void>;
}

type App = FastifyInstance<Server>;
type Request = FastifyRequest<{ Body: Buffer | undefined }, Server>;
type Answer = FastifyReply<object, Server>;

const busySeconds = 5;

export async function startServer(parts: ServerParts): Promise<HubResult<HubServer>> {
  const limits = { ...serverLimits, ...parts.limits };
  const app: App = fastify<Server>({
    serverFactory: (handler) => createListener(parts.certificate, limits, handler),
    logger: false,
    bodyLimit: limits.bodyBytes,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
    },
  });
  const cut = trackSockets(app.server);
  const calls = prepare(app, parts, limits);
  try {
    await app.listen({ host: parts.host, port: parts.port });
  } catch (error) {
    await app.close();
    return listenRefusal(error, parts.host, parts.port);
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : parts.port;
  const close = async (): Promise<void> => {
    calls.stop();
    const closed = app.close();
    await Promise.race([calls.ended(), new Promise((done) => setTimeout(done, limits.stopMs).unref())]);
    cut();
    await closed;
  };
  return { ok: true, value: { port, close } };
}

interface CallsUnderWay {
  /** Those that only wait for news are answered at once. */
  readonly stop: () => void;
  /** Resolves when the last of them is answered. */
  readonly ended: () => Promise<void>;
}

function prepare(app: App, parts: ServerParts, limits: ServerLimits): CallsUnderWay {
  const load = createLoad(limits);
  let isStopping = false;
  let underWay = 0;
  let whenEnded: (() => void) | undefined;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.addHook('onRequest', (_request, reply, done) => {
    underWay += 1;
    // 'close' comes when the answer is out, and also when the other side went away before there was one.
    reply.raw.once('close', () => {
      underWay -= 1;
      if (underWay === 0) whenEnded?.();
    });
    done();
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.headers(answerHeaders);
    if (isStopping) reply.header('connection', 'close');
  });
  app.setNotFoundHandler((_request, reply) => say(reply, 404, 'malformed'));
  app.setErrorHandler((error, _request, reply) => refuseError(error, reply, parts.log));
  addHealth(app, parts);
  const stopping = Promise.withResolvers<undefined>();
  const line = { parts, limits, load, stopping: stopping.promise };
  for (const name of Object.keys(messages) as MessageName[]) addCall(app, line, name);
  return {
    stop: () => {
      isStopping = true;
      stopping.resolve(undefined);
    },
    ended: () =>
      new Promise((resolve) => {
        if (underWay === 0) resolve();
        else whenEnded = resolve;
      }),
  };
}

const say = (reply: Answer, status: number, refused: HubRefusal): Answer =>
  reply.code(status).type(jsonType).send(refusalBody(refused));

const sayBusy = (reply: Answer): Answer => say(reply.header('retry-after', String(busySeconds)), 503, 'busy');

/** What Fastify refuses by itself has a status; anything else is a bug of ours, of which the caller is told nothing. */
function refuseError(error: unknown, reply: Answer, log: HubLog): Answer {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 413) return say(reply, 413, 'tooLarge');
  if (status >= 400 && status < 500) return say(reply, status, 'malformed');
  log.error({ error: traceOf(error) }, 'fault');
  return say(reply, 500, 'fault');
}

function addHealth(app: App, { ping, version }: ServerParts): void {
  const health = createHealth(ping);
  app.get('/health', async (_request, reply) => {
    const isWell = await health();
    return reply
      .code(isWell ? 200 : 503)
      .type(jsonType)
      .send(JSON.stringify({ status: isWell ? 'ok' : 'failing', database: isWell ? 'ok' : 'gone', version }));
  });
}

interface Line {
  readonly parts: ServerParts;
  readonly limits: ServerLimits;
  readonly load: Load;
  /** Resolves when the hub is told to end. */
  readonly stopping: Promise<void>;
}

function addCall(app: App, line: Line, name: MessageName): void {
  const { parts, limits, load } = line;
  app.route<{ Body: Buffer | undefined }>({
    method: 'POST',
    url: pathOf(name),
    // Before a byte of the body is read.
    onRequest: async (request, reply) => {
      const room = findRoom(request, limits, load);
      reply.raw.once('close', () => {
        if (typeof room === 'function') room();
        writeLine(parts.log, name, request, reply);
      });
      if (room === 'busy') return sayBusy(reply);
      return typeof room === 'number' ? say(reply, room, room === 413 ? 'tooLarge' : 'malformed') : undefined;
    },
    handler: (request, reply) => answer(line, name, request, reply),
  });
}

/** Room for the body, to be given back; or the status that says why there is none. */
function findRoom({ headers }: Request, limits: ServerLimits, load: Load): (() => void) | 411 | 413 | 'busy' {
  const bytes = Number(headers['content-length'] ?? Number.NaN);
  // Of a body that does not tell its size nobody knows whether there is room for it.
  if (!Number.isSafeInteger(bytes)) return 411;
  if (bytes > limits.bodyBytes) return 413;
  return load.takeBytes(bytes) ?? 'busy';
}

async function answer(
  { parts, load, stopping }: Line,
  name: MessageName,
  request: Request,
  reply: Answer,
): Promise<Answer> {
  const head = callHeadSchema.safeParse(headOf(request));
  if (!head.success) return say(reply, 400, 'malformed');
  const place = load.takeCall();
  if (place === undefined) return sayBusy(reply);
  const body: Uint8Array = request.body ?? new Uint8Array();
  // Nobody waits for news whose asker has gone, or who is about to be cut off.
  const gone = new Promise<void>((resolve) => reply.raw.once('close', resolve));
  const stepAside: StepAside = (until) => place.stepAside(Promise.race([until, gone, stopping]));
  // A reply is awaited until it is out: whoever reads it slowly must not hold a place among the calls.
  const said = await parts.service.answer({ name, head: head.data, body }, stepAside).finally(place.release);
  return send(reply, said);
}

const headOf = ({ headers }: Request): Record<string, unknown> => ({
  writer: headers['x-tongban-writer'],
  time: headers['x-tongban-time'],
  nonce: headers['x-tongban-nonce'],
  signature: headers['x-tongban-signature'],
});

function send(reply: Answer, { status, body, retryAfter }: Reply): Answer {
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  return reply
    .code(status)
    .type(jsonType)
    .send(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
}

function writeLine(log: HubLog, call: MessageName, request: Request, reply: Answer): void {
  const head = callHeadSchema.shape.writer.safeParse(request.headers['x-tongban-writer']);
  const facts = {
    call,
    ...(head.success ? { writer: head.data } : {}),
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
    bytes: Number(request.headers['content-length'] ?? 0),
  };
  if (reply.statusCode >= 500) log.warn(facts, 'call');
  else log.info(facts, 'call');
}
