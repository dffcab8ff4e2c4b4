/** Figures of a series of measurements, and the table they are printed in. */
export interface Figures {
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  /** A quarter were quicker: what the machine does when nothing disturbs it. */
  readonly quartile: number;
  readonly count: number;
}

/** Throws on an empty series. */
export function figuresOf(values: readonly number[]): Figures {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  if (sorted.length === 0) throw new Error('nothing was measured');
  return { median: at(0.5), p95: at(0.95), p99: at(0.99), quartile: at(0.25), count: sorted.length };
}

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

/** A table in Markdown. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What one benchmark found: a line or two for people, and a table. */
export interface Report {
  readonly title: string;
  readonly text: string;
}
