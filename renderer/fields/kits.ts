/** One kit for each way in which a kind's field is asked; a kind may bring its own for one field (`renderer/kinds`). */
import type { FieldInput, FieldSpec } from '#shared/kinds/mechanism/spec.ts';
import { fieldSlots } from '../kinds/registry.ts';
import { CaseRefField, ShowCaseRef } from './CaseRefField.tsx';
import { CameField } from './materials/CameField.tsx';
import { MaterialsField, ShowMaterials } from './materials/MaterialsField.tsx';
import { MissingField, ShowMissing, tidyMissing } from './materials/MissingField.tsx';
import { ShowTolerated, ToleratedField } from './materials/ToleratedField.tsx';
import { MatterField, ShowMatter } from './MatterField.tsx';
import { MattersField, ShowMatters } from './MattersField.tsx';
import { MatterFormField } from './matter-form/MatterFormField.tsx';
import { ShowMatterForm } from './matter-form/ShowMatterForm.tsx';
import { PetitionerField } from './petitioner/PetitionerField.tsx';
import { whoIsKnown } from './petitioner/party-in.ts';
import { ShowPetitioner } from './petitioner/ShowPetitioner.tsx';
import { tidyPetitioner } from './petitioner/tidy.ts';
import { ShowStaff, StaffField } from './StaffField.tsx';
import { tidyLines } from './rows/lines.ts';
import { RowsField, ShowRows } from './rows/RowsField.tsx';
import * as plain from './TextFields.tsx';
import type { FieldKit, FieldValue } from './types.ts';
import { listOf, tidyRecord, tidyRows, tidyText } from './values.ts';

const asIs = (value: FieldValue): FieldValue => value;
const tidyList = (value: FieldValue): FieldValue => (listOf(value).length === 0 ? undefined : value);

/** Asked and judged for itself. */
const alone = { looksAt: [] } as const;

const kits: Readonly<Record<FieldInput, FieldKit>> = {
  text: { Input: plain.TextField, Show: plain.ShowText, tidy: tidyText, ...alone },
  longText: { Input: plain.LongTextField, Show: plain.ShowText, tidy: tidyText, ...alone },
  number: { Input: plain.NumberField, Show: plain.ShowText, tidy: asIs, ...alone },
  date: { Input: plain.DateField, Show: plain.ShowText, tidy: tidyText, ...alone },
  time: { Input: plain.TimeField, Show: plain.ShowText, tidy: tidyText, ...alone },
  choice: { Input: plain.ChoiceField, Show: plain.ShowChoice, tidy: tidyText, ...alone },
  choices: { Input: plain.ChoicesField, Show: plain.ShowChoices, tidy: tidyList, ...alone },
  petitioner: {
    ...{ Input: PetitionerField, Show: ShowPetitioner, tidy: tidyPetitioner },
    ...{ looksAt: ['matter'], seen: whoIsKnown },
  },
  case: { Input: CaseRefField, Show: ShowCaseRef, tidy: tidyText, ...alone },
  staff: { Input: StaffField, Show: ShowStaff, tidy: tidyText, ...alone },
  matter: { Input: MatterField, Show: ShowMatter, tidy: tidyRecord, ...alone },
  matters: { Input: MattersField, Show: ShowMatters, tidy: tidyList, ...alone },
  matterForm: { Input: MatterFormField, Show: ShowMatterForm, tidy: tidyRecord, looksAt: ['matter', 'petitioner'] },
  rows: { Input: RowsField, Show: ShowRows, tidy: tidyList, ...alone },
  materials: { Input: MaterialsField, Show: ShowMaterials, tidy: tidyRows('name') },
  missing: { Input: MissingField, Show: ShowMissing, tidy: tidyMissing },
  came: { Input: CameField, Show: ShowMaterials, tidy: tidyRows('name') },
  tolerated: { Input: ToleratedField, Show: ShowTolerated, tidy: tidyRows('material') },
};

/** What was typed into a table of lines is read by its columns. */
const rowsKit = ({ columns, isOne }: FieldSpec): FieldKit => ({
  ...kits.rows,
  ...(columns ? { tidy: (value: FieldValue) => tidyLines(columns, isOne === true, value) } : {}),
});

export const kitOf = (kind: string, field: string, spec: FieldSpec): FieldKit =>
  fieldSlots[kind]?.[field] ?? (spec.input === 'rows' ? rowsKit(spec) : kits[spec.input]);
