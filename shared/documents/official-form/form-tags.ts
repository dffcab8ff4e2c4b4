/**
 * What the tags of an official form stand for in one case. The names:
 *
 * - petitioner: 姓名 性别 出生日期 年龄 证件类型 身份证号 (or 证件号码) 电话 (or 联系电话) 住址 (or 地址)
 *   法定代理人 法定代理人关系 备用联系电话; of a body 名称 统一社会信用代码 法定代表人 (or 负责人) 法定代表人身份证号
 * - agent, where somebody acts for the petitioner: 代理人 (or 代理人姓名) 代理人身份证号 代理人电话 代理人关系
 * - case: 事项 事项编码 受理编号 申请日期 事由 今天 经办人; 材料 (rows: 序号 名称 份数 形式)
 * - hall: 大厅 大厅地址 大厅电话
 * - every field of the matter's form, by its key and by its label; choices also as check boxes ({申请类别=首次})
 *   - a person: its name; with .性别 .出生日期 .年龄 .身份证号 .电话
 *   - a household: rows of 序号 姓名 关系 性别 出生日期 年龄 身份证号 电话; <key>含本人 begins with the petitioner
 *   - a bank account: <key>.户名 <key>.开户银行 <key>.账号; the first one also as 户名 开户银行 银行账号
 * The names above come first: a field of the form called 姓名 does not take the petitioner's place.
 *
 * Days are written 2026年11月21日. Ages are of the day of intake.
 */
import type { JsonObject, Json } from '../../kernel/json.ts';
import { checkIdPaper, type IdType } from '../../identity/id-paper.ts';
import { idTypeWords } from '../../kinds/common/id-type-words.ts';
import { isBody, type Materials, type Petitioner } from '../../kinds/common/petitioner.ts';
import type { FormField } from '../../kinds/matter/form-field.ts';
import { formatChineseDate } from '../../time/chinese-format.ts';
import { ageOn, getPlainDate, isPlainDate, type PlainDate } from '../../time/plain-date.ts';
import { formName } from '../facts.ts';
import { displayReceiptNumber, parseReceiptNumber } from '../receipt-number.ts';
import type { FormPhoto, FormTags, Tag, TagRow } from './tag.ts';

export interface FormCase {
  readonly petitioner: Petitioner;
  readonly matter: { readonly code: string; readonly name: string };
  /** Of the version the case was taken in under. */
  readonly fields: readonly FormField[];
  readonly values: JsonObject;
  readonly computed: JsonObject;
  readonly intake: PlainDate;
  readonly today: PlainDate;
  /** Receipt number, as it is stored. */
  readonly number?: string | undefined;
  readonly hall: { readonly name: string; readonly address?: string | undefined; readonly phone?: string | undefined };
  readonly handledBy?: string | undefined;
  readonly request?: string | undefined;
  readonly materials?: Materials | undefined;
  /** By the label of the field. */
  readonly photos?: ReadonlyMap<string, FormPhoto> | undefined;
}

interface PersonSaid {
  readonly name?: string | undefined;
  readonly idType?: IdType | undefined;
  readonly idNumber?: string | undefined;
  readonly phone?: string | undefined;
}

/** A day without one: room for it, with its words. */
const blankDay = '　　年　　月　　日';
const sexes = ['男', '女'];

/** XML knows no control characters; a form with one would not open. Lone halves of a character go, too. */
const printable = (text: string): string => text.replace(/[^\P{Cc}\n]/gu, ' ').replace(/[\p{Cs}\uFFFE\uFFFF]/gu, '');

const text = (value: string | number | undefined): Tag => ({ text: printable(String(value ?? '')) });
const day = (value: PlainDate | undefined): Tag => ({
  text: value === undefined ? '' : formatChineseDate(value),
  blank: blankDay,
});
const oneOf = (value: string, options: readonly string[]): Tag => ({ text: printable(value), options });

export function formTags(given: FormCase): FormTags {
  const fields = given.fields.flatMap((field) => fieldTags(given, field));
  const accounts = given.fields.filter(({ type }) => type === 'bankAccount');
  const account = accounts[0] && accountTags(given.values[accounts[0].key], '', '银行账号');
  // The later of a name wins: those of every form.
  return new Map<string, Tag>([
    ...fields,
    ...(account ?? []),
    ...caseTags(given),
    ...petitionerTags(given),
    ...agentTags(given),
  ]);
}

function petitionerTags({ petitioner, intake }: FormCase): [string, Tag][] {
  const body = isBody(petitioner) ? petitioner : undefined;
  const human = isBody(petitioner) ? undefined : petitioner;
  const said = aboutPerson({ idType: human?.idType, idNumber: human?.idNumber }, intake);
  const paper = human?.idNumber === undefined && human?.idType === undefined;
  return [
    ...both('姓名', '名称', text(petitioner.name)),
    ['统一社会信用代码', text(body?.uscc)],
    ...both('法定代表人', '负责人', text(body?.representative?.name)),
    ['法定代表人身份证号', text(body?.representative?.idNumber)],
    ['性别', oneOf(said.sex, sexes)],
    ['出生日期', day(said.birth)],
    ['年龄', text(said.age)],
    ['证件类型', text(paper ? '' : idTypeWords[said.type])],
    ...both('身份证号', '证件号码', text(human?.idNumber)),
    ...both('电话', '联系电话', text(petitioner.phone)),
    ...both('住址', '地址', text(petitioner.address)),
    ['法定代理人', text(human?.guardian?.name)],
    ['法定代理人关系', text(human?.guardian?.relation)],
    ['备用联系电话', text(petitioner.contact?.phone)],
  ];
}

function agentTags({ petitioner: { agent } }: FormCase): [string, Tag][] {
  return [
    ...both('代理人', '代理人姓名', text(agent?.name)),
    ['代理人身份证号', text(agent?.idNumber)],
    ['代理人电话', text(agent?.phone)],
    ['代理人关系', text(agent?.relation)],
  ];
}

function caseTags(given: FormCase): [string, Tag][] {
  const { matter, hall, number, materials = [] } = given;
  const rows = materials.map(({ name, copies, form }, at) => ({
    ...{ 序号: String(at + 1), 名称: printable(name) },
    ...{ 份数: String(copies), 形式: formName(form) },
  }));
  return [
    ['事项', text(matter.name)],
    ['事项编码', text(matter.code)],
    ['受理编号', text(number === undefined ? '' : shownNumber(number))],
    ['申请日期', day(given.intake)],
    ['今天', day(given.today)],
    ['事由', text(given.request)],
    ['经办人', text(given.handledBy)],
    ['大厅', text(hall.name)],
    ['大厅地址', text(hall.address)],
    ['大厅电话', text(hall.phone)],
    ['材料', { rows, empty: { 序号: '', 名称: '', 份数: '', 形式: '' } }],
  ];
}

const both = (one: string, other: string, tag: Tag): [string, Tag][] => [
  [one, tag],
  [other, tag],
];

function shownNumber(number: string): string {
  const parsed = parseReceiptNumber(number);
  return parsed.ok ? displayReceiptNumber(parsed.value.text) : number;
}

/** What the number of a paper says: a birthday, a sex; '' where it says nothing. */
function aboutPerson({ idType = 'residentId', idNumber }: Pick<PersonSaid, 'idType' | 'idNumber'>, intake: PlainDate) {
  const read = idNumber === undefined ? undefined : checkIdPaper(idType, idNumber);
  const person = read?.ok === true ? read.value.person : undefined;
  const birth = person?.birth ?? undefined;
  return {
    type: idType,
    birth,
    sex: person === undefined ? '' : person.sex === 'male' ? '男' : '女',
    age: birth === undefined || birth > intake ? '' : String(ageOn(birth, intake)),
  };
}

function fieldTags(given: FormCase, field: FormField): [string, Tag][] {
  const value = field.type === 'computed' ? given.computed[field.key] : given.values[field.key];
  const named = [...new Set([field.key, field.label])];
  switch (field.type) {
    case 'person':
      return named.flatMap((name) => personTags(name, value, given.intake));
    case 'household':
      return named.flatMap((name) => householdTags(name, value, given));
    case 'bankAccount':
      return named.flatMap((name) => [[name, accountLine(value)], ...accountTags(value, `${name}.`, '账号')]);
    case 'photo':
      return named.map((name) => [name, { text: '', photo: given.photos?.get(field.label) ?? 'none' }]);
    default:
      return named.map((name) => [name, plainTag(field, value)]);
  }
}

function plainTag({ type, options }: FormField, value: Json | undefined): Tag {
  if (type === 'date') return day(typeof value === 'string' && isPlainDate(value) ? getPlainDate(value) : undefined);
  if (Array.isArray(value)) {
    const chosen = value.filter((one) => typeof one === 'string');
    return { text: printable(chosen.join('、')), chosen, ...(options ? { options } : {}) };
  }
  if (typeof value === 'string' && isPlainDate(value)) return day(getPlainDate(value));
  const said = typeof value === 'string' || typeof value === 'number' ? printable(String(value)) : '';
  return { text: said, ...(options ? { options } : {}) };
}

function personTags(name: string, value: Json | undefined, intake: PlainDate): [string, Tag][] {
  const person = (value ?? {}) as PersonSaid;
  const said = aboutPerson(person, intake);
  return [
    [name, text(person.name)],
    [`${name}.性别`, oneOf(said.sex, sexes)],
    [`${name}.出生日期`, day(said.birth)],
    [`${name}.年龄`, text(said.age)],
    [`${name}.身份证号`, text(person.idNumber)],
    [`${name}.电话`, text(person.phone)],
  ];
}

const emptyMember: TagRow = {
  ...{ 序号: '', 姓名: '', 关系: '', 性别: '' },
  ...{ 出生日期: '', 年龄: '', 身份证号: '', 电话: '' },
};

function householdTags(name: string, value: Json | undefined, { petitioner, intake }: FormCase): [string, Tag][] {
  const { members = [] } = (value ?? {}) as { members?: readonly { person: PersonSaid; relation: string }[] };
  const rowsOf = (all: typeof members): Tag => ({
    rows: all.map(({ person, relation }, at) => memberRow(person, relation, at, intake)),
    empty: emptyMember,
  });
  return [
    [name, rowsOf(members)],
    [`${name}含本人`, rowsOf([{ person: petitioner, relation: '本人' }, ...members])],
  ];
}

function memberRow(person: PersonSaid, relation: string, at: number, intake: PlainDate): TagRow {
  const { birth, sex, age } = aboutPerson(person, intake);
  return {
    ...{ 序号: String(at + 1), 姓名: printable(person.name ?? ''), 关系: printable(relation), 性别: sex, 年龄: age },
    出生日期: birth === undefined ? '' : formatChineseDate(birth),
    身份证号: printable(person.idNumber ?? ''),
    电话: printable(person.phone ?? ''),
  };
}

interface AccountSaid {
  readonly holder?: string;
  readonly bank?: string;
  readonly account?: string;
}

function accountTags(value: Json | undefined, before: string, number: string): [string, Tag][] {
  const { holder, bank, account } = (value ?? {}) as AccountSaid;
  return [
    [`${before}户名`, text(holder)],
    [`${before}开户银行`, text(bank)],
    [`${before}${number}`, text(account)],
  ];
}

const accountLine = (value: Json | undefined): Tag => {
  const { holder = '', bank = '', account = '' } = (value ?? {}) as AccountSaid;
  return text([holder, bank, account].filter((part) => part !== '').join(' '));
};
