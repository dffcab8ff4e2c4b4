/**
 * 电子签名法 (2019) art. 3: papers about marriage, adoption, inheritance and other ties between persons, and about stopping water, heat, gas and
 * other public services, take no electronic signature. Told by what the matter is called and rests on: a paper too many that is signed by hand
 * costs a minute, one too few is worth nothing. A hall adds matters of its own (遗赠扶养, a rule of the county's) with the matter's field
 * `isHandOnly`; what the law excludes it cannot let in.
 */
import { matterFactsSchema } from '../matter/facts.ts';
import type { StreamState } from '../mechanism/state.ts';

const ties = /结婚|离婚|婚姻|收养|送养|继承|遗嘱|遗产|监护|抚养|赡养|亲子|认领/u;
const services = /(停|断)(止)?(供)?(水|热|气|燃气|暖|电)|停止供(水|热|气|暖|电)/u;

export const isExcludedFromPads = (text: string): boolean => ties.test(text) || services.test(text);

export function isByHandOnly({ core }: StreamState): boolean {
  const matter = matterFactsSchema.safeParse(core.learnt['matter']);
  if (!matter.success) return false;
  const { name, basis = '', isHandOnly = false } = matter.data;
  return isHandOnly || isExcludedFromPads(`${name} ${basis}`);
}
