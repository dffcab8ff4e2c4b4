import { describe, expect, it } from 'vitest';
import en from '../words/en/kinds.json' with { type: 'json' };
import zh from '../words/zh-CN/kinds.json' with { type: 'json' };
import { kinds } from './registry.ts';
import type { Kind } from './mechanism/define.ts';
import type { FieldSpec, Ruleset } from './mechanism/spec.ts';

const languages = { 'zh-CN': zh as Record<string, string>, en: en as Record<string, string> };

const valuesOf = (kind: string, fields: Readonly<Record<string, FieldSpec>>): string[] =>
  Object.entries(fields).flatMap(([field, { values = [] }]) =>
    values.map((value) => `${kind}.value.${field}.${value}`),
  );

const columnsOf = (kind: string, fields: Readonly<Record<string, FieldSpec>>): string[] =>
  Object.entries(fields).flatMap(([field, { columns = {} }]) =>
    Object.entries(columns).flatMap(([column, { values = [] }]) => [
      `${kind}.column.${field}.${column}`,
      ...values.map((value) => `${kind}.value.${field}.${column}.${value}`),
    ]),
  );

/** Due dates are named where they are met or begin again; the names have no list of their own. */
const duesOf = (ruleset: Ruleset): string[] => [
  ...Object.values(ruleset.steps).flatMap(({ meets = [] }) => meets),
  ...Object.values(ruleset.redo ?? {}).flatMap(({ reopens }) => reopens),
];

function keysOf(kind: Kind, rules: number, ruleset: Ruleset): string[] {
  const name = kind.kind;
  const forms = Object.values(ruleset.steps).map(({ form = {} }) => form);
  const own = new Set(Object.keys(ruleset.steps));
  const mechanism = [...(kind.typesByRules.get(rules)?.keys() ?? [])].filter((type) => !own.has(type));
  return [
    `${name}.name`,
    ...Object.keys(ruleset.states).map((state) => `${name}.status.${state}`),
    ...[...own].map((type) => `${name}.step.${type}`),
    ...[ruleset.fields, ...forms].flatMap((fields) => Object.keys(fields).map((field) => `${name}.field.${field}`)),
    ...[ruleset.fields, ...forms].flatMap((fields) => valuesOf(name, fields)),
    ...columnsOf(name, ruleset.fields),
    ...duesOf(ruleset).map((due) => `${name}.due.${due}`),
    ...mechanism.map((type) => `common.type.${type}`),
  ];
}

const needed = [
  ...new Set(
    kinds.flatMap((kind) =>
      Object.entries(kind.rulesets).flatMap(([rules, ruleset]) => keysOf(kind, Number(rules), ruleset)),
    ),
  ),
];

describe.each(Object.entries(languages))('words of the kinds in %s', (_language, words) => {
  it('are there for every kind, state, step, field, value and due date', () => {
    expect(needed.filter((key) => !words[key]?.trim())).toEqual([]);
  });
  it('are written in the language they are for', () => {
    const isHan = /\p{Script=Han}/u;
    const wrong = Object.entries(words).filter(([, text]) => isHan.test(text) !== (words === languages['zh-CN']));
    expect(wrong).toEqual([]);
  });
});

it('has the same words in both languages', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
});

it('walks more than a handful', () => {
  expect(needed.length).toBeGreaterThan(100);
});
