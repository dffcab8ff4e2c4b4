/**
 * What the lines of a matter's lists have (材料, 表单项, 环节 …), in the order in which they are read: the tables of the editing page and
 * the sheets of a workbook are made of this.
 */
import { limitText, listText, onlyWhereText } from '../common/text-forms.ts';
import type { ColumnSpec, Columns } from '../mechanism/spec.ts';
import { approvable } from './approval.ts';
import { formFieldTypes } from './form-field.ts';
import { computationText, conditionText } from './form-text.ts';
import { specialKinds } from './guide.ts';
import { materialForms, waysOutOfMissing } from './material.ts';
import { stageKinds } from './stage.ts';

const text: ColumnSpec = { input: 'text' };
const longText: ColumnSpec = { input: 'longText' };
const exact: ColumnSpec = { input: 'text', isExact: true };
const number: ColumnSpec = { input: 'number' };
const yesNo: ColumnSpec = { input: 'yesNo' };
const limit: ColumnSpec = { input: 'limit', text: limitText };
const onlyWhere: ColumnSpec = { input: 'written', text: onlyWhereText };
const choice = (values: readonly string[]): ColumnSpec => ({ input: 'choice', values });
const optional = (column: ColumnSpec): ColumnSpec => ({ ...column, isOptional: true });

export const materialColumns: Columns = {
  name: text,
  form: choice(materialForms),
  copies: number,
  isNecessary: yesNo,
  standard: optional(longText),
  issuer: optional(text),
  place: optional(text),
  hours: optional(text),
  phone: optional(exact),
  onlyIf: optional(onlyWhere),
  sample: optional(longText),
  waysOut: optional({ input: 'choices', values: waysOutOfMissing }),
};

export const formFieldColumns: Columns = {
  key: exact,
  label: text,
  type: choice(formFieldTypes),
  isRequired: optional(yesNo),
  options: optional({ input: 'written', text: listText('、') }),
  shownIf: optional(onlyWhere),
  computed: optional({ input: 'written', text: computationText }),
  unit: optional(text),
  min: optional(number),
  max: optional(number),
  hint: optional(text),
  condition: optional({ input: 'written', text: conditionText }),
};

export const stageColumns: Columns = {
  kind: choice(stageKinds),
  name: text,
  responsible: optional(text),
  limit: optional(limit),
  needsTwo: optional(yesNo),
  needsPhoto: optional(yesNo),
};

export const approvalColumns: Columns = {
  decision: choice(approvable),
  role: text,
  needsTwo: optional(yesNo),
};

export const officialFormColumns: Columns = {
  name: text,
  file: exact,
  copies: optional(number),
  signedBy: optional(text),
  isRoster: optional(yesNo),
};

export const specialColumns: Columns = {
  kind: choice(specialKinds),
  name: text,
  limit: optional(limit),
  basis: longText,
  isCounted: yesNo,
  isCharged: optional(yesNo),
};

export const pledgeColumns: Columns = { text: longText, checkWithin: optional(limit), liability: longText };
export const feeColumns: Columns = { name: text, amount: text, basis: longText };
export const placeColumns: Columns = { place: text, hours: text, phone: optional(exact) };
export const questionColumns: Columns = { question: text, answer: longText };
