/**
 * The official number (正式编号), given by the authority as an entry, gapless per year and series: `办〔2026〕15号`. The receipt number
 * stays the one that people are told; this one stands in the chief's register. The brackets are those of GB/T 9704-2012, 7.2.5.
 */
export interface OfficialNumber {
  /** Who counts: `办` for the township; a desk that counted alone puts its writer code before it. */
  readonly series: string;
  readonly year: number;
  readonly n: number;
}

export const townshipSeries = '办';

export const formOfficialNumber = ({ series, year, n }: OfficialNumber): string =>
  `${series}〔${String(year)}〕${String(n)}号`;

/** Undefined for text of another form. */
export function readOfficialNumber(text: string): OfficialNumber | undefined {
  const [, series, year, n] = /^(.{1,16})〔(\d{4})〕([1-9]\d{0,11})号$/u.exec(text) ?? [];
  return series === undefined ? undefined : { series, year: Number(year), n: Number(n) };
}
