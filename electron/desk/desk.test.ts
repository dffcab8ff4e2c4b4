import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeWorld } from '../../tests/support/journal-desk.ts';
import { deskOptions, openDesk, setUpDesk, chief } from '../../tests/support/desk.ts';
import { temporaryFolder } from '../../tests/support/store.ts';
import { createDesk } from './desk.ts';

const open = (dir: string) => createDesk(deskOptions(dir, makeWorld(1)));

describe('the data directory', () => {
  it('is made where there is none, parents too', async () => {
    const dir = join(temporaryFolder(), 'a', 'b');
    const desk = await openDesk({ dir });
    expect(desk.desk.runtime.state).toBe('new');
  });

  it('is no file, and lies in none', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, 'somebody’s');
    for (const dir of [file, join(file, 'inside')])
      expect(await open(dir)).toMatchObject({ ok: false, refusal: { code: 'store.notAFolder' } });
  });

  // The kernel lets nobody make a folder there, root neither.
  it.runIf(process.platform === 'linux').each(['/sys/tongban', '/proc', '/proc/tongban', '/proc/1/tongban/data'])(
    'can be written to, which %s cannot',
    async (dir) => {
      expect(await open(dir)).toMatchObject({ ok: false, refusal: { code: 'store.notWritable' } });
    },
  );

  it('has a name that the disk takes', async () => {
    const dir = join(temporaryFolder(), 'x'.repeat(300));
    expect(await open(dir)).toMatchObject({ ok: false, refusal: { code: 'store.notWritable' } });
  });

  it('is one program’s at a time, and free when that is closed', async () => {
    const dir = temporaryFolder();
    const first = await openDesk({ dir });
    expect(await open(dir)).toMatchObject({ ok: false, refusal: { code: 'store.inUse' } });
    await first.close();
    await openDesk({ dir });
  });

  it('whose key file is lost is refused, and its store left alone', async () => {
    const dir = temporaryFolder();
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'desk.db'), 'somebody’s data');
    const window = await (await openDesk({ dir })).connect();
    const { groups } = await window.ask<{ groups: string[] }>('setUp.phrase', { township: '永丰镇', station: '大厅' });
    const input = {
      ...{
        township: { code: '360732108', name: '永丰镇' },
        desk: '一',
        staff: chief,
        phrase: groups,
        backupFolder: '',
      },
      station: { code: '360732108000', name: '大厅', form: 'hall', phone: '' },
    };
    expect(await window.refused('setUp.complete', input)).toMatchObject({ code: 'keys.missing' });
  });
});

it('whoever is logged in is told when the clock is in doubt after waking', async () => {
  const desk = await setUpDesk({ seed: 9 });
  const heard = desk.chief.call('event.changes', {}, 1);
  await expect.poll(() => desk.desk.runtime.listeners.size).toBe(1);
  desk.world.clock.advance(20 * 86_400_000);
  desk.desk.checkClock();
  expect(await heard).toEqual({ ok: true, value: [{ type: 'status' }] });
  expect(await desk.chief.ask('desk.status', {})).toMatchObject({ clock: { why: 'longSilence' } });
});
