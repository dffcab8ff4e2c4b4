import { describe, expect, it } from 'vitest';
import { intake, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';

interface Pad {
  readonly stream: string;
  readonly sheets: readonly { readonly number: string; readonly code: string }[];
}
interface PadList {
  readonly pads: readonly { readonly isOpen: boolean; readonly sheets: readonly { number: string; state: string }[] }[];
}

const reserve = (desk: TestDesk, window: Window, count: number): Promise<Pad> =>
  window.ask('pad.reserve', { act: desk.newId(), count });
const keyIn = (desk: TestDesk, sheet: string) =>
  intake(desk.newId(), { sheet, late: { on: '2026-11-22T00:30:00.000Z', reason: '停电' } });
const statesOf = async (window: Window): Promise<string[]> =>
  (await window.ask<PadList>('pad.list', {})).pads.flatMap(({ sheets }) => sheets.map(({ state }) => state));
const sheetOf = ({ sheets }: Pad, index: number) => sheets[index] ?? { number: '', code: '' };

describe('空白应急单', () => {
  it('reserves numbers of the one series: never given again, and other cases go on after them', async () => {
    const desk = await setUpDesk({ seed: 31 });
    const act = desk.newId();
    const pad = await desk.chief.ask<Pad>('pad.reserve', { act, count: 3 });
    expect(await desk.chief.ask('pad.reserve', { act, count: 3 })).toEqual(pad);
    expect(pad.sheets.map(({ number }) => number.slice(14, 18))).toEqual(['0001', '0002', '0003']);
    const next = await desk.chief.ask<{ number: string }>('case.begin', intake(desk.newId()));
    expect(next.number.slice(14, 18)).toBe('0004');
    const { html } = await desk.chief.ask<{ html: string }>('pad.html', { stream: pad.stream });
    for (const { number } of pad.sheets) expect(html.replace(/<[^>]*>|\s/gu, '')).toContain(number);
  });

  it('is keyed in under its own number, typed or scanned, once', async () => {
    const desk = await setUpDesk({ seed: 32 });
    const pad = await reserve(desk, desk.chief, 2);
    const [typed, scanned] = [sheetOf(pad, 0), sheetOf(pad, 1)];
    const first = await desk.chief.ask<{ number: string }>('case.begin', keyIn(desk, typed.number.toLowerCase()));
    expect(first.number).toBe(typed.number);
    const qr = scanned.code;
    expect(await desk.chief.ask('case.byCode', { code: qr })).toMatchObject({ stream: null, isBlankSheet: true });
    const second = await desk.chief.ask<{ number: string; stream: string }>('case.begin', keyIn(desk, qr));
    expect(second.number).toBe(scanned.number);
    expect(await desk.chief.ask('case.byCode', { code: qr })).toMatchObject({
      stream: second.stream,
      isBlankSheet: false,
    });
    expect(await desk.chief.refused('case.begin', keyIn(desk, typed.number))).toMatchObject({
      code: 'sheet.used',
      field: 'sheet',
    });
    expect(await statesOf(desk.chief)).toEqual(['used', 'used']);
  });

  it('of another desk is refused, and so is a number with a slip in it', async () => {
    const desk = await setUpDesk({ seed: 33 });
    const other = await setUpDesk({ seed: 34 });
    const { number } = sheetOf(await reserve(other, other.chief, 1), 0);
    expect(await desk.chief.refused('case.begin', keyIn(desk, number))).toMatchObject({
      code: 'sheet.unknown',
      field: 'sheet',
    });
    const slip = `${number.slice(0, 17)}${number[17] === '1' ? '2' : '1'}${number.slice(18)}`;
    expect(await desk.chief.refused('case.begin', keyIn(desk, slip))).toMatchObject({
      code: 'number.check',
      field: 'sheet',
    });
    expect(await desk.chief.refused('case.begin', keyIn(desk, '12'))).toMatchObject({ code: 'number.length' });
  });

  it('is accounted for sheet by sheet: used, spoiled, missing, and closed only then', async () => {
    const desk = await setUpDesk({ seed: 35 });
    const { chief } = desk;
    const pad = await reserve(desk, chief, 4);
    const other = await reserve(desk, chief, 1);
    const lose = (sheet: string, why: string, stream = pad.stream) => ({
      ...{ act: desk.newId(), stream, number: sheet, why, reason: '写错' },
    });
    await chief.ask('case.begin', keyIn(desk, sheetOf(pad, 0).number));
    expect(await chief.refused('pad.lose', lose(sheetOf(pad, 0).number, 'sheetSpoiled'))).toMatchObject({
      code: 'sheet.used',
    });
    expect(await chief.refused('pad.lose', lose(sheetOf(other, 0).number, 'sheetSpoiled'))).toMatchObject({
      code: 'sheet.unknown',
      field: 'number',
    });
    await chief.ask('pad.lose', lose(sheetOf(pad, 1).number, 'sheetSpoiled'));
    expect(await chief.refused('case.begin', keyIn(desk, sheetOf(pad, 1).number))).toMatchObject({
      code: 'sheet.spoiled',
    });
    await chief.ask('pad.lose', lose(sheetOf(pad, 2).number, 'sheetMissing'));
    const account = () => ({ act: desk.newId(), stream: pad.stream, note: '' });
    expect(await chief.refused('pad.account', account())).toEqual({ code: 'sheet.open', details: { count: 1 } });
    await chief.ask('pad.lose', lose(sheetOf(pad, 3).number, 'sheetMissing'));
    // It was found, filled in and is keyed in after all.
    await chief.ask('case.begin', keyIn(desk, sheetOf(pad, 3).number));
    await chief.ask('pad.account', account());
    const { pads } = await chief.ask<PadList>('pad.list', {});
    const closed = pads.find(({ isOpen }) => !isOpen);
    expect(closed?.sheets.map(({ state }) => state)).toEqual(['used', 'sheetSpoiled', 'sheetMissing', 'used']);
  });
});
