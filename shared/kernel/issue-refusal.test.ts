import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pathsOf, refusalOfIssues } from './issue-refusal.ts';

const schema = z.strictObject({
  note: z.string().trim().min(1).max(5),
  count: z.int().max(3),
  tags: z.record(z.string(), z.int()).optional(),
  list: z.array(z.string()).max(1).optional(),
  way: z.enum(['a', 'b']).optional(),
  id: z
    .string()
    .superRefine((text, context) => {
      if (text.length !== 2)
        context.addIssue({ code: 'custom', params: { refusal: 'identity.length', details: { length: text.length } } });
    })
    .optional(),
});
const refusalFor = (input: unknown) => {
  const { error } = schema.safeParse(input);
  return refusalOfIssues(error?.issues ?? [], input);
};

describe('what a schema found', () => {
  it.each([
    [{ count: 1 }, 'input.missing', 'note'],
    [{ note: '  ', count: 1 }, 'input.missing', 'note'],
    [{ note: 7, count: 1 }, 'input.invalid', 'note'],
    [{ note: 'a', count: 9 }, 'input.invalid', 'count'],
    [{ note: 'a', count: 1, way: 'c' }, 'input.invalid', 'way'],
    [{ note: 'a', count: 1, more: 1 }, 'input.unknownKey', 'more'],
    [{ note: 'a', count: 1, list: ['a', 'b'] }, 'input.tooLong', 'list'],
  ])('of %j is %s at %s', (input, code, field) => {
    expect(refusalFor(input)).toMatchObject({ code, field, details: { field } });
  });

  it('says how long it may be, and the blanks of a named refusal', () => {
    expect(refusalFor({ note: 'abcdef', count: 1 })).toEqual({
      code: 'input.tooLong',
      details: { limit: 5, field: 'note' },
      field: 'note',
    });
    expect(refusalFor({ note: 'a', count: 1, id: 'abc' })).toEqual({
      code: 'identity.length',
      details: { length: 3, field: 'id' },
      field: 'id',
    });
  });

  it('names no field where the whole is wrong', () => {
    expect(refusalFor('text')).toEqual({ code: 'input.invalid', details: { field: '' } });
  });

  it('never repeats a key that came from outside', () => {
    const wrong = { note: 'a', count: 1, tags: { 李桂花: 'x' }, '36073219851231': 1 };
    expect(pathsOf(schema.safeParse(wrong).error?.issues ?? [])).toEqual(['?', 'tags.?']);
    expect(JSON.stringify(refusalFor(wrong))).not.toMatch(/李桂花|360732/);
  });
});
