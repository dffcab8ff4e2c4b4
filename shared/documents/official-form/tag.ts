/**
 * The tags of an official form (官方表格): what stands between braces in the county's own .docx, and what they stand for.
 *
 *     {姓名}             a value; a blank to be filled in by hand where nothing is known
 *     {性别=男}          a check box: ☑ where the value is that one, ☐ where not
 *     {#家庭成员}…{/}    once for each member; {#家庭成员:6} makes at least six rows, the rest empty
 *     {#代理人}…{/}      only where there is one; {#类别=首次}…{/} only where that is chosen; {^代理人}…{/} only where not
 *
 *     {%照片}            the photograph of a photo field; {%照片:3.5x4.9} in centimetres, else 2.6 × 3.2 at most
 *
 * Nothing else: no expressions, so that no file somebody was sent can compute or run anything.
 */
import type { Picture } from '../picture.ts';

/** A photograph with its content, as `{%…}` puts it in. */
export interface FormPhoto extends Picture {
  readonly bytes: Uint8Array;
}

export type TagRow = Readonly<Record<string, string>>;

export type Tag =
  | {
      /** '' = not known. */
      readonly text: string;
      /** Several of one choice. */
      readonly chosen?: readonly string[];
      /** What a check box may ask for; undefined: anything. */
      readonly options?: readonly string[];
      /** What is printed to be filled in by hand. */
      readonly blank?: string;
      /** Of a photo field; 'none': nobody brought one. */
      readonly photo?: FormPhoto | 'none';
    }
  | {
      readonly rows: readonly TagRow[];
      /** A row with every name and no value. */
      readonly empty: TagRow;
    };

/** Tags by name. A name that is not in it is unknown; one whose value is not known is there, without a text. */
export type FormTags = ReadonlyMap<string, Tag>;

export interface TagName {
  readonly name: string;
  /** `=男`. */
  readonly is?: string;
  /** `:6`. */
  readonly rows?: number;
}

/** Longest table a tag may ask for: a form with a thousand empty rows is a slip of the finger. */
export const mostRows = 60;

/** Signs typed with a Chinese keyboard, and blanks around a name, mean the same. */
const plain = (text: string): string =>
  text.replaceAll('＝', '=').replaceAll('：', ':').replaceAll('．', '.').replace(/\s+/gu, '');

/** The parts of a tag, without its braces and the sign in front. */
export function readTag(text: string): TagName {
  const tag = plain(text);
  const at = tag.indexOf('=');
  if (at > 0) return { name: tag.slice(0, at), is: tag.slice(at + 1) };
  const rows = /^(.+):(\d{1,3})$/u.exec(tag);
  if (rows === null) return { name: tag };
  return { name: rows[1] ?? tag, rows: Math.min(mostRows, Number(rows[2])) };
}

export const ticked = '☑';
export const unticked = '☐';
/** Where nothing is known, there is room to write. */
export const writtenByHand = '　　　　';

/** Whether a tag names something: a name that is there, and of a check box an option that can be chosen. */
export function isKnownTag(tags: FormTags, { name, is }: TagName): boolean {
  const tag = tags.get(name);
  if (tag === undefined) return false;
  return is === undefined || ('text' in tag && (tag.options?.map(plain).includes(is) ?? true));
}

const isTag = (tag: Tag | undefined, wanted: string): boolean =>
  tag !== undefined && 'text' in tag && (tag.chosen ?? [tag.text]).some((one) => plain(one) === wanted);

/** What is printed for a tag outside a table. */
export function textOfTag(tags: FormTags, { name, is }: TagName): string {
  const tag = tags.get(name);
  if (is !== undefined) return isTag(tag, is) ? ticked : unticked;
  if (tag === undefined) return writtenByHand;
  if ('rows' in tag) return String(tag.rows.length);
  return tag.text === '' ? (tag.blank ?? writtenByHand) : tag.text;
}

/** What a section ({#…}) goes over: rows, or whether it is shown. */
export function sectionOfTag(tags: FormTags, { name, is, rows = 0 }: TagName): readonly TagRow[] | boolean {
  const tag = tags.get(name);
  if (is !== undefined) return isTag(tag, is);
  if (tag === undefined) return false;
  if ('text' in tag) return tag.text !== '';
  const missing = Math.max(0, rows - tag.rows.length);
  return [...tag.rows, ...Array.from({ length: missing }, (_, index) => numbered(tag, index))];
}

const numbered = (tag: Extract<Tag, { rows: unknown }>, index: number): TagRow =>
  '序号' in tag.empty ? { ...tag.empty, 序号: String(tag.rows.length + index + 1) } : tag.empty;

/** Within a row only the row counts: the telephone a child does not have is not the petitioner's. */
const inRow = (row: TagRow, name: string): string => (Object.hasOwn(row, name) ? (row[name] ?? '') : '');

export const textInRow = (row: TagRow, tag: TagName): string =>
  tag.is === undefined ? inRow(row, tag.name) : isSaidInRow(row, tag) ? ticked : unticked;

export const isSaidInRow = (row: TagRow, { name, is }: TagName): boolean =>
  is === undefined ? inRow(row, name) !== '' : plain(inRow(row, name)) === is;
