/** 一式几份: what each copy says of itself, on a sheet and on a slip alike. */
const ordinals = '一二三四五六七八九';

/** 一式两份 第一份：申请人. `index` from 0. */
export const copyLineText = (copies: readonly string[], index: number): string =>
  `一式${copies.length === 2 ? '两' : (ordinals[copies.length - 1] ?? '')}份　第${ordinals[index] ?? ''}份：${copies[index] ?? ''}`;
