import { expect, test } from 'vitest';
import { canDraw, cannotDraw, printWays } from './drawable.ts';

const of = (character: string): string => printWays.filter((way) => canDraw(way, character)).join(' ');

test.each([
  ['王', 'page thermalText thermalRaster'],
  ['镕', 'page thermalText thermalRaster'],
  ['東', 'page thermalText thermalRaster'],
  ['·', 'page thermalText thermalRaster'],
  ['A', 'page thermalText thermalRaster'],
  ['\n', 'page thermalText thermalRaster'],
  ['㛃', 'page thermalRaster'],
  ['䶮', 'page thermalRaster'],
  ['𠮷', 'page thermalRaster'],
  ['\uE863', ''],
  ['\u{2EBF0}', ''],
])('%s is drawn by: %s', (character, ways) => {
  expect(of(character)).toBe(ways);
});

test('of a text each missing character is named once, in the order met', () => {
  expect(cannotDraw('thermalText', '刘䶮㛃䶮 13号')).toEqual(['䶮', '㛃']);
  expect(cannotDraw('page', '刘䶮\u{2EBF0}')).toEqual(['\u{2EBF0}']);
});
