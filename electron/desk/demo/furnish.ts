/**
 * 练习站点: a ready station of 永丰镇 for `--demo`. Its password is printed on the login screen, which is safe only because a demo
 * directory holds made-up people; the same words on a real desk are refused, for set-up there asks a person.
 */
import { formatPhrase } from '#shared/identity/recovery-phrase.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { leave } from '../login.ts';
import type { Runtime } from '../runtime.ts';
import { completeSetUp, proposePhrase } from '../set-up.ts';

export const demoTownship = { code: '360732108', name: '永丰镇' } as const;
/** 演示账号; the login screen of a demo shows it. */
export const demoStaff = { name: '陈小芳', login: 'demo', password: 'Yongfeng-2026' } as const;

export async function furnishDemo(runtime: Runtime): Promise<Result<true>> {
  const proposed = proposePhrase(runtime, demoTownship.name, '综合窗口 1 号');
  if (!proposed.ok) return proposed;
  const phrase = runtime.pendingPhrase;
  if (phrase === null) return refuse('recovery.notTheShown');
  const connection = 'demo';
  const done = await completeSetUp(runtime, connection, {
    township: demoTownship,
    station: { code: '360732108000', name: '永丰镇便民服务中心', form: 'hall', phone: '0797-5350000' },
    desk: '综合窗口 1 号',
    staff: demoStaff,
    phrase: formatPhrase(phrase).split(' '),
    backupFolder: '',
  });
  if (!done.ok) return done;
  leave(runtime, connection, 'logout');
  return ok(true);
}
