/** A list of people as cells → rows of a 批量收件, as they were written: whether they fit is judged where they stand, with the reason beside them. */
import { idTypes, normalPaperNumber } from '../../../identity/id-paper.ts';
import { textOfNumber } from '../../../identity/spoilt-number.ts';
import type { Json, JsonObject } from '../../../kernel/json.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { idTypeWords } from '../../common/id-type-words.ts';
import type { Cell } from '../exchange/cells.ts';
import type { FormField } from '../form-field.ts';
import { columnCalled, type ListColumn } from './columns.ts';

export interface PersonRow {
  /** Of the file, as a spreadsheet counts them. */
  readonly line: number;
  readonly petitioner: JsonObject;
  readonly form: JsonObject;
}

export interface PeopleRead {
  readonly rows: readonly PersonRow[];
  /** Headings nobody knows: their columns were not read. */
  readonly ignored: readonly string[];
}

type Cells = readonly Cell[];

export function textOfCell(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return textOfNumber(cell);
  if (typeof cell === 'object') return 'day' in cell ? cell.day : '#N/A';
  return String(cell).trim();
}

/** Rows in which a heading may stand: titles come before it. */
const mostTitles = 12;

interface Heading {
  readonly at: number;
  readonly columns: readonly (ListColumn | undefined)[];
}

const isOfPerson = (column: ListColumn | undefined): boolean =>
  column?.path[0] === 'petitioner' && (column.path[1] === 'name' || column.path[1] === 'idNumber');

/** The first row that names the person and at least one thing more. */
function headingIn(rows: readonly Cells[], columns: readonly ListColumn[]): Heading | undefined {
  for (const [at, row] of rows.slice(0, mostTitles).entries()) {
    const found = row.map((cell) => columnCalled(columns, textOfCell(cell)));
    const known = found.filter((one) => one !== undefined);
    if (known.some(isOfPerson) && (known.length > 1 || row.filter((cell) => textOfCell(cell) !== '').length === 1))
      return { at, columns: found.map((one, index) => (found.indexOf(one) === index ? one : undefined)) };
  }
  return undefined;
}

/** Refusal: list.noPeople. Without headings (a line copied out of a chat) every cell is known by what stands in it. */
export function readPeople(rows: readonly Cells[], columns: readonly ListColumn[]): Result<PeopleRead> {
  const heading = headingIn(rows, columns);
  const people = heading === undefined ? guessPeople(rows) : peopleBelow(rows, heading);
  if (people.length === 0) return refuse('list.noPeople');
  const headings = heading === undefined ? [] : (rows[heading.at] ?? []);
  const ignored = headings.map(textOfCell).filter((text, at) => text !== '' && !heading?.columns[at]);
  return ok({ rows: people, ignored: ignored.filter((text) => !/^(序号|编号|行号|No\.?)$/iu.test(text)) });
}

function peopleBelow(rows: readonly Cells[], { at, columns }: Heading): readonly PersonRow[] {
  return rows.slice(at + 1).flatMap((cells, index) => {
    const said: { petitioner: JsonObject; form: JsonObject } = { petitioner: {}, form: {} };
    columns.forEach((column, place) => {
      const text = textOfCell(cells[place]);
      if (column === undefined || text === '') return;
      const [where, ...path] = column.path;
      const value = column.field === undefined ? personValue(path, text) : formValue(column.field, path, text);
      if (where === 'form') said.form = withValue(said.form, path, value);
      else said.petitioner = withValue(said.petitioner, path, value);
    });
    const isSomebody = ['name', 'idNumber'].some((part) => said.petitioner[part] !== undefined);
    // The sum below a list is nobody.
    return isSomebody && !isSum(said.petitioner) ? [{ line: at + index + 2, ...said }] : [];
  });
}

const isSum = ({ name, idNumber }: JsonObject): boolean =>
  idNumber === undefined && typeof name === 'string' && /^(合计|总计|小计|共计)/u.test(name);

function withValue(into: JsonObject, [name = '', ...deeper]: readonly string[], value: Json): JsonObject {
  if (deeper.length === 0) return { ...into, [name]: value };
  const inner = into[name];
  const record = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as JsonObject) : {};
  return { ...into, [name]: withValue(record, deeper, value) };
}

const personValue = (path: readonly string[], text: string): Json =>
  path.at(-1) === 'idType' ? (idTypes.find((type) => idTypeWords[type] === text || type === text) ?? text) : text;

const dayPattern = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u;

/** As the form takes it, where it can be read; else as it was written, so that the reason can be said of it. */
export function formValue({ type }: FormField, path: readonly string[], text: string): Json {
  if (path.length > 1) return text;
  switch (type) {
    case 'number':
    case 'area': {
      const number = Number(text.replaceAll(/[,，\s]/gu, ''));
      return Number.isFinite(number) ? number : text;
    }
    case 'date': {
      const [, year = '', month = '', day = ''] = dayPattern.exec(text) ?? [];
      return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    }
    case 'choices':
      return text
        .split(/[、,，;；]/u)
        .map((one) => one.trim())
        .filter((one) => one !== '');
    default:
      return text;
  }
}

const isNumberLike = (text: string): boolean =>
  /^[\dX]{15}$|^\d{17}[\dX]$|^\d(\.\d+)?E\+?\d{2}$/.test(normalPaperNumber(text));
const isPhoneLike = (text: string): boolean =>
  /^(\+?86)?1\d{10}$|^0\d{2,3}-?\d{7,8}$/.test(text.replaceAll(/[\s-]/gu, ''));
const isNameLike = (text: string): boolean =>
  /^[\p{Script=Han}\p{Co}\u{20000}-\u{3FFFD}][\p{L}\p{Co}\u{20000}-\u{3FFFD}·.]{1,29}$/u.test(text);

function guessPeople(rows: readonly Cells[]): readonly PersonRow[] {
  return rows.flatMap((cells, at) => {
    const texts = cells.map(textOfCell);
    const idNumber = texts.find(isNumberLike);
    const phone = texts.find((text) => text !== idNumber && isPhoneLike(text));
    const name = texts.find(isNameLike);
    // A name alone may be a heading or a sentence.
    if (name === undefined || (idNumber === undefined && phone === undefined)) return [];
    return [
      {
        line: at + 1,
        petitioner: { name, ...(idNumber ? { idNumber } : {}), ...(phone ? { phone } : {}) },
        form: {},
      },
    ];
  });
}
