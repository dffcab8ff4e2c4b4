import { describe, expect, it } from 'vitest';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import { service } from '#shared/kinds/service/index.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { checkForm, stillStanding } from './check.ts';
import * as materials from './material-rows.ts';
import * as person from './person.ts';
import { tidyPetitioner } from './petitioner/tidy.ts';
import { beginningStep, stepData, stepForm } from './step-form.ts';
import { tidyRecord, tidyRows } from './values.ts';

const asked = [
  { name: '身份证', form: 'copy', copies: 2, isNecessary: true },
  { name: '户口簿', form: 'original', copies: 1, isNecessary: true },
  { name: '照片', form: 'original', copies: 1, isNecessary: false },
] as const;

it('what is too long says how long it may be', () => {
  const ruleset = currentRuleset(service);
  const { places } = stepForm(ruleset, beginningStep(ruleset));
  const refusal = checkForm(places, { request: '长'.repeat(30_000) })['request'];
  expect(refusal).toMatchObject({ code: 'input.tooLong', details: { field: 'request' } });
  expect(Number(refusal?.details?.['limit'])).toBeGreaterThan(100);
});

describe('a person while it is typed', () => {
  it('is judged by a whole number, or when the field is left', () => {
    expect(person.idRefusal({ idNumber: '36073219850101' }, false)).toBeUndefined();
    expect(person.idRefusal({ idNumber: '36073219850101' }, true)).toMatchObject({
      code: 'identity.length',
      details: { length: 14 },
    });
    expect(person.idRefusal({ idNumber: '360732198512310018' }, false)).toMatchObject({ code: 'identity.check' });
    expect(person.idRefusal({ idType: 'passport', idNumber: 'E1' }, true)).toBeUndefined();
  });
  it('says birth, sex and age, and who is not of age', () => {
    const today = getPlainDate('2026-11-22');
    expect(person.readId({ idNumber: '360732198512310019' }, today)).toMatchObject({
      sex: 'male',
      age: 40,
      isMinor: false,
    });
    expect(person.readId({ idNumber: '360732201211091240' }, today)).toMatchObject({
      sex: 'female',
      age: 14,
      isMinor: true,
    });
    expect(person.readId({ idNumber: '360732198512310018' }, today)).toBeUndefined();
  });
  it('gets its one spelling when the field is left', () => {
    expect(person.normalPerson({ name: ' 阿卜杜拉•买买提 ', idNumber: '３６０７３２ 19851231001x' })).toEqual({
      name: '阿卜杜拉·买买提',
      idNumber: '36073219851231001X',
    });
  });
  it('has its kind of paper chosen by a number that can be of no other, unless a person chose one', () => {
    expect(person.normalPerson({ idNumber: 'h12345678' })).toEqual({ idType: 'hkMacaoPass', idNumber: 'H12345678' });
    expect(person.normalPerson({ idType: 'other', idNumber: 'h12345678' })).toEqual({
      idType: 'other',
      idNumber: 'H12345678',
    });
    expect(person.normalPerson({ idNumber: '810000199408230021' })).toMatchObject({ idType: 'residencePermit' });
    expect(person.normalPerson({ idType: 'permanentResident', idNumber: '360732198512310019' })).toMatchObject({
      idType: 'residentId',
    });
    expect(person.normalPerson({ idNumber: '36073219851231001' })).toEqual({ idNumber: '36073219851231001' });
    expect(person.isUnusualNumber({ idType: 'hkMacaoPass', idNumber: '12' })).toBe(true);
    expect(person.isUnusualNumber({ idNumber: '12' })).toBe(false);
  });
  it('is submitted without blanks, with the relation of its agent', () => {
    expect(
      tidyPetitioner({
        name: '张三',
        idType: 'residentId',
        idNumber: '',
        phone: ' ',
        agent: { name: '', relation: '' },
      }),
    ).toEqual({
      name: '张三',
    });
    expect(tidyPetitioner({ name: '张三', agent: { name: '李四' } })).toEqual({
      name: '张三',
      agent: { name: '李四', relation: '' },
    });
    expect(tidyPetitioner({ name: '', idType: 'passport' })).toBeUndefined();
  });
});

describe('papers received', () => {
  it('tells what is missing of the necessary ones', () => {
    const rows = [materials.receivedAs(asked[0])];
    expect(materials.missingOf(asked, rows).map(({ name }) => name)).toEqual(['户口簿']);
    expect(materials.askedRows(asked, rows).map(({ row }) => row !== undefined)).toEqual([true, false, false]);
  });
  it('ticks all without doubling what was ticked, and keeps what the matter does not ask for', () => {
    const rows = [
      { name: '身份证', copies: 9, form: 'copy' },
      { name: '收条', copies: 1, form: 'copy' },
    ];
    const all = materials.allReceived(asked, rows);
    expect(all.map((row) => [row['name'], row['copies']])).toEqual([
      ['身份证', 9],
      ['收条', 1],
      ['户口簿', 1],
      ['照片', 1],
    ]);
    expect(materials.otherRows(asked, all)).toEqual([rows[1]]);
  });
});

describe('blanks', () => {
  it('are not submitted', () => {
    expect(tidyRecord({ a: ' ', b: { c: '' }, d: 0 })).toEqual({ d: 0 });
    expect(tidyRecord({ a: '' })).toBeUndefined();
    expect(tidyRows('name')([{ name: ' ', copies: 1 }, { name: '照片' }])).toEqual([{ name: '照片' }]);
  });
});

describe('the form of a step', () => {
  const ruleset = currentRuleset(service);
  it('asks for the matter first and long texts last', () => {
    const form = stepForm(ruleset, beginningStep(ruleset));
    expect(form.places.map(({ name, isRequired }) => [name, isRequired])).toEqual([
      ['matter', true],
      ['petitioner', true],
      ['form', false],
      ['materials', false],
      ['missing', false],
      ['request', false],
    ]);
  });
  it('puts fields of the case into `set` and the rest beside it', () => {
    const form = stepForm(ruleset, 'decided');
    expect(stepData(form, { outcome: 'done', result: '办好了' })).toEqual({
      set: { outcome: 'done' },
      result: '办好了',
    });
    expect(stepData(stepForm(ruleset, 'accepted'), {})).toEqual({});
  });
});

it('lets a reason go with its mistake, and keeps the others', () => {
  const refusals = {
    'petitioner.phone': { code: 'phone.invalid' },
    'petitioner.name': { code: 'input.missing' },
    matter: { code: 'input.missing' },
  } as const;
  const before = { petitioner: { phone: '1390797' } };
  const after = { petitioner: { phone: '13907970123' } };
  expect(Object.keys(stillStanding(refusals, before, after))).toEqual(['petitioner.name', 'matter']);
  expect(stillStanding(refusals, before, { ...before, matter: { code: 'A' } })).not.toHaveProperty('matter');
  expect(stillStanding(refusals, before, before)).toEqual(refusals);
});
