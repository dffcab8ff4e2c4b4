/** Seeds that once failed, and what they found. A seed is only the same run while the draws are the same; it stays as one more seed then. */
export interface Regression {
  readonly seed: number;
  readonly found: string;
}

export const regressions: readonly Regression[] = [
  { seed: 2, found: 'a copy of a desk was sent the entries of its twin as its own' },
  { seed: 91, found: 'who began a case (began_by) was kept from a later entry of it' },
  { seed: 265, found: "a life introduced after the hub's backup was unknown to the restored hub" },
  { seed: 48, found: 'a copy never learnt that the hub had refused an entry its twin had sent' },
  { seed: 92, found: 'of a stream longer than a page only the beginning was returned to a restored hub' },
  { seed: 14, found: 'a doubt about somebody dismissed was lost in a stream the hub could not fold yet' },
  {
    seed: 271,
    found: 'streams that waited to be fetched whole were not returned when the hub was put back a second time',
  },
  { seed: 1028, found: 'a stream a restored hub no longer has in that scope was asked for without end' },
  {
    seed: 24,
    found: 'a stream called back after the backup of a hub that was put back was there again, and no feed said so',
  },
  { seed: 188, found: 'a hub that collected went on waiting for a desk that had been shut out meanwhile' },
  { seed: 1508, found: 'two desks of a station that had drawn one code printed one number' },
  { seed: 5065, found: 'a life made under a clock that ran ahead was introduced after the one it vouches for' },
  { seed: 1170, found: 'a backup made while the hub collected was put back, and nobody returned a second time' },
  {
    seed: 1394,
    found: 'a copy that shares the row of a desk was not waited for after a restore: a number was given twice',
  },
  { seed: 1507, found: "what others brought back beyond a hole was taken for the end of a desk's own chain" },
  { seed: 867, found: 'a desk a restored hub had forgotten came late with a number that had been given again' },
  {
    seed: 6107,
    found: 'the copy of a forgotten desk was invited again, and the original stood still until the copy had called',
  },
  { seed: 4637, found: 'the RETURN of a late desk was cut inside a case, and the hub gave that a second number' },
  { seed: 6727, found: 'a hub that was put back gave the same number to the same case again, and raised an alarm' },
  { seed: 5107, found: 'half of an act, as a hub has it after a restore, was taken for one that a page had cut' },
  {
    seed: 7827,
    found:
      'a backup that was made between two messages of a RETURN was put back, and what the first had brought was gone',
  },
  {
    seed: 8157,
    found: 'a desk returned for an epoch that was gone: the hub had been put back to before it, and had not noticed',
  },
  { seed: 223, found: 'a newer hub that began while it collected never caught up: cases without their number' },
  {
    seed: 109,
    found: 'a desk and its copy gave one id to two attachments of one case, whose rows could not be written',
  },
  { seed: 33, found: 'who asked for a step of another permission than the registry begins with was marked for it' },
  { seed: 79, found: 'a step that was in doubt for its author counted as not taken, though its effect stood' },
];

/**
 * Seeds that fail and are not mended yet. They are left out of ranges, so that what is behind them is seen; a test of its own holds that
 * they still fail, so that whoever mends one takes it off this list and puts it on the other.
 */
export const open: readonly Regression[] = [];
