import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  stickReplySchema,
  pushedRange,
  questionOf,
  readCall,
  readReply,
  readText,
  unwrap,
  wrap,
  writeText,
} from './stick.ts';
import type { AnswerHead } from './stick.ts';

const id = '0190a000-0000-7000-8000-000000000001';
const head: AnswerHead = {
  ...{ is: 'answer', format: 1, file: id, writer: id, at: '2026-11-22T01:00:00.000Z' },
  ...{ hub: 'A'.repeat(43), heard: { met: 3, n: 17 } },
};
const line = fc.json();
/** Says which bytes it was given. */
const sign = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

describe('the text of a file', () => {
  it('comes back line by line, and what is signed is all of it', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const text = writeText(head, lines, sign);
        const read = readText(text);
        expect(read?.head).toEqual(head);
        expect(read?.lines).toEqual(lines);
        expect(read?.signature).toBe(sign(read?.signed ?? new Uint8Array()));
      }),
    );
  });

  it('altered anywhere is no text, or is not what was signed', () => {
    const text = writeText(head, ['{"a":1}', '{"b":"赖水生"}'], sign);
    const before = readText(text);
    for (let at = 0; at < text.length; at += 1) {
      const altered = text.slice();
      altered[at] = (altered[at] ?? 0) ^ 1;
      const read = readText(altered);
      const isSame =
        read?.signature === before?.signature && sign(read?.signed ?? new Uint8Array()) === read?.signature;
      expect([at, isSame]).toEqual([at, false]);
    }
  });

  it('is none without a line', () => {
    expect(readText(new Uint8Array())?.lines).toEqual([]);
    expect(readText(new Uint8Array([0xff, 10]))).toBeUndefined();
  });
});

describe('the line outside', () => {
  it('says which way it goes; everything else is some other file', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('out' as const, 'back' as const), (bytes, way) => {
        expect(unwrap(wrap(way, bytes))).toEqual({ is: way, sealed: bytes });
        expect(unwrap(bytes).is).toBe('notOne');
      }),
    );
    expect(unwrap(new TextEncoder().encode('TONGBAN-STICK 2 out\n'))).toEqual({ is: 'newer' });
    expect(unwrap(new TextEncoder().encode('TONGBAN-STICK 1 elsewhere\n'))).toEqual({ is: 'notOne' });
  });
});

describe('a message in a file', () => {
  const pull = { name: 'PULL', request: { epoch: 'e', cursor: { r: 3 }, limit: 500 } };

  it('is read by its own schema; what is none, or needs the line, is none', () => {
    expect(readCall(JSON.stringify(pull))).toEqual(pull);
    expect(readCall(JSON.stringify({ ...pull, name: 'ENROL' }))).toBeUndefined();
    expect(readCall(JSON.stringify({ ...pull, more: 1 }))).toBeUndefined();
    expect(readCall(JSON.stringify({ ...pull, request: {} }))).toBeUndefined();
    expect(readCall('{')).toBeUndefined();
    expect(readReply('{"name":"PULL","of":"","status":200,"body":{}}')).toMatchObject({ name: 'PULL' });
    expect(readReply('{"name":"PULL"}')).toBeUndefined();
    expect(stickReplySchema.safeParse({ name: 'PULL', of: '', status: 200, body: 1, more: 1 }).success).toBe(false);
  });

  it('is known again by what it asks', () => {
    expect(pushedRange(`${id} 3 17`)).toEqual({ writer: id, first: 3, last: 17 });
    expect(questionOf({ name: 'OWN', request: { epoch: 'e', writer: id, fromSeq: 4, limit: 1 } })).toBe(`${id} 4`);
    expect(questionOf({ name: 'FETCH', request: { epoch: 'e', scope: 'r', streams: [id] } })).toBe(`r ${id}`);
    expect(questionOf({ name: 'RETURN', request: { epoch: 'e', after: '', entries: [], isLast: true } })).toBe(
      ' 0 - last',
    );
  });
});
