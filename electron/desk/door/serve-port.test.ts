import { EventEmitter } from 'node:events';
import { implement } from '@orpc/server';
import { oc } from '@orpc/contract';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { servePort, type MainPort } from './serve-port.ts';
import type { Connection, DoorLogLine } from './transport.ts';

/** What arrives on a port may be anything: a page taken over sends what it likes, and nothing of it may end the process. */
const contract = { echo: oc.input(z.strictObject({ word: z.string() })).output(z.strictObject({ word: z.string() })) };

function serve(limitBytes?: number) {
  const log: DoorLogLine[] = [];
  const ended: Connection[] = [];
  const seen: Connection[] = [];
  const answers: unknown[] = [];
  const emitter = new EventEmitter();
  let starts = 0;
  /** As Electron's MessagePortMain: `on`, and the data in `event.data`. */
  const port: MainPort = {
    on: (type, listener) => emitter.on(type, listener),
    postMessage: (message) => answers.push(typeof message === 'string' ? JSON.parse(message) : message),
    start: () => (starts += 1),
    close: () => emitter.emit('close'),
  };
  const at = implement(contract).$context<{ connection: Connection }>();
  const door = {
    router: at.router({
      echo: at.echo.handler(({ input, context }) => {
        seen.push(context.connection);
        return input;
      }),
    }),
    contextFor: (connection: Connection) => ({ connection }),
    ended: (connection: Connection) => ended.push(connection),
  };
  const ports = { newId: () => 'id-1', log: (line: DoorLogLine) => log.push(line) };
  const served = servePort(door, port, ports, limitBytes);
  return {
    log,
    ended,
    seen,
    answers,
    served,
    starts: () => starts,
    send: (data: unknown) => emitter.emit('message', { data }),
  };
}

const call = (id: string, word: unknown, more: object = {}): string =>
  JSON.stringify({ i: id, p: { u: '/echo', b: { json: { word } }, ...more } });

describe('servePort', () => {
  it('answers a call on a port of Electron, for the connection of that port', async () => {
    const { send, answers, seen, starts } = serve();
    send(call('1', '通办'));
    await expect.poll(() => answers).toEqual([{ i: '1', p: { b: { json: { word: '通办' } } } }]);
    expect(seen).toEqual([{ id: 'id-1', transport: 'port', remote: 'port' }]);
    expect(starts()).toBe(1);
  });

  it.each([
    ['nothing', undefined],
    ['a number', 7],
    ['an object, which oRPC would take', { i: '1', p: { u: '/echo', b: { json: { word: 'x' } } } }],
    ['bytes', new Uint8Array([123, 125])],
    ['no JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no id', '{"p":{"u":"/echo"}}'],
    ['a number as id', '{"i":1,"p":{"u":"/echo"}}'],
    ['an endless id', `{"i":"${'1'.repeat(33)}","p":{"u":"/echo"}}`],
    ['no call', '{"i":"1"}'],
    ['no address', '{"i":"1","p":{}}'],
    ['an address of elsewhere', '{"i":"1","p":{"u":"http://evil.example/echo"}}'],
    ['an address that is none', '{"i":"1","p":{"u":"//"}}'],
    ['an address with a question', '{"i":"1","p":{"u":"/echo?data=1"}}'],
    ['a GET', '{"i":"1","p":{"u":"/echo","m":"GET"}}'],
    ['events from the page', '{"i":"1","t":3,"p":{"e":"message","d":{}}}'],
    ['a type that is none', '{"i":"1","t":9,"p":{}}'],
    ['too much without an id', `{"p":"${'x'.repeat(300)}"}`],
  ])('drops %s, tells the log, and goes on', async (_name, data) => {
    const { send, answers, log } = serve(200);
    send(data);
    expect(log).toMatchObject([{ event: 'dropped' }]);
    send(call('2', 'after'));
    await expect.poll(() => answers).toMatchObject([{ i: '2', p: { b: { json: { word: 'after' } } } }]);
  });

  it('refuses a call that is too large, counted in bytes, under its own id', async () => {
    const { send, answers, seen } = serve(200);
    // 70 characters of three bytes: short as text, too long as UTF-8.
    send(call('1', '字'.repeat(70)));
    await expect
      .poll(() => answers)
      .toMatchObject([{ i: '1', p: { s: 413, b: { json: { code: 'REFUSED', data: { code: 'input.tooLarge' } } } } }]);
    expect(seen).toEqual([]);
  });

  it('takes no header from the page but the place in a stream', async () => {
    const { send, answers } = serve();
    send(
      call('1', 'x', { h: { 'content-type': 'text/event-stream', 'content-disposition': 'attachment; filename=x' } }),
    );
    await expect.poll(() => answers).toMatchObject([{ i: '1', p: { b: { json: { word: 'x' } } } }]);
  });

  it('answers what is no call, and a path that is no procedure', async () => {
    const { send, answers } = serve();
    send('{"i":"1","p":{"u":"/echo","b":null}}');
    send('{"i":"2","p":{"u":"/constructor","b":{"json":{}}}}');
    send('{"i":"3","p":{"u":"/echo","b":{"json":{"word":"x"},"meta":[[1,"__proto__","y"]]}}}');
    await expect.poll(() => answers).toHaveLength(3);
    const codes = answers.map((answer) => /"code":"([a-z]+\.[A-Za-z]+)"/.exec(JSON.stringify(answer))?.[1]);
    expect(codes.sort()).toEqual(['input.invalid', 'input.invalid', 'program.unknown']);
  });

  it('tells once that the connection is over, whoever closes it', () => {
    const { served, ended } = serve();
    served.close();
    served.close();
    expect(ended).toMatchObject([{ id: 'id-1' }]);
  });
});
