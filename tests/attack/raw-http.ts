import { connect } from 'node:net';

/** HTTP as bytes, because a well-behaved client cannot say what an attacker says. */
export interface RawAnswer {
  /** 0 where the other side only closed the connection. */
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Sends the bytes and reads until the other side closes, or until a whole answer of known length is there. */
export function sendRaw(port: number, ...parts: readonly (string | Buffer)[]): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let received = '';
    const finish = (): void => {
      socket.destroy();
      resolve(readAnswer(received));
    };
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      received += text;
      if (isWhole(received)) finish();
    });
    // Writing on after the other side has answered and hung up is part of the game.
    socket.on('error', finish);
    socket.on('close', finish);
    for (const part of parts) socket.write(part);
  });
}

const headEnd = '\r\n\r\n';

function isWhole(text: string): boolean {
  const at = text.indexOf(headEnd);
  if (at < 0) return false;
  const length = /^content-length: (\d+)$/im.exec(text.slice(0, at))?.[1];
  const isEmpty = text.startsWith('HTTP/1.1 204');
  const isChunkedWhole = /^transfer-encoding: chunked$/im.test(text.slice(0, at)) && text.endsWith('0\r\n\r\n');
  return isEmpty || isChunkedWhole || (length !== undefined && Buffer.byteLength(text.slice(at + 4)) >= Number(length));
}

function readAnswer(text: string): RawAnswer {
  const at = text.indexOf(headEnd);
  const head = at < 0 ? text : text.slice(0, at);
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0);
  const body = at < 0 ? '' : text.slice(at + headEnd.length);
  return { status, head, body: /^transfer-encoding: chunked$/im.test(head) ? withoutLengths(body) : body };
}

/** The data of a chunked body; our answers hold no line breaks of their own. */
const withoutLengths = (body: string): string =>
  body
    .split('\r\n')
    .filter((_line, at) => at % 2 === 1)
    .join('');

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request as text. A header that is undefined is left out, one with several values stands several times. */
export function request(line: string, headers: Headers, body = ''): string {
  const lines = Object.entries(headers).flatMap(([name, value]) => {
    const values = value === undefined ? [] : [value].flat();
    return values.map((one) => `${name}: ${one}`);
  });
  return `${[line, ...lines].join('\r\n')}${headEnd}${body}`;
}
