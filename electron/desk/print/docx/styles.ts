/** What paragraphs and runs look like: read from their own properties, their styles (基于) and the defaults of the document. */
import { bundledFamilies } from '#shared/documents/sheet-style.ts';
import { cssString } from '#shared/documents/html-text.ts';
import { attribute, childOf, childrenOf, inside, isOn, numberOf, points, pt, valueIn, type Element } from './xml.ts';

export interface ParagraphLook {
  readonly align?: string | undefined;
  readonly left?: number | undefined;
  readonly right?: number | undefined;
  /** Points; below zero it hangs. */
  readonly first?: number | undefined;
  /** Hundredths of a character, stronger than points. */
  readonly firstChars?: number | undefined;
  readonly leftChars?: number | undefined;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly line?: number | undefined;
  readonly lineRule?: string | undefined;
  readonly isSnapped?: boolean | undefined;
  readonly startsPage?: boolean | undefined;
  readonly keepsNext?: boolean | undefined;
  readonly number?: { readonly id: string; readonly level: number } | undefined;
}

export interface RunLook {
  readonly font?: string | undefined;
  readonly size?: number | undefined;
  readonly bold?: boolean | undefined;
  readonly italic?: boolean | undefined;
  readonly underline?: boolean | undefined;
  readonly strike?: boolean | undefined;
  readonly color?: string | undefined;
  readonly raised?: string | undefined;
  readonly spacing?: number | undefined;
  readonly isHidden?: boolean | undefined;
}

export interface Look {
  readonly paragraph: ParagraphLook;
  readonly run: RunLook;
}

export interface Styles {
  /** A paragraph's own properties over its style over the defaults. */
  readonly paragraph: (properties: Element | undefined) => Look;
  /** A run's own properties over its style over what its paragraph has. */
  readonly run: (properties: Element | undefined, under: RunLook) => RunLook;
  /** 表格样式: its borders, where it has any. */
  readonly tableBorders: (style: string | undefined) => Element | undefined;
}

/** What is said counts, what is not said stays: an undefined must not cover what is below it. */
const over = <T extends object>(under: T, own: T): T => ({
  ...under,
  ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)),
});

export function readStyles(document: Element | undefined): Styles {
  const byId = new Map(childrenOf(document, 'w:style').map((one) => [attribute(one, 'w:styleId') ?? '', one]));
  const defaults = childOf(document, 'w:docDefaults');
  const usual = [...byId].find(
    ([, one]) => attribute(one, 'w:type') === 'paragraph' && attribute(one, 'w:default') === '1',
  )?.[0];
  const base: Look = {
    paragraph: readParagraph(inside(defaults, 'w:pPrDefault', 'w:pPr')),
    run: readRun(inside(defaults, 'w:rPrDefault', 'w:rPr')),
  };
  /** From the style everything is based on to the style itself. */
  const chain = (id: string | undefined, deep = 0): Element[] => {
    const style = id === undefined || deep > 20 ? undefined : byId.get(id);
    return style === undefined ? [] : [...chain(valueIn(style, 'w:basedOn'), deep + 1), style];
  };
  const lookOf = (id: string | undefined, under: Look): Look =>
    chain(id).reduce<Look>(
      (look, style) => ({
        paragraph: over(look.paragraph, readParagraph(childOf(style, 'w:pPr'))),
        run: over(look.run, readRun(childOf(style, 'w:rPr'))),
      }),
      under,
    );
  return {
    paragraph: (properties) => {
      const styled = lookOf(valueIn(properties, 'w:pStyle') ?? usual, base);
      return { paragraph: over(styled.paragraph, readParagraph(properties)), run: styled.run };
    },
    run: (properties, under) => {
      const id = valueIn(properties, 'w:rStyle');
      return over(lookOf(id, { paragraph: {}, run: under }).run, readRun(properties));
    },
    tableBorders: (id) =>
      chain(id)
        .map((style) => inside(style, 'w:tblPr', 'w:tblBorders'))
        .findLast((borders) => borders !== undefined),
  };
}

function readParagraph(properties: Element | undefined): ParagraphLook {
  const [indent, spacing] = [childOf(properties, 'w:ind'), childOf(properties, 'w:spacing')];
  const hanging = points(indent, 'w:hanging');
  const id = inside(properties, 'w:numPr', 'w:numId');
  return {
    align: valueIn(properties, 'w:jc'),
    left: points(indent, 'w:left') ?? points(indent, 'w:start'),
    right: points(indent, 'w:right') ?? points(indent, 'w:end'),
    first: hanging === undefined ? points(indent, 'w:firstLine') : -hanging,
    firstChars: numberOf(attribute(indent, 'w:firstLineChars')),
    leftChars: numberOf(attribute(indent, 'w:leftChars')),
    before: points(spacing, 'w:before'),
    after: points(spacing, 'w:after'),
    line: points(spacing, 'w:line'),
    lineRule: attribute(spacing, 'w:lineRule'),
    isSnapped: isOn(properties, 'w:snapToGrid'),
    startsPage: isOn(properties, 'w:pageBreakBefore'),
    keepsNext: isOn(properties, 'w:keepNext'),
    number:
      id === undefined
        ? undefined
        : {
            id: attribute(id, 'w:val') ?? '0',
            level: numberOf(attribute(inside(properties, 'w:numPr', 'w:ilvl'), 'w:val')) ?? 0,
          },
  };
}

function readRun(properties: Element | undefined): RunLook {
  const fonts = childOf(properties, 'w:rFonts');
  const size = numberOf(valueIn(properties, 'w:sz'));
  const color = valueIn(properties, 'w:color');
  return {
    font: attribute(fonts, 'w:eastAsia') ?? attribute(fonts, 'w:ascii'),
    size: size === undefined ? undefined : size / 2,
    bold: isOn(properties, 'w:b'),
    italic: isOn(properties, 'w:i'),
    underline: isOn(properties, 'w:u'),
    strike: isOn(properties, 'w:strike'),
    color: color !== undefined && /^[0-9A-Fa-f]{6}$/.test(color) ? color : undefined,
    raised: valueIn(properties, 'w:vertAlign'),
    spacing: points(childOf(properties, 'w:spacing'), 'w:val'),
    isHidden: isOn(properties, 'w:vanish'),
  };
}

/** Names of one face on Windows, in Word's files and on other systems. Halls have the first ones. */
const faces: readonly (readonly [RegExp, readonly string[]])[] = [
  [/仿宋|fangsong/i, ['仿宋_GB2312', '仿宋', 'FangSong', 'STFangsong', 'Tongban Song']],
  [/楷|kai/i, ['楷体_GB2312', '楷体', 'KaiTi', 'STKaiti', 'Tongban Song']],
  [/小标宋|标宋/, ['方正小标宋简体', '方正小标宋_GBK', '宋体', 'SimSun', 'Tongban Song']],
  [/黑|hei|微软雅黑|yahei|deng|等线/i, ['黑体', 'SimHei', 'Microsoft YaHei', 'STHeiti', 'Tongban Sans']],
];
const song = ['宋体', 'SimSun', 'STSong', 'Songti SC', 'Tongban Song'];

/** Behind each face the bundled ones: every name can be drawn. */
export function fontFamily(font: string | undefined): string {
  const known = faces.find(([names]) => font !== undefined && names.test(font))?.[1] ?? song;
  const all = [...new Set([...(font === undefined ? [] : [font]), ...known])];
  return `${all.map(cssString).join(',')},${bundledFamilies}`;
}

export const usualSize = 10.5;

export function runCss(look: RunLook): string {
  const lines = [look.underline ? 'underline' : '', look.strike ? 'line-through' : ''].filter(Boolean).join(' ');
  return [
    `font-family:${fontFamily(look.font)}`,
    `font-size:${pt(look.size ?? usualSize)}`,
    look.bold ? 'font-weight:700' : '',
    look.italic ? 'font-style:italic' : '',
    lines === '' ? '' : `text-decoration:${lines}`,
    look.color === undefined ? '' : `color:#${look.color}`,
    look.raised === 'superscript' ? 'vertical-align:super;font-size:smaller' : '',
    look.raised === 'subscript' ? 'vertical-align:sub;font-size:smaller' : '',
    look.spacing === undefined ? '' : `letter-spacing:${pt(look.spacing)}`,
  ]
    .filter((part) => part !== '')
    .join(';');
}

/** A line of a Chinese face is 1.3 of its size; on a grid (文档网格) it takes as many lines of the grid as it needs. */
const natural = 1.3;

function lineHeight({ line, lineRule, isSnapped }: ParagraphLook, size: number, pitch: number | undefined): string {
  if (line !== undefined && lineRule === 'exact') return pt(line);
  const grid = pitch !== undefined && pitch > 0 && isSnapped !== false;
  const single = grid ? Math.ceil((size * natural) / pitch - 0.01) * pitch : size * natural;
  if (line !== undefined && lineRule === 'atLeast') return pt(Math.max(line, single));
  // `line` is in 240ths of a line where no rule is said: 12 points are one.
  return pt(single * ((line ?? 12) / 12));
}

const aligned: Readonly<Record<string, string>> = {
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'justify',
  distribute: 'justify;text-align-last:justify',
};

/** `size`: of its largest run, in points. */
export function paragraphCss(look: ParagraphLook, size: number, pitch: number | undefined): string {
  const first = look.firstChars ? `${String(look.firstChars / 100)}em` : pt(look.first ?? 0);
  const left = look.leftChars ? `${String(look.leftChars / 100)}em` : pt(look.left ?? 0);
  return [
    `font-size:${pt(size)}`,
    `line-height:${lineHeight(look, size, pitch)}`,
    look.align === undefined ? '' : `text-align:${aligned[look.align] ?? 'left'}`,
    left === '0pt' ? '' : `margin-left:${left}`,
    look.right ? `margin-right:${pt(look.right)}` : '',
    first === '0pt' ? '' : `text-indent:${first}`,
    look.before ? `margin-top:${pt(look.before)}` : '',
    look.after ? `margin-bottom:${pt(look.after)}` : '',
    look.startsPage ? 'break-before:page' : '',
    look.keepsNext ? 'break-after:avoid' : '',
  ]
    .filter((part) => part !== '')
    .join(';');
}
