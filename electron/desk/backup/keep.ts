/** Which backups there are, which are kept, and when the next is due. */
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import { addDays, weekdayOf, type PlainDate } from '#shared/time/plain-date.ts';
import { readManifest, type Manifest } from './manifest.ts';
import { isBackupName, partName } from './names.ts';
import { isFile } from './place.ts';

export interface FoundBackup {
  /** Name of its folder in the second place. */
  readonly file: string;
  /** Instant, UTC. */
  readonly at: string;
  /** Without the attachments, which backups share. */
  readonly bytes: number;
}

/** Once a Beijing day, with the first quiet minute of it. A last backup that lies in the future does not stop the next one. */
export const isBackupDue = (last: string | null, now: string): boolean => last === null || dayOf(last) !== dayOf(now);

/** Backups in a folder, newest first; what is damaged beyond its manifest is found by who restores it. Refusal: backup.folderMissing. */
export function listBackups(place: string): Result<FoundBackup[]> {
  if (isFile(place)) return refuse('backup.notAFolder');
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) return refuse('backup.folderMissing');
  return ok(
    manifestsIn(place).map(({ file, manifest: { at, files } }) => ({
      file,
      at,
      bytes: files.database.bytes + files.keys.bytes,
    })),
  );
}

interface Named {
  readonly file: string;
  readonly manifest: Manifest;
}

export function manifestsIn(place: string): Named[] {
  return readdirSync(place)
    .filter(isBackupName)
    .flatMap((file) => {
      const manifest = readManifest(join(place, file));
      return manifest.ok ? [{ file, manifest: manifest.value }] : [];
    })
    .sort((a, b) => (a.manifest.at < b.manifest.at ? 1 : -1));
}

const daysKept = 7;
const weeksKept = 4;

/**
 * Newest first in, what may go out: all but those of the newest day, the newest of each of the last 7 days that have one, and the
 * newest of each of the last 4 weeks that have one. The newest of all always stays.
 */
export function superfluous(backups: readonly FoundBackup[]): FoundBackup[] {
  const kept = new Set<FoundBackup>();
  const days = new Map<string, FoundBackup>();
  const weeks = new Map<string, FoundBackup>();
  for (const backup of backups) {
    const day = dayOf(backup.at);
    if (day === dayOf(backups[0]?.at ?? backup.at)) kept.add(backup);
    if (!days.has(day)) days.set(day, backup);
    if (!weeks.has(mondayOf(day))) weeks.set(mondayOf(day), backup);
  }
  for (const backup of [...days.values()].slice(0, daysKept)) kept.add(backup);
  for (const backup of [...weeks.values()].slice(0, weeksKept)) kept.add(backup);
  return backups.filter((backup) => !kept.has(backup));
}

const mondayOf = (day: PlainDate): string => addDays(day, -((weekdayOf(day) + 6) % 7));

/** Removes this desk's superfluous backups; another desk's in the same place are never touched. Renamed first: a half one never counts. */
export function pruneBackups(place: string, desk: string): string[] {
  const own = manifestsIn(place)
    .filter(({ manifest }) => manifest.desk === desk)
    .map(({ file, manifest }) => ({ file, at: manifest.at, bytes: 0 }));
  return superfluous(own).map(({ file }) => {
    const part = join(place, partName(desk, file));
    renameSync(join(place, file), part);
    rmSync(part, { recursive: true, force: true });
    return file;
  });
}
