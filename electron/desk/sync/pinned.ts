/**
 * HTTPS to one hub, known by the public key of its certificate and by nothing else: not by its name, which in a hall is often an address
 * that changes, and not by any authority. Before a byte is sent the key is compared; where none is known yet (joining) it is learnt.
 */
import { createHash } from 'node:crypto';
import { Agent, request, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { pathOf, type Call, type Reply } from '#shared/sync/call.ts';
import { actLimit } from '#shared/sync/protocol.ts';
import type { Carrier } from './call-hub.ts';

/** It is there, and is not the one we joined. */
export class OtherHub extends Error {}

const timeouts = { connect: 10_000, silence: 60_000 } as const;
/** An answer is one page; more than this is none of ours. */
const mostBytes = 4 * actLimit.bytes;

/** base64url SHA-256 of the SubjectPublicKeyInfo, as in RFC 7469. */
export function pinOfSocket(socket: TLSSocket): string {
  const spki = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' });
  return spki === undefined ? '' : createHash('sha256').update(spki).digest('base64url');
}

type Connected = (error: Error | null, socket: Duplex) => void;

class PinnedAgent extends Agent {
  private readonly isRight: (pin: string) => boolean;
  constructor(isRight: (pin: string) => boolean) {
    super({ keepAlive: true, maxSockets: 2 });
    this.isRight = isRight;
  }
  override createConnection(options: RequestOptions, connected?: Connected): Duplex | null {
    const told = connected ?? (() => undefined);
    // The certificate is the hub's own; what counts is its key.
    const socket = connect({ ...(options as ConnectionOptions), rejectUnauthorized: false, minVersion: 'TLSv1.2' });
    const timer = setTimeout(() => socket.destroy(new Error('no connection in time')), timeouts.connect);
    socket.once('secureConnect', () => {
      clearTimeout(timer);
      if (this.isRight(pinOfSocket(socket))) told(null, socket);
      else socket.destroy(new OtherHub('another key'));
    });
    socket.once('error', (error: Error) => {
      clearTimeout(timer);
      told(error, socket);
    });
    return null;
  }
}

export interface HttpsCarrier extends Carrier {
  /** The key that was seen last; '' before the first contact. */
  readonly pin: () => string;
  readonly close: () => void;
}

/** `pin` '' = learn it: for joining, where the proof of the code then covers what was seen. */
export function httpsCarrier(url: string, pin: string): HttpsCarrier {
  let seen = pin;
  const agent = new PinnedAgent((found) => {
    if (found === '' || (seen !== '' && found !== seen)) return false;
    seen = found;
    return true;
  });
  return {
    pin: () => seen,
    send: (call, signal) => send(agent, url, call, signal),
    close: () => {
      agent.destroy();
    },
  };
}

function send(agent: Agent, url: string, { name, head, body }: Call, signal?: AbortSignal): Promise<Reply> {
  const options: RequestOptions = {
    agent,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': body.length,
      'x-tongban-writer': head.writer,
      'x-tongban-time': head.time,
      'x-tongban-nonce': head.nonce,
      'x-tongban-signature': head.signature,
    },
    timeout: timeouts.silence,
    ...(signal === undefined ? {} : { signal }),
  };
  return new Promise((resolve, reject) => {
    const call = request(`${url}${pathOf(name)}`, options, (answer) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (part: Buffer) => {
        bytes += part.length;
        if (bytes > mostBytes) answer.destroy(new Error('an answer without end'));
        else parts.push(part);
      });
      answer.once('error', reject);
      answer.once('aborted', () => {
        reject(new Error('cut off'));
      });
      answer.once('end', () => {
        const after = Number(answer.headers['retry-after']);
        const retryAfter = Number.isFinite(after) && after >= 0 ? { retryAfter: after } : {};
        resolve({ status: answer.statusCode ?? 0, body: new Uint8Array(Buffer.concat(parts)), ...retryAfter });
      });
    });
    call.once('timeout', () => call.destroy(new Error('no answer in time')));
    call.once('error', reject);
    call.end(body);
  });
}
