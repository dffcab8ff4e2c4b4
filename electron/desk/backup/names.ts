/**
 * What lies in the second place (a folder on another disk, a stick, a network place):
 *
 *     tongban-<station>-<yyyymmdd-hhmmss>.tbk/    one backup: desk.db, keys.json, manifest.json
 *     tongban-attachments/blobs/ab/<name>         attachments, once for all backups: they never change, and their names tell them apart
 *     tongban-codes-<desk>.json                   writer codes given to desks restored from here
 *     .tongban-<desk>-….part/                     a backup being made or thrown away; never counts
 *
 * A folder for each backup rather than one file: the store is copied by SQLite straight to its place, nothing is packed twice, and
 * attachments need not be copied again every day. Not hard links: sticks (FAT, exFAT) have none. Everything in it is encrypted or,
 * like the manifest, says nothing of anybody. A backup is moved or copied together with `tongban-attachments`.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { toBeijing, type Instant } from '#shared/time/instant.ts';

export const attachmentsName = 'tongban-attachments';
export const databaseName = 'desk.db';
export const manifestName = 'manifest.json';

const backupPattern = /^tongban-\d{12}-\d{8}-\d{6}\.tbk$/u;
export const isBackupName = (name: string): boolean => backupPattern.test(name);

/** Beijing time, so that people find the evening they look for. `at`: instant, UTC. */
export function backupName(station: string, at: string): string {
  const { date, time } = toBeijing(at as Instant);
  const digits = (text: string, count: number): string => text.replaceAll(/\D/gu, '').slice(0, count);
  return `tongban-${station}-${digits(date, 8)}-${digits(time, 6)}.tbk`;
}

/** A desk is told by the check value of its key file, which says nothing about the key. */
const short = (desk: string): string => desk.replaceAll(/[^\w-]/gu, '').slice(0, 16);
export const codesName = (desk: string): string => `tongban-codes-${short(desk)}.json`;
export const partName = (desk: string, name: string): string => `.tongban-${short(desk)}-${name}.part`;

/** What an earlier try of this desk left behind. */
export function removeParts(place: string, desk: string): void {
  const mine = `.tongban-${short(desk)}-`;
  for (const name of readdirSync(place)) {
    if (name.startsWith(mine) && name.endsWith('.part')) rmSync(join(place, name), { recursive: true, force: true });
  }
}
