/** One kit for each way in which a kind's field is asked; a kind may bring its own for one field (`renderer/kinds`). */
import type { FieldInput, FieldSpec } from '#shared/kinds/mechanism/spec.ts';
import { fieldSlots } from '../kinds/registry.ts';
import { MaterialsField, ShowMaterials } from './MaterialsField.tsx';
import { MatterField, ShowMatter } from './MatterField.tsx';
import { tidyPerson } from './person.ts';
import { PetitionerField, ShowPetitioner } from './PetitionerField.tsx';
import * as plain from './TextFields.tsx';
import type { FieldKit, FieldValue } from './types.ts';
import { listOf, tidyRecord, tidyRows, tidyText } from './values.ts';

const asIs = (value: FieldValue): FieldValue => value;
const tidyList = (value: FieldValue): FieldValue => (listOf(value).length === 0 ? undefined : value);

const kits: Readonly<Record<FieldInput, FieldKit>> = {
  text: { Input: plain.TextField, Show: plain.ShowText, tidy: tidyText },
  longText: { Input: plain.LongTextField, Show: plain.ShowText, tidy: tidyText },
  number: { Input: plain.NumberField, Show: plain.ShowText, tidy: asIs },
  date: { Input: plain.DateField, Show: plain.ShowText, tidy: tidyText },
  choice: { Input: plain.ChoiceField, Show: plain.ShowChoice, tidy: tidyText },
  choices: { Input: plain.ChoicesField, Show: plain.ShowChoices, tidy: tidyList },
  petitioner: { Input: PetitionerField, Show: ShowPetitioner, tidy: tidyPerson },
  matter: { Input: MatterField, Show: ShowMatter, tidy: tidyRecord },
  materials: { Input: MaterialsField, Show: ShowMaterials, tidy: tidyRows('name') },
};

export const kitOf = (kind: string, field: string, spec: FieldSpec): FieldKit =>
  fieldSlots[kind]?.[field] ?? kits[spec.input];
