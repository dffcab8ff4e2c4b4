/**
 * 造字 of old systems: code points of the private use area that have become characters of the standard since. GBK put 80 characters
 * without a code point of their own at U+E815–E864 (bytes FE50–FEA0); card readers, police and bank systems of that age still give
 * them out. GB 18030-2000 moved most of them, 2005 six (into CJK Extension B, as the standard's own four-byte codes), 2022 the last
 * eight and the ten upright signs U+E78D–E796; `private-use.test.ts` holds them against the encoding tables of the platform.
 */
import { codePointName } from '../kernel/code-points.ts';

const firstOfGbk = 0xe815;
const gbkCharacters = [
  '\u2E81𠂇𠂉𠃌\u2E84㑳㑇\u2E88\u2E8B\u9FB4㖞㘚㘎\u2E8C\u2E97㥮',
  '㤘\u9FB5㧏㧟㩳㧐\u9FB6\u9FB7㭎㱮㳠\u2EA7𡗗\u9FB8\u2EAA䁖',
  '䅟\u2EAE䌷\u2EB3\u2EB6\u2EB7𢦏䎱䎬\u2EBB䏝䓖䙡䙌\u9FB9䜣',
  '䜩䝼䞍\u2ECA䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶\u9FBA',
  '𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮\u9FBB',
].join('');
const firstUpright = 0xe78d;
const uprightSigns = '\uFE10\uFE12\uFE11\uFE13\uFE14\uFE15\uFE16\uFE17\uFE18\uFE19';

const standardOf: ReadonlyMap<string, string> = new Map([
  ...[...gbkCharacters].map((character, index) => [String.fromCodePoint(firstOfGbk + index), character] as const),
  ...[...uprightSigns].map((sign, index) => [String.fromCodePoint(firstUpright + index), sign] as const),
  ['\uE7C7', '\u1E3F'],
  ['\uE7C8', '\u01F9'],
]);

export interface Replaced {
  /** As `U+E81E`. */
  readonly from: string;
  readonly to: string;
}

/** Every private-use character of the table becomes the standard one; what the table does not know stays as it is. */
export const withStandardCharacters = (text: string): string =>
  text.replace(/[\uE000-\uF8FF]/gu, (character) => standardOf.get(character) ?? character);

/** What `withStandardCharacters` changes, each once, for the person who must compare it with the card. */
export const replacedCharacters = (text: string): Replaced[] =>
  [...new Set(text)].flatMap((character) => {
    const to = standardOf.get(character);
    return to === undefined ? [] : [{ from: codePointName(character), to }];
  });
