/**
 * 练习站点: a ready station of 永丰镇 for `--demo`. Its password is printed on the login screen, which is safe only because a demo
 * directory holds made-up people; the same words on a real desk are refused, for set-up there asks a person.
 */
import { demoAccount } from '#shared/identity/demo-account.ts';
import { formatPhrase } from '#shared/identity/recovery-phrase.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { Viewer } from '../core.ts';
import { givePassword, leave } from '../login.ts';
import { openCore } from '../opening.ts';
import type { Runtime } from '../runtime.ts';
import { completeSetUp, proposePhrase } from '../set-up.ts';
import { readCounterWords } from './counter-words.ts';
import { demoBegins, makeDemo } from './demo.ts';
import { readScenes } from './scenes.ts';
import { travellingClock } from './travelling-clock.ts';

export const demoTownship = { code: '360732108', name: '永丰镇' } as const;
/** The others (窗口, 审核, 负责人, 村级) have the same password. */
export const demoStaff = { name: '陈小芳', ...demoAccount } as const;

const demoDesk = '综合窗口 1 号';
const demoSeed = 360_732_108;

/** Sets the desk up as of two months ago, fills it, and opens it again under the machine's own clock. */
export async function furnishDemo(runtime: Runtime): Promise<Result<true>> {
  const now = runtime.options.ports.clock.now();
  const clock = travellingClock(demoBegins(now));
  const { options } = runtime;
  const past: Runtime = { ...runtime, options: { ...options, ports: { ...options.ports, clock } } };
  const founder = await setUp(past);
  if (!founder.ok) return founder;
  const { core, rootKey } = past;
  if (core === null || rootKey === null) return refuse('desk.notSetUp');
  const { staff } = makeDemo({
    core,
    clock,
    founder: founder.value,
    seed: demoSeed,
    now,
    words: readCounterWords(options.resources.dir),
    scenes: readScenes(options.resources.dir),
    catalogue: options.resources.catalogue(),
    stations: options.resources.divisions().stationsOf(demoTownship.code)?.stations ?? [],
    township: demoTownship.name,
  });
  for (const { staff: id, login } of Object.values(staff)) {
    const given = await givePassword(past, core, founder.value.staff, id, login, demoStaff.password);
    if (!given.ok) return given;
  }
  core.store.close();
  const opened = await openCore(runtime, rootKey);
  return opened.ok ? ok(true) : opened;
}

async function setUp(past: Runtime): Promise<Result<Viewer>> {
  const proposed = proposePhrase(past, demoTownship.name, demoDesk);
  if (!proposed.ok) return proposed;
  const phrase = past.pendingPhrase;
  if (phrase === null) return refuse('recovery.notTheShown');
  const connection = 'demo';
  const done = await completeSetUp(past, connection, {
    township: demoTownship,
    station: { code: `${demoTownship.code}000`, name: '永丰镇便民服务中心', form: 'hall', phone: '0797-5350000' },
    desk: demoDesk,
    staff: demoStaff,
    phrase: formatPhrase(phrase).split(' '),
    backupFolder: '',
  });
  if (done.ok) leave(past, connection, 'logout');
  return done;
}
