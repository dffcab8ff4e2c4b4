import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { nativeSm3 } from '../../tests/support/sm3.ts';
import { canonical, toHex } from '../journal/entry.ts';
import type { JsonObject } from '../kernel/json.ts';
import { messages, refusalAnswer, type MessageName } from './messages.ts';
import { commonProtocol, protocols } from './protocol.ts';

/** Every schema as JSON Schema, in one text. */
function schemaText(): string {
  const all = Object.entries(messages).map(([name, { request, answer }]) => [
    name,
    {
      request: z.toJSONSchema(request, { unrepresentable: 'any' }),
      answer: z.toJSONSchema(answer, { unrepresentable: 'any' }),
    },
  ]);
  const schemas = { ...Object.fromEntries(all), refusal: z.toJSONSchema(refusalAnswer) } as Record<string, object>;
  return canonical(schemas as JsonObject);
}

describe('the wire', () => {
  it('has not changed under its number: whoever changes a message raises `protocols` and writes the new hash here', () => {
    const hashes: Readonly<Record<number, string>> = {
      1: 'd1cd69760a7a05eaf9229bf2d9e0cf209dcfd024d29342c59fd6f525c3ea7159',
    };
    expect(toHex(nativeSm3(new TextEncoder().encode(schemaText())))).toBe(hashes[protocols[1]]);
  });

  it.each(Object.keys(messages) as MessageName[])(
    '%s takes no key it does not know, and nothing but its own',
    (name) => {
      const { request, answer } = messages[name];
      for (const schema of [request, answer]) {
        const json = z.toJSONSchema(schema, { unrepresentable: 'any' });
        expect(json).toMatchObject({ type: 'object', additionalProperties: false });
        expect(schema.safeParse({}).success).toBe(false);
        expect(schema.safeParse([]).success).toBe(false);
      }
    },
  );

  it('is spoken in the newest version both know, or not at all', () => {
    expect(commonProtocol([1, 3], [2, 5])).toBe(3);
    expect(commonProtocol([2, 5], [1, 3])).toBe(3);
    expect(commonProtocol([1, 1], [1, 4])).toBe(1);
    expect(commonProtocol([1, 2], [3, 4])).toBeUndefined();
    expect(commonProtocol([3, 4], [1, 2])).toBeUndefined();
  });
});
