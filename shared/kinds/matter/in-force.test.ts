import { describe, expect, it } from 'vitest';
import { kindWorld } from '../../../tests/support/kind-world.ts';
import { unwrap } from '../../kernel/result.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { textOf } from '../common/fields.ts';
import type { StreamState } from '../mechanism/state.ts';
import { comingVersions, matterInForce, matterVersion, versionSpans } from './in-force.ts';
import { matter } from './index.ts';

const world = kindWorld(matter);
const set = (more: JsonObject): JsonObject => ({ set: more });
const base = { code: 'A', name: '甲', category: '示例', type: 'grant', version: '1', effectiveFrom: '2026-01-01' };

function published(...revisions: JsonObject[]): StreamState {
  const begun = unwrap(world.begin({ type: 'published', data: set(base) })).state;
  return revisions.reduce((state, one) => unwrap(world.next(state, { type: 'revised', data: set(one) })).state, begun);
}
const rowOf = (state: StreamState): JsonObject => matter.record?.(state).value ?? {};

describe('versions of a matter', () => {
  const row = rowOf(
    published(
      { version: '2', effectiveFrom: '2026-06-01', name: '乙' },
      { version: '3', effectiveFrom: '2027-01-01', name: '丙' },
    ),
  );

  it('the one that began last is in force; a later one is announced', () => {
    expect(matterInForce(row, '2025-12-31')).toBeUndefined();
    expect(matterInForce(row, '2026-01-01')).toMatchObject({ version: '1', name: '甲' });
    expect(matterInForce(row, '2026-11-23')).toMatchObject({ version: '2', name: '乙', isActive: true });
    expect(matterInForce(row, '2027-01-01')).toMatchObject({ version: '3' });
    expect(comingVersions(row, '2026-11-23').map(({ version }) => version)).toEqual(['3']);
  });

  it('each is found by the entry that began it', () => {
    const versionId = textOf(matterInForce(row, '2026-02-01')?.['versionId']);
    expect(matterVersion(row, versionId)).toMatchObject({ version: '1' });
    expect(matterVersion(row, 'no such')).toBeUndefined();
  });

  it('of two of one day the one written last holds', () => {
    const twice = rowOf(published({ version: '1a', name: '改' }));
    expect(matterInForce(twice, '2026-01-01')).toMatchObject({ version: '1a', name: '改' });
  });

  it('taking a revision back brings the version before it back, whole', () => {
    const before = published();
    const revised = unwrap(world.next(before, { type: 'revised', data: set({ version: '2', name: '乙' }) }));
    const undone = unwrap(world.next(revised.state, { type: 'undone', data: { act: revised.entries[0]?.act ?? '' } }));
    expect(rowOf(undone.state)).toEqual(rowOf(before));
  });

  it('hints are no version: they stand beside every one', () => {
    const hinted = unwrap(
      world.next(published({ version: '2', effectiveFrom: '2027-01-01' }), {
        type: 'hinted',
        data: set({ hints: ['先问医保'] }),
      }),
    ).state;
    expect(hinted.core.earlier).toHaveLength(1);
    expect(matterInForce(rowOf(hinted), '2026-11-23')).toMatchObject({ version: '1', hints: ['先问医保'] });
  });
});

it('every day has the version in force whose span it lies in', () => {
  const row = rowOf(
    published(
      { version: '2', effectiveFrom: '2027-01-01' },
      { version: '3', effectiveFrom: '2026-06-01' },
      { version: '4', effectiveFrom: '2027-01-01' },
    ),
  );
  const spans = versionSpans(row);
  expect(spans.map(({ version, from, until }) => [version['version'], from, until])).toEqual([
    ['4', '2027-01-01', null],
    ['2', '2027-01-01', '2027-01-01'],
    ['3', '2026-06-01', '2027-01-01'],
    ['1', '2026-01-01', '2026-06-01'],
  ]);
  for (const day of [
    '2025-12-31',
    '2026-01-01',
    '2026-05-31',
    '2026-06-01',
    '2026-12-31',
    '2027-01-01',
    '2028-02-29',
  ]) {
    const held = spans.filter(({ from, until }) => from <= day && (until === null || day < until));
    expect(held.map(({ version }) => version['version'])).toEqual(
      [matterInForce(row, day)?.['version']].filter(Boolean),
    );
  }
});

it('what a later version takes back is nowhere in its row, and still in the one before', () => {
  const row = rowOf(
    published({ version: '2', promised: { amount: 3, unit: 'hour' } }, { version: '3', promised: null }),
  );
  expect(row).not.toHaveProperty('promised');
  expect(matterVersion(row, textOf((row['earlier'] as JsonObject[])[1]?.['versionId']))).toMatchObject({
    promised: { amount: 3, unit: 'hour' },
  });
});
