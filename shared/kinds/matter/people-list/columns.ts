/**
 * The columns of a list of people for one matter (批量收件): what is asked of the person, and what the matter's own form asks. The empty list that
 * is given out, and the list that comes back, are both read by these.
 */
import type { FormField } from '../form-field.ts';

/** Where a cell goes: `petitioner.idNumber`, `form.发放账户.bank`. */
export type ColumnPath = readonly [string, ...string[]];

export interface ListColumn {
  readonly path: ColumnPath;
  /** As the empty list calls it. */
  readonly label: string;
  /** Other headings that mean it. */
  readonly names: readonly string[];
  /** Of the matter's form. */
  readonly field?: FormField;
}

const column = (path: ColumnPath, label: string, ...names: readonly string[]): ListColumn => ({ path, label, names });

const ofPetitioner: readonly ListColumn[] = [
  column(['petitioner', 'name'], '姓名', '申请人', '申请人姓名', '参保人', '参保人姓名', '名字'),
  column(
    ['petitioner', 'idNumber'],
    '身份证号',
    ...['身份证号码', '身份证', '公民身份号码', '公民身份证号', '公民身份证号码', '居民身份证号', '居民身份证号码'],
    ...['证件号码', '证件号', '申请人身份证号', '申请人身份证号码', '参保人身份证号'],
  ),
  column(['petitioner', 'phone'], '电话', '联系电话', '手机', '手机号', '手机号码', '电话号码', '联系方式'),
  column(['petitioner', 'address'], '住址', '地址', '家庭住址', '家庭地址', '详细地址', '现住址'),
  column(['petitioner', 'idType'], '证件类型', '证件种类'),
];
const ofGuardian: readonly ListColumn[] = [
  column(['petitioner', 'guardian', 'name'], '法定代理人', '法定代理人姓名', '监护人姓名'),
  column(['petitioner', 'guardian', 'idNumber'], '法定代理人身份证号', '法定代理人身份证号码', '监护人身份证号'),
  column(['petitioner', 'guardian', 'phone'], '法定代理人电话', '监护人电话'),
  column(['petitioner', 'guardian', 'relation'], '法定代理人关系', '与监护人关系'),
];

/** A household has as many people as it has: it is no cell. */
const noCell = new Set<FormField['type']>(['household', 'photo', 'computed']);

const personParts = { name: ['姓名', ''], idNumber: ['身份证号', '身份证号码'], phone: ['电话', '联系电话'] } as const;
const accountParts = {
  holder: ['户名', '开户名', '开户人'],
  bank: ['开户银行', '开户行', '银行'],
  account: ['账号', '银行账号', '卡号', '银行卡号'],
} as const;

const isEmptyPart = (part: string): boolean => part === '';

function columnsOf(field: FormField, isFirstAccount: boolean): readonly ListColumn[] {
  const named = [...new Set([field.label, field.key])];
  const parts = (all: Readonly<Record<string, readonly string[]>>, alone: boolean): ListColumn[] =>
    Object.entries(all).map(([part, words]) => ({
      path: ['form', field.key, part],
      label: `${field.label}${words.find((word) => !isEmptyPart(word)) ?? ''}`,
      names: [
        ...named.flatMap((name) => words.map((word) => `${name}${word}`)),
        ...(alone ? words.filter((word) => !isEmptyPart(word)) : []),
      ],
      field,
    }));
  if (noCell.has(field.type)) return [];
  if (field.type === 'person') return parts(personParts, false);
  if (field.type === 'bankAccount') return parts(accountParts, isFirstAccount);
  return [{ path: ['form', field.key], label: field.label, names: [field.key], field }];
}

/** The person's first, then the form's in its order, then who speaks for a minor. */
export function listColumns(fields: readonly FormField[]): readonly ListColumn[] {
  const firstAccount = fields.find(({ type }) => type === 'bankAccount');
  const ofForm = fields.flatMap((field) => columnsOf(field, field === firstAccount));
  return [...ofPetitioner, ...ofForm, ...ofGuardian];
}

/** Headings as people write them: with a star, with the unit behind it, with blanks between the characters. */
export const plainHeading = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s*]/gu, '')
    .replace(/\((必填|选填|可不填|元|岁)\)$/u, '');

/** Undefined where no column is called so. What the form calls so comes before the person's: 监护人姓名 of a form that asks for one. */
export function columnCalled(columns: readonly ListColumn[], heading: string): ListColumn | undefined {
  const wanted = plainHeading(heading);
  if (wanted === '') return undefined;
  const fits = ({ label, names }: ListColumn): boolean => [label, ...names].map(plainHeading).includes(wanted);
  return (
    columns.find((one) => one.path[0] === 'petitioner' && one.path.length === 2 && fits(one)) ?? columns.find(fits)
  );
}
