/** What the two programs that open a desk (the browser host, Electron's desk process) have in common: the build, the data, the demo. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ok, type Result } from '#shared/kernel/result.ts';
import { furnishDemo } from './demo/furnish.ts';
import { createDesk, type Desk } from './desk.ts';
import { openResources, type DeskResources } from './desk-resources.ts';
import type { DeskOptions } from './runtime.ts';

export interface Build {
  readonly version: string;
  /** Instant: no day is before it. */
  readonly date: string;
}

const buildInfoSchema = z.object({ version: z.string(), builtOn: z.iso.date() });

/** Written by the build into `dist`; run from the sources there is none, and the day is one long past. */
export function readBuild(distFolder: string): Build {
  const file = join(distFolder, 'build-info.json');
  if (!existsSync(file)) return { version: '0.0.0', date: '2026-01-01T00:00:00.000Z' };
  const { version, builtOn } = buildInfoSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { version, date: new Date(builtOn).toISOString() };
}

/** A built program finds the common fonts beside its own. */
export const openBuiltResources = (distFolder: string): DeskResources =>
  openResources(join(distFolder, 'resources'), join(distFolder, 'resources', 'fonts'));

/** Opens the desk; a new one of `--demo` is furnished first. */
export async function openProgramDesk(options: DeskOptions): Promise<Result<Desk>> {
  const desk = await createDesk(options);
  if (!desk.ok || !options.isDemo || desk.value.runtime.state !== 'new') return desk;
  const furnished = await furnishDemo(desk.value.runtime);
  if (furnished.ok) return ok(desk.value);
  await desk.value.close();
  return furnished;
}
