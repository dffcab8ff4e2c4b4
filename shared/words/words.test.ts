import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusalCodes } from '../kernel/refusals.ts';

const folder = import.meta.dirname;
const languages = ['zh-CN', 'en'] as const;
type Language = (typeof languages)[number];
type Words = Readonly<Record<string, string>>;

const filesOf = (language: Language): string[] => readdirSync(join(folder, language)).sort();
const read = (language: Language, file: string): Words =>
  JSON.parse(readFileSync(join(folder, language, file), 'utf8')) as Words;

/** English has a singular and a plural where Chinese has one word: `x_one` and `x_other` are one key. */
const baseOf = (key: string): string => key.replace(/_(one|other)$/, '');
const keysOf = (words: Words): string[] => [...new Set(Object.keys(words).map(baseOf))].sort();
const blanksOf = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => String(name)).sort();

/** Blanks of a key over all its plural forms; `one` may leave out the number, which is 1. */
const blanksByKey = (words: Words): Map<string, string> => {
  const plural = Object.entries(words).filter(([key]) => !key.endsWith('_one'));
  return new Map(plural.map(([key, text]) => [baseOf(key), blanksOf(text).join()]));
};

it('has the same namespaces in both languages', () => {
  expect(filesOf('en')).toEqual(filesOf('zh-CN'));
  expect(filesOf('en').length).toBeGreaterThan(3);
});

describe.each(filesOf('zh-CN'))('%s', (file) => {
  const [chinese, english] = [read('zh-CN', file), read('en', file)];

  it('has the same keys in both languages', () => {
    expect(keysOf(english)).toEqual(keysOf(chinese));
  });

  it('fills the same blanks in both languages', () => {
    const [ours, theirs] = [blanksByKey(chinese), blanksByKey(english)];
    const different = [...ours].filter(([key, blanks]) => theirs.get(key) !== blanks).map(([key]) => key);
    expect(different).toEqual([]);
  });

  it('has both forms of an English plural', () => {
    const counted = Object.keys(english).filter((key) => key.endsWith('_other') || key.endsWith('_one'));
    const missing = counted.filter((key) => !(`${baseOf(key)}_one` in english && `${baseOf(key)}_other` in english));
    expect(missing).toEqual([]);
  });

  it('has no empty word, and no blank that is not closed', () => {
    const words = [...Object.values(chinese), ...Object.values(english)];
    expect(words.filter((text) => text === '')).toEqual([]);
    expect(words.filter((text) => /[{}]/.test(text.replaceAll(/\{\{\w+\}\}/g, '')))).toEqual([]);
  });
});

it('has a sentence for every refusal in each language, and for nothing else', () => {
  languages.forEach((language) => {
    expect(Object.keys(read(language, 'refusals.json')).sort()).toEqual([...refusalCodes].sort());
  });
});

it('tells a clerk nothing of how the program is made', () => {
  const inner = {
    'zh-CN': /枢纽|哈希|同步|纪元|数据流|事件流/,
    en: /\b(journals?|hash(es)?|epochs?|sync\w*|hubs?|streams?)\b/i,
  };
  languages.forEach((language) => {
    const words = ['screens.json', 'cases.json', 'kinds.json'].flatMap((file) => Object.entries(read(language, file)));
    expect(words.filter(([, text]) => inner[language].test(text))).toEqual([]);
  });
});
