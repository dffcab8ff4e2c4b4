/**
 * Masked forms for lists, calling screens and published sheets. They cut by code point: half of a rare character would print as a
 * box. Masking never fails: what has no known shape shows as little as possible.
 */
import { codePoints } from '../kernel/code-points.ts';

const stars = (count: number): string => '*'.repeat(Math.max(0, count));

// 复姓 still borne today; two characters of such a name are the surname and are shown together (欧阳**).
const compoundSurnames = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 ' +
    '长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 ' +
    '南门 羊舌 微生 梁丘 左丘 东门 西门 第五 完颜 纳兰 叶赫 那拉 爱新 觉罗 贺兰 即墨 达奚 褚师'
  ).split(' '),
);

/** 张* · 欧阳** · 阿*****·***: the surname (or first character) stays, every other letter becomes a star, dots and blanks stay. */
export function maskName(name: string): string {
  const characters = codePoints(name);
  if (characters.length <= 1) return stars(characters.length);
  const isCompound = characters.length > 2 && compoundSurnames.has(characters.slice(0, 2).join(''));
  const shown = isCompound ? 2 : 1;
  return characters
    .map((character, index) => (index < shown || character === '·' || character === ' ' ? character : '*'))
    .join('');
}

/** `3607321985****0019`: month and day of birth are hidden; a 15-digit number likewise. Other papers show two at each end. */
export function maskIdNumber(number: string): string {
  const characters = codePoints(number);
  const { length } = characters;
  if (length === 18) return [...characters.slice(0, 10), '****', ...characters.slice(14)].join('');
  if (length === 15) return [...characters.slice(0, 8), '****', ...characters.slice(12)].join('');
  if (length <= 4) return stars(length);
  return [...characters.slice(0, 2), stars(length - 4), ...characters.slice(-2)].join('');
}

/** `138****1234`; a landline `0797-***2101` keeps area code and last four digits and loses its extension. */
export function maskPhone(number: string): string {
  const landline = /^(0\d{2,3})-(\d{3,4})(\d{4})(?:-\d+)?$/.exec(number);
  if (landline) return `${String(landline[1])}-${stars(landline[2]?.length ?? 0)}${String(landline[3])}`;
  const characters = codePoints(number);
  if (characters.length < 8) return stars(characters.length);
  return [...characters.slice(0, 3), stars(characters.length - 7), ...characters.slice(-4)].join('');
}

/** `6222**********1234`: bank and last four digits, as a receipt of a bank shows them; a short passbook number only its last four. */
export function maskAccount(account: string): string {
  const digits = codePoints(account);
  if (digits.length <= 4) return stars(digits.length);
  const head = digits.length >= 12 ? 4 : 0;
  return [...digits.slice(0, head), stars(digits.length - head - 4), ...digits.slice(-4)].join('');
}
