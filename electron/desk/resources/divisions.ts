/**
 * 行政区划 as the program ships it: every township of the country by name, and the villages of one. Read when it is first asked for
 * (set-up), never at start. Codes: GB/T 2260 and 统计用区划代码; a township has 9 digits, a station 12, the hall's ending in 000.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { codePoints } from '#shared/kernel/code-points.ts';

export interface Township {
  /** 9 digits. */
  readonly code: string;
  readonly name: string;
  readonly county: string;
  readonly city: string;
  readonly province: string;
}

export interface StationChoice {
  /** 12 digits. */
  readonly code: string;
  readonly name: string;
  readonly form: 'hall' | 'village';
}

export interface TownshipStations {
  readonly stations: readonly StationChoice[];
  /** False where no list of villages is shipped: they can be added later. */
  readonly hasVillages: boolean;
}

export interface Divisions {
  /** Best first. Blank-separated parts, each by name or by pinyin initials, of the township, its county, city or province. */
  readonly findTownships: (typed: string, most?: number) => readonly Township[];
  readonly findTownship: (code: string) => Township | undefined;
  /** The hall first; undefined for a code that is no township's. */
  readonly stationsOf: (township: string) => TownshipStations | undefined;
}

const names = z.record(z.string(), z.string());
const townshipsSchema = z.strictObject({
  source: z.string(),
  provinces: names,
  cities: names,
  counties: z.record(z.string(), z.tuple([z.string(), z.string()])),
  initials: names,
});
const villagesSchema = z.strictObject({
  source: z.string(),
  township: z.string(),
  villages: z.array(z.strictObject({ code: z.string().regex(/^\d{12}$/), name: z.string().min(1) })),
});
const wordsSchema = z.strictObject({ hall: z.string(), village: z.string(), shortened: names });

/** `resources` is the folder the program ships. */
export function openDivisions(resources: string): Divisions {
  const folder = join(resources, 'divisions');
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  let loaded: Loaded | undefined;
  const load = (): Loaded => (loaded ??= unpack(townshipsSchema.parse(read('townships.json'))));
  const findTownship = (code: string): Township | undefined => load().townships.find((known) => known.code === code);
  return {
    findTownships: (typed, most = 50) => search(load(), typed).slice(0, most),
    findTownship,
    stationsOf: (code) => {
      const township = findTownship(code);
      if (township === undefined) return undefined;
      const words = wordsSchema.parse(read('station-words.json'));
      const list = `villages-${township.code}.json`;
      const hasVillages = existsSync(join(folder, list));
      const villages = hasVillages ? villagesSchema.parse(read(list)).villages : [];
      return { stations: stationsFrom(township, villages, words), hasVillages };
    },
  };
}

function stationsFrom(
  township: Township,
  villages: readonly { readonly code: string; readonly name: string }[],
  words: z.infer<typeof wordsSchema>,
): StationChoice[] {
  const hall = {
    code: `${township.code}000`,
    name: words.hall.replace('{name}', township.name),
    form: 'hall',
  } as const;
  // The longest ending that fits: 社区居委会 before 居委会.
  const endings = Object.entries(words.shortened).sort(([one], [other]) => other.length - one.length);
  const shorten = (name: string): string => {
    const [long, short] = endings.find(([ending]) => name.endsWith(ending)) ?? ['', ''];
    return name.slice(0, name.length - long.length) + short;
  };
  return [
    hall,
    ...villages.map(({ code, name }) => ({
      code,
      name: words.village.replace('{name}', shorten(name)),
      form: 'village' as const,
    })),
  ];
}

interface Loaded {
  readonly townships: readonly Township[];
  /** Letter → characters read with it. */
  readonly readings: ReadonlyMap<string, ReadonlySet<string>>;
}

function unpack({ provinces, cities, counties, initials }: z.infer<typeof townshipsSchema>): Loaded {
  const townships = Object.entries(counties).flatMap(([code, [county, packed]]) =>
    unpackCounty(packed).map((township) => ({
      code: code + township.code,
      name: township.name,
      county,
      city: cities[code.slice(0, 4)] ?? '',
      province: provinces[code.slice(0, 2)] ?? '',
    })),
  );
  const readings = Object.entries(initials).map(([letter, found]) => [letter, new Set(codePoints(found))] as const);
  return { townships, readings: new Map(readings) };
}

/** `100潋江镇,江背镇,…`: a name without digits has the code after the one before (`build/make-divisions.mjs`). */
function unpackCounty(packed: string): { readonly code: string; readonly name: string }[] {
  let last = 0;
  return packed.split(',').map((part) => {
    const own = /^\d{3}/.exec(part)?.[0];
    last = own === undefined ? last + 1 : Number(own);
    return { code: String(last).padStart(3, '0'), name: own === undefined ? part : part.slice(3) };
  });
}

type Fits = (typed: string, character: string) => boolean;

function search({ townships, readings }: Loaded, typed: string): Township[] {
  const parts = typed.normalize('NFKC').toLowerCase().split(/\s+/u).filter(Boolean).map(codePoints);
  if (parts.length === 0) return [];
  const fits: Fits = (wanted, character) => wanted === character || readings.get(wanted)?.has(character) === true;
  return townships
    .map((township) => ({ township, rank: rankOf(township, parts, fits) }))
    .filter(({ rank }) => rank < notFound)
    .sort((one, other) => one.rank - other.rank)
    .map(({ township }) => township);
}

const notFound = 1000;

function rankOf(township: Township, parts: readonly (readonly string[])[], fits: Fits): number {
  let rank = 0;
  for (const part of parts) {
    rank += rankOfPart(township, part, fits);
    if (rank >= notFound) return notFound;
  }
  return rank;
}

/**
 * What is meant first: a township's beginning (永丰 is 永丰镇 before 永丰路街道), 兴国永丰 without a blank, the county, the city, the
 * province, and the middle of a name: letters are in the middle of very many.
 */
function rankOfPart({ name, county, city, province }: Township, part: readonly string[], fits: Fits): number {
  if (beginsAt(name, 0, part, fits)) return name.length - part.length <= 1 ? 0 : 1;
  if (isPath([province, city, county, name], part, fits)) return 2;
  const above = [county, city, province].findIndex((place) => beginsAt(place, 0, part, fits));
  if (above >= 0) return 3 + above;
  return isWithin(name, part, fits) ? 6 : notFound;
}

const beginsAt = (place: string, start: number, part: readonly string[], fits: Fits): boolean =>
  start + part.length <= place.length && part.every((wanted, index) => fits(wanted, place.charAt(start + index)));

function isWithin(place: string, part: readonly string[], fits: Fits): boolean {
  for (let start = 1; start + part.length <= place.length; start += 1)
    if (beginsAt(place, start, part, fits)) return true;
  return false;
}

/** 兴国永丰, 赣州永丰, xgyf: the beginnings of some of the places, from the widest, the township last. */
function isPath(places: readonly string[], part: readonly string[], fits: Fits): boolean {
  const [place, ...narrower] = places;
  if (place === undefined || part.length === 0) return false;
  if (narrower.length === 0) return beginsAt(place, 0, part, fits);
  if (isPath(narrower, part, fits)) return true;
  for (let taken = 1; taken < part.length && beginsAt(place, 0, part.slice(0, taken), fits); taken += 1) {
    if (isPath(narrower, part.slice(taken), fits)) return true;
  }
  return false;
}
