/** Lines of a slip and how receiptline writes them. Each is as wide as the roll at most and wraps no further. */
import { charactersOf, columnsOfRoll, wrap } from './columns.ts';

export interface Part {
  readonly text: string;
  readonly isStrong?: boolean;
}

export type Line =
  | {
      readonly parts: readonly Part[];
      readonly align: 'start' | 'center' | 'end';
      /** How many times as wide and high as plain type. */
      readonly scale: 1 | 2 | 3;
    }
  | { readonly rule: true }
  | { readonly cut: true }
  | { readonly qr: string; readonly cell: number }
  | { readonly barcode: string };

export type Look = { readonly [Name in 'align' | 'scale']?: Extract<Line, { parts: unknown }>[Name] } & {
  readonly isStrong?: boolean;
};

export const lineOf = (parts: readonly Part[], { align = 'start', scale = 1 }: Look = {}): Line => ({
  parts,
  align,
  scale,
});

export const blankLines = (count: number): Line[] => Array.from({ length: count }, () => lineOf([]));

/** Text in as many lines as it takes. */
export const linesOf = (text: string, look: Look = {}): Line[] =>
  wrap(text, Math.floor(columnsOfRoll / (look.scale ?? 1))).map((line) =>
    lineOf([{ text: line, isStrong: look.isStrong ?? false }], look),
  );

/**
 * How one character is written in the markup. receiptline brings its document into the normal form C, which makes other characters of
 * some (U+F979 of a name becomes U+51C9): whoever transforms it writes those, and all that the printer cannot print as text, as
 * signs of his own.
 */
export type Spell = (character: string) => string;

const hex = (character: string): string => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;

const spellText = (text: string, spell: Spell): string =>
  charactersOf(text)
    .map((character) => {
      if (character === ' ') return '~';
      return /^[\\{|}~_"`^=-]$/.test(character) ? hex(character) : spell(character);
    })
    .join('');

/** In a property nothing but letters and digits is left as it is. */
const spellProperty = (text: string, spell: Spell): string =>
  charactersOf(text)
    .map((character) => (/^[!-/:-@[-`{-~ \n\r]$/.test(character) ? hex(character) : spell(character)))
    .join('');

const scaleMarks = { 1: '', 2: '^^^', 3: '^^^^' } as const;

function markupOf(line: Line, spell: Spell): string {
  if ('rule' in line) return '-';
  if ('cut' in line) return '=';
  if ('qr' in line) return `{c:${spellProperty(line.qr, spell)};o:qrcode,${String(line.cell)},m}`;
  if ('barcode' in line) return `{c:${spellProperty(line.barcode, spell)};o:code128,2,96}`;
  const text = line.parts
    .filter((part) => part.text !== '')
    .map((part) => {
      const written = spellText(part.text, spell);
      return part.isStrong ? `"${written}"` : written;
    })
    .join('');
  if (text === '') return '';
  const marks = scaleMarks[line.scale];
  const before = line.align === 'end' ? '' : '|';
  const after = line.align === 'start' ? '' : '|';
  const inside = line.align === 'center' ? ` ${marks}${text}${marks} ` : `${marks}${text}${marks}`;
  return `${before}${inside}${after}`;
}

/** Lines of receiptline (Open Foodservice System Consortium's format). */
export const toMarkup = (lines: readonly Line[], spell: Spell): string =>
  lines.map((line) => markupOf(line, spell)).join('\n');
