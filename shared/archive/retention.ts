/**
 * 保管期限: 永久, 30 years, 10 years (机关文件材料归档范围和文书档案保管期限规定, 国家档案局令第8号), as the township's own approved table says for a matter
 * (档案法实施条例 art. 19). It counts from the end of the year in which the case was closed. Its passing destroys nothing: 鉴定 comes first (art. 24).
 */
export const retentions = ['permanent', 'years30', 'years10'] as const;
export type Retention = (typeof retentions)[number];

const years: Readonly<Record<Retention, number | null>> = { permanent: null, years30: 30, years10: 10 };
const names: Readonly<Record<Retention, string>> = { permanent: '永久', years30: '30年', years10: '10年' };

export const retentionName = (retention: Retention): string => names[retention];
export const isRetention = (value: unknown): value is Retention => retentions.some((one) => one === value);

/** The last day it is kept without being looked at; null: for ever. `year`: of closing. */
export function keptUntil(retention: Retention, year: string): string | null {
  const amount = years[retention];
  return amount === null ? null : `${String(Number(year) + amount)}-12-31`;
}
