/** Rows of 已收材料 beside what the matter asks for: pure, so that it can be tested without a screen. */
import type { JsonObject } from '#shared/kernel/json.ts';
import type { WayOutOfMissing } from '#shared/kinds/matter/material.ts';
import type { MatterMaterial } from './matter-facts.ts';
import { textOf } from './values.ts';

export type MaterialRow = JsonObject;

export interface AskedRow {
  readonly asked: MatterMaterial;
  /** What was received of it; undefined = not yet. */
  readonly row: JsonObject | undefined;
}

const nameOf = (row: JsonObject): string => textOf(row['name']);
const isNamed =
  (name: string) =>
  (row: JsonObject): boolean =>
    nameOf(row) === name;

export const askedRows = (asked: readonly MatterMaterial[], rows: readonly JsonObject[]): AskedRow[] =>
  asked.map((one) => ({ asked: one, row: rows.find(isNamed(one.name)) }));

/** Rows of papers that the matter does not ask for. */
export const otherRows = (asked: readonly MatterMaterial[], rows: readonly JsonObject[]): JsonObject[] =>
  rows.filter((row) => !asked.some(({ name }) => name === nameOf(row)));

export const missingOf = (asked: readonly MatterMaterial[], rows: readonly JsonObject[]): MatterMaterial[] =>
  asked.filter(({ name, isNecessary }) => isNecessary && !rows.some(isNamed(name)));

/** 缺件办法 that the version allows for a paper: 容缺 where there is a limit for it, 告知承诺 where there is a promise to sign. */
export const waysOf = (
  { waysOut = [], isNecessary }: MatterMaterial,
  version: JsonObject,
): readonly WayOutOfMissing[] =>
  waysOut.filter((way) => {
    if (way === 'tolerate') return !isNecessary && (version['tolerance'] ?? version['promised'] ?? null) !== null;
    return way !== 'pledge' || (version['pledge'] ?? null) !== null;
  });

export const receivedAs = ({ name, copies, form }: MatterMaterial): JsonObject => ({ name, copies, form });

export const withoutNamed = (rows: readonly JsonObject[], name: string): JsonObject[] =>
  rows.filter((row) => nameOf(row) !== name);

export const withRow = (rows: readonly JsonObject[], changed: JsonObject): JsonObject[] =>
  rows.map((row) => (nameOf(row) === nameOf(changed) ? changed : row));

/** Everything the matter asks for, without what was ticked before being typed anew. */
export function allReceived(asked: readonly MatterMaterial[], rows: readonly JsonObject[]): JsonObject[] {
  const missing = asked.filter(({ name }) => !rows.some(isNamed(name)));
  return [...rows, ...missing.map(receivedAs)];
}

export const freshRow: JsonObject = { name: '', copies: 1, form: 'copy' };
