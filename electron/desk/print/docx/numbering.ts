/** 项目编号: the marks of numbered paragraphs, counted as they are drawn. */
import { attribute, childOf, childrenOf, numberOf, valueIn, type Element } from './xml.ts';

export interface Numbering {
  /** The mark of the next paragraph of this list and level; '' where it has none. */
  readonly next: (id: string, level: number) => string;
}

interface Level {
  readonly format: string;
  readonly text: string;
  readonly start: number;
}

const chinese = '零一二三四五六七八九十';
const inChinese = (number: number): string => {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  if (number > 99) return String(number);
  if (tens === 0) return chinese.charAt(ones);
  return `${tens === 1 ? '' : chinese.charAt(tens)}十${ones === 0 ? '' : chinese.charAt(ones)}`;
};

const formats: Readonly<Record<string, (number: number) => string>> = {
  none: () => '',
  chineseCounting: inChinese,
  chineseCountingThousand: inChinese,
  ideographDigital: inChinese,
  japaneseCounting: inChinese,
  lowerLetter: (number) => String.fromCharCode(96 + ((number - 1) % 26) + 1),
  upperLetter: (number) => String.fromCharCode(64 + ((number - 1) % 26) + 1),
  decimalEnclosedCircle: (number) => (number <= 20 ? String.fromCharCode(0x245f + number) : String(number)),
};

export function readNumbering(document: Element | undefined): Numbering {
  const kinds = new Map(childrenOf(document, 'w:abstractNum').map((one) => [attribute(one, 'w:abstractNumId'), one]));
  const lists = new Map(
    childrenOf(document, 'w:num').map((one) => [attribute(one, 'w:numId'), kinds.get(valueIn(one, 'w:abstractNumId'))]),
  );
  const counted = new Map<string, number[]>();
  return {
    next: (id, level) => {
      const levels = levelsOf(lists.get(id));
      const own = levels[level];
      if (own === undefined) return '';
      if (own.format === 'bullet') return '· ';
      const numbers = (counted.get(id) ?? []).slice(0, level + 1);
      numbers[level] = (numbers[level] ?? own.start - 1) + 1;
      counted.set(id, numbers);
      return own.text.replace(/%(\d)/g, (_, digit: string) => {
        const at = Number(digit) - 1;
        const shown = levels[at];
        return (formats[shown?.format ?? ''] ?? String)(numbers[at] ?? shown?.start ?? 1);
      });
    },
  };
}

const levelsOf = (kind: Element | undefined): readonly Level[] =>
  childrenOf(kind, 'w:lvl').map((level) => ({
    format: valueIn(level, 'w:numFmt') ?? 'decimal',
    text: valueIn(level, 'w:lvlText') ?? '',
    start: numberOf(attribute(childOf(level, 'w:start'), 'w:val')) ?? 1,
  }));
