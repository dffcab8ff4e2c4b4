/** The local pattern of what goes public, as versions: each with its basis and who decided; the newest is in force at this desk. */
import { ok, type Result } from '#shared/kernel/result.ts';
import { publicPatternSchema, usualPattern, type PublicPattern } from '#shared/publish/mask.ts';
import { z } from 'zod';
import { performAct } from '../commands/act.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { writeAudit } from '../journal/audit.ts';
import { staffNames } from '../queries/names.ts';
import { readSetting, writeSetting, type SettingSpec } from '../settings.ts';
import type { ReadHandle } from '../store/handles.ts';

const versionSchema = z.strictObject({
  pattern: publicPatternSchema,
  basis: z.string(),
  decidedBy: z.string(),
  by: z.string(),
  at: z.string(),
});
const mostVersions = 200;

/** Oldest first. */
const patterns: SettingSpec<z.infer<typeof versionSchema>[]> = {
  key: 'publicPattern',
  schema: z.array(versionSchema),
  usual: [],
};

export const patternNow = (read: ReadHandle): PublicPattern =>
  readSetting(read, patterns).at(-1)?.pattern ?? usualPattern;

export function publicPatterns({ store }: Pick<DeskCore, 'store'>) {
  const nameOf = staffNames(store.read);
  const versions = readSetting(store.read, patterns).map(({ by, ...version }) => ({ ...version, byName: nameOf(by) }));
  return { pattern: patternNow(store.read), versions: versions.toReversed() };
}

interface Chosen {
  readonly act: string;
  readonly pattern: PublicPattern;
  readonly basis: string;
  readonly decidedBy: string;
}

export function setPublicPattern(
  core: DeskCore,
  viewer: Viewer,
  { act, ...chosen }: Chosen,
): Result<Record<string, never>> {
  return performAct(core, viewer, { id: act, procedure: 'publish.setPattern', input: chosen }, ({ transaction }) => {
    const at = new Date(core.ports.clock.now()).toISOString();
    const before = readSetting(transaction, patterns);
    writeSetting(transaction, patterns, [...before, { ...chosen, by: viewer.staff, at }].slice(-mostVersions));
    const { pattern, basis, decidedBy } = chosen;
    writeAudit(transaction, core.ports.sm3, {
      ...{ writer: core.writer.id, at, by: viewer.staff, type: 'settings' },
      data: { publicPattern: pattern, basis, decidedBy },
    });
    return ok({});
  });
}
