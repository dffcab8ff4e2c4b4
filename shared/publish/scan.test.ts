import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { hasLuhnCheck } from '../identity/bank-account.ts';
import { makeResidentId } from '../identity/resident-id.ts';
import { addDays, getPlainDate } from '../time/plain-date.ts';
import { maskEnds, publicAddress, publicName, usualPattern } from './mask.ts';
import { scanPublic } from './scan.ts';

const id = makeResidentId({ area: '360732', birth: getPlainDate('1949-10-02'), sequence: 11 });
const legacy = '360732491002011';
const card = Array.from({ length: 10 }, (_, digit) => `622202020001234567${String(digit)}`).find(hasLuhnCheck) ?? '';
const kinds = (text: string, allowed?: readonly string[]) =>
  scanPublic([{ place: '公示!2', text }], allowed).map(({ kind }) => kind);
const fullWidth = (text: string) =>
  Array.from(text, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)).join('');
const chinese = (text: string) => Array.from(text, (c) => '〇一二三四五六七八九'.charAt(Number(c))).join('');

describe('what is found in a list that is to go public', () => {
  it.each<[string, string, string]>([
    ['an ID number', `身份证${id}号`, 'idNumber'],
    ['in groups', `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`, 'idNumber'],
    ['with hyphens of every sort', `${id.slice(0, 6)}—${id.slice(6, 14)}－${id.slice(14)}`, 'idNumber'],
    ['in full width', fullWidth(id), 'idNumber'],
    ['with invisible characters between', Array.from(id).join('\u200B'), 'idNumber'],
    ['split over two cells', `赖金香\t${id.slice(0, 10)}\t${id.slice(10)}\t低保`, 'idNumber'],
    ['run together with a telephone', `${id}13907975555`, 'idNumber'],
    ['of the first generation', legacy, 'idNumber'],
    ['a mobile telephone', '联系13907975555', 'mobile'],
    ['as people write it', '139 0797 5555', 'mobile'],
    ['with the code of the country', '+86-139-0797-5555', 'mobile'],
    ['in Chinese numerals', `手机${chinese('13907975555')}`, 'mobile'],
    ['in circled digits', '①③⑨⓪⑦⑨⑦⑤⑤⑤⑤', 'mobile'],
    ['a landline', '0797-5350000', 'landline'],
    ['a landline in brackets', '(0797)5350000', 'landline'],
    ['a landline of a great city', '010 6512 3456', 'landline'],
    ['a bank card', card, 'bankCard'],
    ['a bank card in fours', (card.match(/.{1,4}/gu) ?? []).join(' '), 'bankCard'],
  ])('%s', (_, text, kind) => {
    expect(kinds(text)).toEqual([kind]);
  });

  it.each([
    ['masked numbers', '36*************011 138****1234 0797-***2101 ****5678'],
    ['dates and amounts', '2026-11-23\t135\t2026-01-01\t1380.50\t¥13907975.55'],
    ['a receipt number', '108201 A7 261122 00010'],
    ['an ID number with a mistyped digit', `${id.slice(0, 17)}${id.endsWith('1') ? '2' : '1'}`],
    ['a document number', '永府发〔2026〕12号 第 360 次 1000000000'],
    ['years in Chinese numerals', '二〇二六年十一月二十三日'],
  ])('nothing in %s', (_, text) => {
    expect(kinds(text)).toEqual([]);
  });

  it('tells where, and shows the number to nobody', () => {
    expect(scanPublic([{ place: '公示!7', text: `3\t赖金香\t${id}` }])).toEqual([
      { kind: 'idNumber', place: '公示!7', cell: 3, masked: `${id.slice(0, 10)}****${id.slice(14)}` },
    ]);
  });

  it('lets the telephone pass that a notice has to name, and only that one', () => {
    expect(kinds('监督电话 0797-5350000', ['0797-5350000'])).toEqual([]);
    expect(kinds('监督电话 0797-5350001', ['0797-5350000'])).toEqual(['landline']);
  });

  it('finds every number, whoever it is of and whatever stands between its digits', () => {
    const day = fc.nat(30_000).map((days) => addDays(getPlainDate('1930-01-01'), days));
    const gap = fc.constantFrom('', ' ', '\u00A0', '-', '\u2014', '\u200B', '\u3000', '\t', '.', '\uFF0D');
    fc.assert(
      fc.property(day, fc.nat(999), fc.array(gap, { minLength: 17, maxLength: 17 }), (birth, sequence, gaps) => {
        const number = makeResidentId({ area: '360732', birth, sequence });
        const written = Array.from(number, (c, at) => c + (gaps[at] ?? '')).join('');
        expect(kinds(`姓名 赖金香 ${written} 低保`)).toContain('idNumber');
      }),
      { seed: seed(), numRuns: 1000 },
    );
  });
});

describe('the local pattern', () => {
  it('shows what the place prescribes', () => {
    expect(maskEnds('13907971234', usualPattern.phone)).toBe('139****1234');
    expect(maskEnds('350123194910020123', usualPattern.idNumber)).toBe('35*************123');
    expect(maskEnds(card, usualPattern.account)).toBe(`****${card.slice(-4)}`);
    expect(maskEnds('12345', usualPattern.phone)).toBe('*****');
    expect(publicName('欧阳春花', usualPattern)).toBe('欧阳**');
  });

  it.each([
    ['江西省赣州市兴国县永丰镇船溪村高排组12号', '江西省赣州市兴国县永丰镇船溪村'],
    ['永丰镇西街社区 3 栋 2 单元 501 室', '永丰镇西街社区'],
    ['永丰镇人民路 12 号', '永丰镇'],
    ['北京市朝阳区建国路 88 号', ''],
    ['', ''],
    ['兴国县新村镇下村村老屋组', '兴国县新村镇下村村'],
  ])('cuts %s below the village', (address, shown) => {
    expect(publicAddress(address)).toBe(shown);
  });

  it('masks so that its own scanner finds nothing', () => {
    const pattern = fc.record({ head: fc.nat(6), tail: fc.nat(4), stars: fc.nat(20) });
    fc.assert(
      fc.property(fc.constantFrom(id, '13907975555', card, '0797-5350000'), pattern, (number, ends) => {
        expect(kinds(maskEnds(number, ends))).toEqual([]);
      }),
      { seed: seed(), numRuns: 500 },
    );
  });
});
