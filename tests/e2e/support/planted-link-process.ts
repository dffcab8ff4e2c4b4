/** `node planted-link-process.ts <dir>`, with what to plant as JSON on standard input (`planted-link.ts`): writes it into the closed store. */
import { text } from 'node:stream/consumers';
import { root } from '../../../build/runtime.mjs';
import { createDesk } from '../../../electron/desk/desk.ts';
import { openResources } from '../../../electron/desk/desk-resources.ts';
import { enter } from '../../../electron/desk/login.ts';
import { get, sql, transact } from '../../../electron/desk/store/handles.ts';
import { offsetSetting, writeSetting } from '../../../electron/desk/sync/link-state.ts';
import { systemClock, systemElapsed, systemRandom } from '../../../electron/desk/system.ts';
import { unwrap } from '../../../shared/kernel/result.ts';
import { differ, joinMadeUpHub, returnAct, stopLink } from '../../support/made-up-hub.ts';
import type { PlantedLink } from './planted-link.ts';

const [dir = ''] = process.argv.slice(2);
const { login, password, planted } = JSON.parse(await text(process.stdin)) as {
  readonly login: string;
  readonly password: string;
  readonly planted: PlantedLink;
};
const desk = unwrap(
  await createDesk({
    dir,
    ports: { clock: systemClock, random: systemRandom },
    elapsed: systemElapsed,
    log: { warn: () => undefined },
    build: { version: '0.0.0', date: '2026-01-01T00:00:00.000Z' },
    resources: openResources(`${root}/resources`, `${root}/node_modules/@fontsource`),
    isDemo: false,
    printing: 'dialog',
    worksAtIdle: false,
  }),
);
unwrap(await enter(desk.runtime, 'planted', { login, password }));
const { core } = desk.runtime;
if (core === null) throw new Error('the desk is closed');
joinMadeUpHub(core, systemClock.now() - (planted.daysAway ?? 0) * 86_400_000);
for (const { stream, type, code } of planted.returned ?? []) {
  const row = get(
    core.store.read,
    sql<{ act: string }>`SELECT act FROM entry WHERE stream = ${stream} AND type = ${type}`,
  );
  if (row === undefined) throw new Error(`no ${type} in ${stream}`);
  returnAct(core, row.act, code);
}
if (planted.stop !== undefined) stopLink(core, planted.stop);
if (planted.differs === true) differ(core);
transact(core.store.write, (transaction) => {
  writeSetting(transaction, offsetSetting, planted.offset ?? 0);
});
await desk.close();
