import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDivisions } from './divisions.ts';

const divisions = openDivisions(join(import.meta.dirname, '../../../resources'));
const namesFound = (typed: string): string[] =>
  divisions.findTownships(typed).map(({ county, name }) => `${county}${name}`);

test('every township of the country is there, under its own code', () => {
  expect(divisions.findTownships('镇', 100_000).length).toBeGreaterThan(20_000);
  expect(divisions.findTownship('360732108')).toEqual({
    code: '360732108',
    name: '永丰镇',
    county: '兴国县',
    city: '赣州市',
    province: '江西省',
  });
  // After a gap in the codes the next ones count on from there.
  expect(divisions.findTownship('360732216')?.name).toBe('鼎龙乡');
  expect(divisions.findTownship('360732207')).toBeUndefined();
});

test('a name is found in every county that has it, whole names first', () => {
  const found = divisions.findTownships('永丰镇');
  expect(found.length).toBeGreaterThan(5);
  expect(found.slice(0, 5).every(({ name }) => name === '永丰镇')).toBe(true);
});

test.each([
  '永丰 兴国',
  '兴国 永丰',
  '兴国永丰',
  '兴国县永丰镇',
  '赣州 永丰镇 兴',
  'yfz xg',
  'YF 兴国',
  '  永丰　兴国县 ',
])('%j finds the township of one county first', (typed) => {
  expect(namesFound(typed)[0]).toBe('兴国县永丰镇');
});

test('pinyin initials find townships, in either reading of a character', () => {
  expect(namesFound('xgyfz')).toContain('兴国县永丰镇');
  expect(divisions.findTownships('cq', 5000).some(({ province }) => province === '重庆市')).toBe(true);
});

test('a county alone lists its townships', () => {
  expect(divisions.findTownships('兴国县').map(({ name }) => name)).toContain('潋江镇');
  expect(divisions.findTownships('兴国县')).toHaveLength(26);
});

test.each(['', '   ', '没有这样的地方', 'zzzzzzzz', '%', '360732108; DROP'])(
  '%j finds nothing and breaks nothing',
  (typed) => {
    expect(divisions.findTownships(typed)).toEqual([]);
  },
);

test('the hall is the township with three noughts, and its villages come with it where the list is shipped', () => {
  const shipped = divisions.stationsOf('360732108');
  expect(shipped?.hasVillages).toBe(true);
  expect(shipped?.stations[0]).toEqual({ code: '360732108000', name: '永丰镇便民服务中心', form: 'hall' });
  const villages = shipped?.stations.filter(({ form }) => form === 'village') ?? [];
  expect(villages).toHaveLength(19);
  expect(new Set(villages.map(({ name }) => name)).size).toBe(19);
  expect(villages).toContainEqual({ code: '360732108216', name: '船溪村便民服务站', form: 'village' });
});

test('elsewhere there is the hall, and villages can be added later', () => {
  expect(divisions.stationsOf('360732100')).toEqual({
    stations: [{ code: '360732100000', name: '潋江镇便民服务中心', form: 'hall' }],
    hasVillages: false,
  });
  expect(divisions.stationsOf('999999999')).toBeUndefined();
});
