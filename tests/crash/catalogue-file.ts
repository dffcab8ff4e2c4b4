import type { JsonObject } from '#shared/kernel/json.ts';
import { matterCode } from './crash-desk.ts';

export const catalogueSize = 25;

/** The matter the crash desk has, under another name, and as many new ones. */
export const fileOf = (count: number): readonly JsonObject[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{ code: at === 0 ? matterCode : `NEW-${String(at)}`, name: `导入的事项${String(at)}` },
    ...{ category: '示例', type: 'publicService', version: '2' },
  }));
