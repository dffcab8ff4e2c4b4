const hourMs = 3_600_000;

export interface BackupAge {
  readonly unit: 'never' | 'now' | 'hours' | 'days';
  readonly count: number;
  /** Older than the daily backup should ever be, with half a day of grace for a late start. */
  readonly isOld: boolean;
}

/** How long ago the last proven backup was made: hours up to two days, then days. A clock set back counts as now. */
export function backupAge(last: string | null, now: number): BackupAge {
  if (last === null) return { unit: 'never', count: 0, isOld: true };
  const hours = Math.floor(Math.max(0, now - Date.parse(last)) / hourMs);
  const isOld = hours >= 36;
  if (hours < 1) return { unit: 'now', count: 0, isOld };
  return hours < 48 ? { unit: 'hours', count: hours, isOld } : { unit: 'days', count: Math.floor(hours / 24), isOld };
}
