/** Facts of a paper as long as its own schema lets them be: what no sample says, because nobody thinks of it. */
import type { Paper } from '#shared/documents/paper.ts';
import type { Json, JsonObject } from '#shared/kernel/json.ts';

/** A name of a minority with its dots, then what a person types who holds nothing back; ends so that a cut is seen. */
const longWord = (length: number): string =>
  `${'阿卜杜热西提·买买提江住永丰镇长冲村委会大屋场小组老祠堂背后第三排'.repeat(Math.ceil(length / 33)).slice(0, length - 1)}尾`;
const lengths = [500, 200, 100, 60, 25, 15];
// A list is long by its lines already, and a hall has bounds of its own: of both not without end.
const stretchedLines = 2;
const longestInList = 60;
/** The name of a hall with those of the county and of the village in it is no longer than this. */
const longestOfHall = 60;
const counts = [60, 20, 8, 3];
/** They follow a grammar of their own (a number, an address), say where a code leads or which picture is meant; nobody types them. */
const notTyped = new Set([
  'qr',
  'token',
  'picture',
  'pictures',
  'photo',
  'signature',
  'number',
  'version',
  'sheet',
  'lookupCode',
  'lookupAddress',
]);

type Path = readonly (string | number)[];
interface Place {
  readonly path: Path;
  readonly value: Json;
}

function* placesIn(value: Json | undefined, path: Path = []): Generator<Place> {
  if (value === undefined) return;
  yield { path, value };
  if (Array.isArray(value))
    for (const [at, inner] of value.slice(0, stretchedLines).entries()) yield* placesIn(inner as Json, [...path, at]);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) if (!notTyped.has(key)) yield* placesIn(inner, [...path, key]);
}

function withAt(facts: JsonObject, path: Path, value: Json): JsonObject {
  const copy = structuredClone(facts);
  let here: Record<string | number, unknown> = copy;
  for (const key of path.slice(0, -1)) here = here[key] as Record<string | number, unknown>;
  here[path.at(-1) ?? ''] = value;
  return copy;
}

function longer({ path, value }: Place): readonly Json[] {
  const longest = path.includes('hall') ? longestOfHall : path.some(Number.isInteger) ? longestInList : Infinity;
  if (typeof value === 'string')
    return lengths.filter((length) => length > value.length && length <= longest).map(longWord);
  if (!Array.isArray(value) || value.length === 0) return [];
  const list = value as readonly Json[];
  return counts
    .filter((count) => count > list.length)
    .map((count) => [...list, ...Array.from({ length: count - list.length }, () => list.at(-1) ?? null)]);
}

/** Each list and each text in turn as long as the paper still takes it. */
export function stretched(paper: Paper, sample: unknown): JsonObject {
  let facts = structuredClone(sample) as JsonObject;
  const isList = (place: Place): boolean => Array.isArray(place.value);
  for (const isWanted of [isList, (place: Place) => !isList(place)])
    for (const place of [...placesIn(facts)].filter(isWanted)) {
      const fitting = longer(place)
        .map((value) => withAt(facts, place.path, value))
        .find((tried) => paper.issue(tried).ok);
      facts = fitting ?? facts;
    }
  return facts;
}
