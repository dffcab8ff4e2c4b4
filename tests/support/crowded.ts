/** Facts of a paper with many in it (eight parties, sixty papers), or with next to nothing: what a whole page is made of. */
import type { Paper } from '#shared/documents/paper.ts';
import type { Json, JsonObject } from '#shared/kernel/json.ts';

/** As people are called here, two of them longer than a line of a slip. */
export const parties = [
  ...['阿卜杜热西提·买买提·阿布都热合曼', '欧阳文秀', '𠮷田春', '张㛃', '单晓明', '陈䶮', '李𬭎桂'],
  '永丰镇长冲村大屋场种植养殖农民专业合作社联合社',
];
const counts = [60, 40, 20, 12, 8, 6, 3];

/** What a list is told apart by: its lines are numbered there. */
const namesOfLines = ['name', 'material', 'text', 'what', 'label'];
const numbered = (text: string, at: number): string => `${text}之${String(at + 1)}`;

function another(value: Json, at: number): Json {
  if (typeof value === 'string') return numbered(value, at);
  if (Array.isArray(value)) {
    const cells = value as readonly Json[];
    const [first = '', ...others] = cells;
    return typeof first === 'string' ? [numbered(first, at), ...others] : [...cells];
  }
  if (typeof value !== 'object' || value === null) return value;
  const line = value as JsonObject;
  const name = namesOfLines.find((key) => typeof line[key] === 'string');
  return name === undefined ? line : { ...line, [name]: numbered(line[name] as string, at) };
}

const grown = (list: readonly Json[], count: number): Json[] =>
  Array.from({ length: count }, (_, at) => another(list[at % list.length] ?? null, at));

/** The sample that says most. */
export const richest = ({ samples }: Paper): JsonObject =>
  Object.values(samples).reduce((one: unknown, other: unknown) =>
    JSON.stringify(other).length > JSON.stringify(one).length ? other : one,
  ) as JsonObject;

/** More than a book of it: a list of lists, grown at both ends. */
const longest = 20_000;
const firstTaken = (paper: Paper, facts: JsonObject, tried: readonly JsonObject[]): JsonObject =>
  tried.find((one) => JSON.stringify(one).length < longest && paper.issue(one).ok) ?? facts;

/** Each list of the paper with sixty lines, or as many as it takes; eight petitioners where there was one. */
export function crowded(paper: Paper): JsonObject {
  let facts = richest(paper);
  for (const [key, value] of Object.entries(facts)) {
    if (!Array.isArray(value) || value.length === 0) continue;
    const list = value as readonly Json[];
    const longer = counts
      .filter((count) => count > list.length)
      .map((count) => ({ ...facts, [key]: grown(list, count) }));
    facts = firstTaken(paper, facts, longer);
  }
  const { petitioner } = facts;
  const name = parties.join('、');
  if (typeof petitioner === 'string') return firstTaken(paper, facts, [{ ...facts, petitioner: name }]);
  if (typeof petitioner !== 'object' || petitioner === null || Array.isArray(petitioner)) return facts;
  return firstTaken(paper, facts, [{ ...facts, petitioner: { ...petitioner, name } }]);
}

/** Nobody types these: they follow a grammar. */
const kept = new Set([
  'qr',
  'number',
  'version',
  'sheet',
  'picture',
  'photo',
  'signature',
  'lookupCode',
  'lookupAddress',
]);

function sparse(value: Json): Json {
  if (typeof value === 'string') return /^[\d- :/.*a-zA-Z]+$/.test(value) ? value : '王';
  if (Array.isArray(value)) return (value as readonly Json[]).slice(0, 1).map(sparse);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, kept.has(key) || inner === undefined ? inner : sparse(inner)]),
  );
}

/** One character wherever something is said, one line in each list; what the paper does not take so stays as it was. */
export function sparsest(paper: Paper): JsonObject {
  let facts = richest(paper);
  for (const [key, value] of Object.entries(facts)) {
    if (value === undefined || kept.has(key)) continue;
    facts = firstTaken(paper, facts, [{ ...facts, [key]: sparse(value) }]);
  }
  return facts;
}
