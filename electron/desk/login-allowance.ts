/** 负责人同意登录: at a desk that has not met its hub for long, a chief allows each login, by name and password, on the same screen. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from './core.ts';
import { awayTooLong } from './sync/met.ts';

export interface Asked<T> {
  /** Whose password was right. */
  readonly viewer: Viewer;
  /** They locked this very window and come back: what they had typed is behind the lock, and the login was allowed when it began. */
  readonly isBack: boolean;
  /** What a chief typed beside it. */
  readonly chief: T | undefined;
  /** Whose login name and password these are. */
  readonly prove: (chief: T) => Promise<Result<Viewer>>;
}

const isChief = ({ roles }: Viewer): boolean => roles.includes('chief');

/**
 * What the line of the login in the audit chain says of it. Refusals: login.needsChief; login.chiefWrong, login.locked, login.suspended (of
 * who was to allow it), login.notChief. Nothing of what anybody has typed is touched by any of them.
 */
export async function allowLogin<T>(
  core: DeskCore,
  { viewer, isBack, chief, prove }: Asked<T>,
): Promise<Result<JsonObject>> {
  const days = awayTooLong(core);
  if (days === undefined || isBack || isChief(viewer)) return ok({});
  if (chief === undefined) return refuse('login.needsChief', { days });
  const proved = await prove(chief);
  if (!proved.ok) {
    const { code, details } = proved.refusal;
    return code === 'login.wrong' ? refuse('login.chiefWrong', details, 'chief.password') : proved;
  }
  return isChief(proved.value)
    ? ok({ allowedBy: proved.value.staff, daysAway: days })
    : refuse('login.notChief', {}, 'chief.login');
}
