/** Home, settings, the clock, backups, verifying, the audit chain. */
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ContractCase } from '../support/run-cases.ts';
import { act, as, bad, good, scene, valueOf } from './scene.ts';

export const deskItself: readonly ContractCase[] = [
  good('home', 'home.summary', {}, { today: '2026-11-22', counts: { open: 10 } }),
  bad('home of a day', 'home.summary', { day: '2026-11-21' }, 'input.unknownKey', 'day'),
  good('settings', 'desk.settings', {}, { slipSize: '80mm' }),
  bad('settings of a name', 'desk.settings', { name: 'x' }, 'input.unknownKey', 'name'),
  good('keep settings', 'desk.keepSettings', {
    slipSize: 'A5',
    isLargeText: true,
    theme: 'dark',
    isAnimated: false,
    language: 'en',
  }),
  bad('keep half of them', 'desk.keepSettings', { slipSize: 'A5' }, 'input.missing', 'isLargeText'),
  good('keep how fast a gun types', 'desk.keepDevices', { scanGap: 50 }),
  bad('keep a gun as slow as a hand', 'desk.keepDevices', { scanGap: 500 }, 'input.invalid', 'scanGap'),
  good('how fast a gun types', 'desk.devices', {}, { scanGap: 50 }),
  bad('devices of a name', 'desk.devices', { name: 'x' }, 'input.unknownKey', 'name'),
  // This desk does real work: nobody made up comes out of it (`tests/e2e/devices.spec.ts` reads them in a demonstration).
  bad('read a made-up card', 'desk.readMadeUp', { card: 'plain' }, 'device.notSimulated'),
  good(
    'confirm a day that nobody doubts',
    'desk.confirmClock',
    { act: act(), today: '2026-11-22' },
    { today: '2026-11-22' },
  ),
  bad('confirm another day', 'desk.confirmClock', { act: act(), today: '2026-11-23' }, 'clock.otherDay'),
  bad('a backup without a place', 'backup.run', {}, 'backup.noFolder'),
  bad(
    'a backup into a file',
    'backup.setFolder',
    () => ({ folder: join(scene.beside, 'file.txt') }),
    'backup.notAFolder',
    'folder',
  ),
  good('a backup folder', 'backup.setFolder', () => ({ folder: join(scene.beside, 'backups') })),
  good('a backup', 'backup.run', {}, {}),
  good('state of backups', 'backup.state', {}, { problem: null }),
  bad('state of other backups', 'backup.state', { of: 'yesterday' }, 'input.unknownKey', 'of'),
  {
    ...{ name: 'verify', path: 'journal.verify', window: 'admin', input: {}, take: 100 },
    expects: {
      check: (answer) => {
        const last = answer.ok ? (answer.value as { type: string; report?: object }[]).at(-1) : undefined;
        expect(last).toMatchObject({ type: 'report', report: { findings: 0 } });
      },
    },
  },
  {
    ...{ name: 'a clerk verifies nothing', path: 'journal.verify', window: 'clerk', input: {} },
    expects: { value: [{ type: 'refused', refusal: { code: 'permission.missing' } }] },
  },
  as('auditor', {
    ...good('the auditor looks', 'audit.list', { limit: 200 }),
    expects: {
      check: (answer) => {
        const types = new Set(
          (valueOf(new Map([['it', answer]]), 'it') as { events: { type: string }[] }).events.map(({ type }) => type),
        );
        expect([...types].sort()).toEqual(
          [
            'backup',
            'export',
            'login',
            'loginFailed',
            'lock',
            'passwordChanged',
            'print',
            'recoveryReplaced',
            'reveal',
            'search',
            'settings',
            'staffChanged',
            'verify',
          ].sort(),
        );
      },
    },
  }),
  bad('the chief does not look', 'audit.list', { limit: 1 }, 'permission.missing'),
  as('stranger', bad('changes of a name', 'event.changes', { of: 'x' }, 'input.unknownKey', 'of')),
  bad('no such procedure', 'case.destroy', {}, 'program.unknown'),
  bad('nothing at all', 'case.begin', undefined, 'input.invalid'),
];
