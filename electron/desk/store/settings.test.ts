import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unwrap } from '#shared/kernel/result.ts';
import { temporaryFolder, testKey } from '../../../tests/support/store.ts';
import { loadDriver } from './driver.ts';
import { applySettings, isOlder, refuseSettings, unlock } from './settings.ts';

test('each setting that is not what it should be is named', async () => {
  const driver = unwrap(await loadDriver());
  const database = new driver(join(temporaryFolder(), 'desk.db'));
  unlock(database, testKey);
  expect(applySettings(database, 'writer')).toBeUndefined();
  const changes = {
    synchronous: () => database.pragma('synchronous=NORMAL'),
    foreign_keys: () => database.pragma('foreign_keys=OFF'),
    trusted_schema: () => database.pragma('trusted_schema=ON'),
    busy_timeout: () => database.pragma('busy_timeout=10'),
    temp_store: () => database.pragma('temp_store=FILE'),
    journal_mode: () => database.pragma('journal_mode=DELETE'),
  };
  for (const [setting, change] of Object.entries(changes)) {
    change();
    expect(refuseSettings(database, 'writer')).toMatchObject({ code: 'store.settings', details: { setting } });
    expect(applySettings(database, 'writer')).toBeUndefined();
  }
  database.close();
});

test('the driver by itself opens a WAL file with NORMAL, which is why it is set', async () => {
  const driver = unwrap(await loadDriver());
  const file = join(temporaryFolder(), 'desk.db');
  for (const expected of [undefined, 1]) {
    const database = new driver(file);
    unlock(database, testKey);
    database.pragma('journal_mode=WAL');
    database.exec('CREATE TABLE IF NOT EXISTS a (x)');
    if (expected !== undefined) expect(database.pragma('synchronous', { simple: true })).toBe(expected);
    database.close();
  }
});

test('versions compare by number, not by text', () => {
  expect(['3.51.2', '3.9.99', '2.99.0', 'x'].map(isOlder)).toEqual([true, true, true, true]);
  expect(['3.51.3', '3.51.10', '3.53.4', '4.0.0'].map(isOlder)).toEqual([false, false, false, false]);
});
