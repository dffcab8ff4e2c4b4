/** What the drawing of one document shares: its styles, pictures, numbering, and what could not be drawn. */
import { readNumbering, type Numbering } from './numbering.ts';
import { partText, type DocxParts } from './open-docx.ts';
import { readStyles, type Styles } from './styles.ts';
import { attribute, elementsIn, inside, isOn, parseXml, points, type Element } from './xml.ts';

/**
 * What is in a file and not on our page: textBox 文本框, shape 图形, picture (a form browsers do not know), symbol, footnote 脚注, columns 分栏, header (with more than text),
 * paper (neither A4 nor A5). Whoever prints is told to use Word for such a form.
 */
export type NotDrawn = 'textBox' | 'shape' | 'picture' | 'symbol' | 'footnote' | 'columns' | 'header' | 'paper';

export interface Drawing {
  readonly styles: Styles;
  readonly numbering: Numbering;
  /** A picture by its relation, as a data address. */
  readonly picture: (relation: string | undefined) => string | undefined;
  /** Part a relation names. */
  readonly part: (relation: string | undefined) => Element | undefined;
  readonly miss: (what: NotDrawn) => void;
  /** 文档网格: height of its lines in points, undefined without one. */
  readonly pitch: number | undefined;
  /** Whether lines in tables keep to the grid, too. */
  readonly tablePitch: number | undefined;
}

/** The drawing of a section that has a grid of its own. */
export function onGrid(drawing: Drawing, section: Element | undefined, snapsTables: boolean): Drawing {
  const grid = inside(section, 'w:docGrid');
  const type = attribute(grid, 'w:type');
  const pitch = type === 'lines' || type === 'linesAndChars' ? points(grid, 'w:linePitch') : undefined;
  return { ...drawing, pitch, tablePitch: snapsTables ? pitch : undefined };
}

export const snapsTables = (parts: DocxParts): boolean =>
  isOn(inside(parseXml(partText(parts, 'word/settings.xml')), 'w:compat'), 'w:adjustLineHeightInTable') ?? false;

export function beginDrawing(parts: DocxParts, miss: (what: NotDrawn) => void): Drawing {
  const relations = new Map(
    elementsIn(parseXml(partText(parts, 'word/_rels/document.xml.rels'))).map((one) => [
      attribute(one, 'Id') ?? '',
      attribute(one, 'Target') ?? '',
    ]),
  );
  const nameOf = (relation: string | undefined): string => {
    const target = relations.get(relation ?? '') ?? '';
    return target.startsWith('/') ? target.slice(1) : `word/${target}`;
  };
  return {
    styles: readStyles(parseXml(partText(parts, 'word/styles.xml'))),
    numbering: readNumbering(parseXml(partText(parts, 'word/numbering.xml'))),
    picture: (relation) => pictureIn(parts, nameOf(relation)),
    part: (relation) => parseXml(partText(parts, nameOf(relation))),
    miss,
    pitch: undefined,
    tablePitch: undefined,
  };
}

const pictureTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  bmp: 'image/bmp',
};

function pictureIn(parts: DocxParts, name: string): string | undefined {
  const type = pictureTypes[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];
  const bytes = parts.get(name);
  return type === undefined || bytes === undefined
    ? undefined
    : `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}
