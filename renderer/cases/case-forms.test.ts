import { describe, expect, it } from 'vitest';
import type { CasePage } from '#shared/contract/case.ts';
import { formReceiptNumber } from '#shared/documents/receipt-number.ts';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import { service } from '#shared/kinds/service/index.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { parseInstant } from '#shared/time/instant.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { stepsOf, waysOutOf } from './acts.ts';
import { correctionForm, wrongPapers } from './correction.ts';
import { detailsOf } from './history-detail.ts';
import { readLate } from './late.ts';
import { readSheet, showSheet } from './sheet.ts';
import { actData, actForm, startOf } from './way-out-forms.ts';

const ruleset = currentRuleset(service);
const id = (last: number) => `01990000-0000-7000-8000-00000000000${last}`;
const paper = (last: number, spec: string, status: 'valid' | 'superseded') =>
  ({ id: id(last), spec, on: '2026-11-20T01:00:00.000Z', status, copies: 1 }) as const;

const page: CasePage = {
  ...{ stream: id(1), kind: 'service', rules: 1, number: '', numberShown: '', officialNumber: '', status: 'received' },
  ...{
    isOpen: true,
    station: '',
    charge: { name: '', list: null },
    stationName: '',
    title: '',
    isRevealed: false,
    learnt: {},
    seen: { petitioner: id(2) },
  },
  ...{ beganOn: '2026-11-20T01:00:00.000Z', lastOn: '2026-11-20T01:00:00.000Z', dues: [], lapses: [], attachments: [] },
  stages: [],
  approvals: [],
  authority: null,
  queue: null,
  owed: [],
  originals: [],
  fields: { petitioner: { name: '张*' }, materials: [{ name: '户口簿', copies: 1, form: 'copy' }], outcome: 'done' },
  papers: [paper(3, 'receipt', 'valid'), paper(4, 'receipt', 'superseded'), paper(5, 'refusalNotice', 'valid')],
  ...{
    history: [],
    doubts: [],
    choices: [],
    mergedFrom: [],
    visit: null,
    aboutThis: [],
    carries: [],
    carriedBy: [],
    custody: { place: 'desk', lastBackup: null },
  },
  allowed: ['accepted', 'note', 'voidAsked', 'corrected', 'settled'],
  arePapersOut: false,
  correctable: ['petitioner', 'matter', 'request', 'materials', 'outcome'],
};
const now = unwrap(parseInstant('2026-11-22T02:00:00.000Z'));

describe('acts on a case', () => {
  it('are next steps, or ways out under 更多, by what is allowed', () => {
    expect([stepsOf(page, ruleset), waysOutOf(page)]).toEqual([['accepted'], ['corrected', 'voidAsked', 'note']]);
  });
  it('every way out has a form that its schema takes', () => {
    const samples: Record<string, Record<string, unknown>> = {
      returned: { reason: '重办' },
      voidAsked: { cause: 'trial', reason: '试录' },
      voided: { cause: 'trial', reason: '试录' },
      voidDeclined: { reason: '不同意' },
      withdrawn: { reason: '不办了', receivedBy: '本人' },
      note: { text: '备注' },
    };
    for (const [type, values] of Object.entries(samples)) {
      const form = actForm(page, ruleset, type);
      expect(form.places.map(({ name }) => name).filter((name) => name !== 'handedBack')).toEqual(Object.keys(values));
      const data = service.typesByRules
        .get(1)
        ?.get(type)
        ?.data.safeParse(actData(form, values as never));
      expect([type, data?.success]).toEqual([type, true]);
    }
  });
  it('offers the papers that were handed in, to be ticked as they go back', () => {
    const place = actForm(page, ruleset, 'withdrawn').places.find(({ name }) => name === 'handedBack');
    expect(place?.spec.values).toEqual(['户口簿']);
  });
  it('a second person confirms the cause that was asked for', () => {
    const asked = { ...page, voidAsked: { cause: 'duplicate', byName: '李', isMine: false } };
    expect(actData(actForm(asked, ruleset, 'voided'), { reason: '是' })).toEqual({ cause: 'duplicate', reason: '是' });
  });
  it('begins with the present values, but never with a hidden one', () => {
    const form = correctionForm(ruleset, 'corrected', ['petitioner', 'outcome']);
    expect(startOf(form, page, ruleset)).toEqual({ outcome: 'done' });
    expect(startOf(form, { ...page, isRevealed: true }, ruleset)).toEqual({
      outcome: 'done',
      petitioner: { name: '张*' },
    });
  });
});

describe('更正', () => {
  it('names the valid papers that show a field', () => {
    expect(wrongPapers(ruleset, page.papers, ['materials'])).toEqual(['receipt']);
    expect(wrongPapers(ruleset, page.papers, ['petitioner'])).toEqual(['receipt', 'refusalNotice']);
    expect(wrongPapers(ruleset, page.papers, ['outcome'])).toEqual([]);
  });
});

describe('补录', () => {
  const late = { isOn: true, day: '2026-11-20', time: '09:30', reason: '停电' };
  it('is a Beijing time with a reason', () => {
    expect(readLate(late, now)).toEqual({ ok: true, value: { on: '2026-11-20T01:30:00.000Z', reason: '停电' } });
    expect(readLate({ ...late, isOn: false }, now)).toEqual({ ok: true, value: undefined });
  });
  it('without a time is noon, and now on the present day', () => {
    expect(readLate({ ...late, time: '' }, now)).toMatchObject({ value: { on: '2026-11-20T04:00:00.000Z' } });
    expect(readLate({ ...late, time: '', day: '2026-11-22' }, now)).toMatchObject({ value: { on: now } });
  });
  it('is neither in the future nor without a reason nor on a day that is none', () => {
    expect(readLate({ ...late, day: '2026-11-23' }, now)).toMatchObject({
      refusal: { code: 'date.future', field: 'late.day' },
    });
    expect(readLate({ ...late, reason: ' ' }, now)).toMatchObject({
      refusal: { code: 'date.lateWithoutReason', field: 'late.reason' },
    });
    expect(readLate({ ...late, day: '2026-02-30' }, now)).toMatchObject({ refusal: { code: 'date.invalid' } });
  });
});

describe('a blank sheet', () => {
  const number = formReceiptNumber({ area: '108000', writerCode: 'NT', date: getPlainDate('2026-11-22'), serial: 7 });
  it('is read as typed in groups, or from its code', () => {
    expect(readSheet(showSheet(number))).toEqual({ ok: true, value: number });
    const code = `TB1-${number}-BR-20261122-0123456789ABCDEFGHJKMNPQRR-`;
    expect(readSheet(code)).toEqual({ ok: true, value: number });
    expect(readSheet(' ')).toEqual({ ok: true, value: '' });
  });
  it('with a slip of a finger says so', () => {
    expect(readSheet(number.slice(1))).toMatchObject({ refusal: { code: 'number.length' } });
  });
});

describe('a line of the history', () => {
  const line = {
    ...{ entry: id(6), act: id(7), at: page.beganOn, on: page.beganOn, by: id(8), byName: '李', station: '' },
    ...{ isUndone: false, isErased: false },
  };
  it('says the fields a step set and what it asked for', () => {
    const data = { set: { outcome: 'done' }, result: '办好了' };
    expect(detailsOf({ ...line, type: 'decided', data }, ruleset).map(({ name }) => name)).toEqual([
      'outcome',
      'result',
    ]);
  });
  it('of the mechanism says what a person wrote, and nothing of the machine', () => {
    const data = { paper: id(3), token: 'X', shows: { petitioner: id(2) }, reason: '印坏' };
    expect(detailsOf({ ...line, type: 'paperVoided', data }, ruleset).map(({ name, value }) => [name, value])).toEqual([
      ['reason', '印坏'],
    ]);
  });
  it('calls what the mechanism wrote by its own word, where the kind has a field of that name too', () => {
    const [exported] = detailsOf({ ...line, type: 'exported', data: { what: '办件档案.zip', purpose: '' } }, ruleset);
    expect(exported).toMatchObject({ name: 'what', isCommon: true });
    const [own] = detailsOf({ ...line, type: 'decided', data: { set: { outcome: 'done' } } }, ruleset);
    expect(own?.isCommon).toBeUndefined();
  });
});
