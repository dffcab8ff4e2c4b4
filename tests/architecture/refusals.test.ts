/** Every refusal has its sentence in both languages, with the same blanks, and no sentence is left over. */
import { describe, expect, it } from 'vitest';
import { refusalCodes } from '#shared/kernel/refusals.ts';
import english from '#shared/words/en/refusals.json' with { type: 'json' };
import chinese from '#shared/words/zh-CN/refusals.json' with { type: 'json' };

type Sentences = Readonly<Record<string, string>>;
const zh: Sentences = chinese;
const en: Sentences = english;

const blanksOf = (sentence = ''): string =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name]) => name)
    .toSorted()
    .join(' ');
/** A quotation or a path may stand last. */
const isSentence = (text = ''): boolean => /[。.!?！？][”"」）)]?$/u.test(text);

describe.each([
  ['zh-CN', zh],
  ['en', en],
] as const)('refusals in %s', (_language, words) => {
  it('has a sentence for every code and none that no code uses', () => {
    expect(Object.keys(words).toSorted()).toEqual(refusalCodes.toSorted());
  });

  it('ends each as a sentence does', () => {
    expect(refusalCodes.filter((code) => !isSentence(words[code]))).toEqual([]);
  });
});

it('has the same blanks in both languages', () => {
  expect(refusalCodes.filter((code) => blanksOf(en[code]) !== blanksOf(zh[code]))).toEqual([]);
});
