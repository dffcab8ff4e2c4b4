/** One field of a matter's form, by its declared type. */
import { NumberInput, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldInput, FieldSpec } from '#shared/kinds/mechanism/spec.ts';
import type { FormField, FormFieldType } from '#shared/kinds/matter/form-field.ts';
import { schemaOf } from '#shared/kinds/matter/form-values.ts';
import type { DeskRefusal } from '../../client/answer.ts';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { PersonFields } from '../PersonFields.tsx';
import * as plain from '../TextFields.tsx';
import type { FieldPlace, FieldProps, FieldValue, FormContext } from '../types.ts';
import { recordOf } from '../values.ts';
import { BankAccountField } from './BankAccountField.tsx';
import { PhotoField } from './PhotoField.tsx';
import { HouseholdField } from './HouseholdField.tsx';

export interface OneFormFieldProps {
  readonly field: FormField;
  /** Before the names of inputs. */
  readonly path: string;
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
  readonly refusals: Readonly<Record<string, DeskRefusal>>;
  readonly form: FormContext;
  /** The day of the case from which the value was filled in (预填), as long as nobody changed it. */
  readonly knownOn?: string | undefined;
}

type Typed = Exclude<FormFieldType, 'computed' | 'photo'>;

const plainInputs: Partial<Record<Typed, FieldInput>> = {
  text: 'text',
  longText: 'longText',
  date: 'date',
  choice: 'choice',
  choices: 'choices',
};

/** Wide ones stand on a line of their own. */
const widths: Readonly<Record<FormFieldType, string | number>> = {
  text: 260,
  longText: '100%',
  number: 180,
  date: 200,
  choice: 'auto',
  choices: 'auto',
  person: '100%',
  household: '100%',
  bankAccount: '100%',
  area: 180,
  photo: '100%',
  computed: 'auto',
};

export function OneFormField(props: OneFormFieldProps) {
  const { t } = useTranslation('cases');
  const { field, knownOn } = props;
  return (
    <div style={{ width: widths[field.type], minWidth: 160 }} data-form-field={field.key}>
      <TypedField {...props} />
      {knownOn !== undefined && (
        <Text size="sm" c="var(--tongban-warn)" data-testid="form-known">
          {t('form.known', { day: knownOn })}
        </Text>
      )}
      {field.hint !== undefined && (
        <Text size="sm" c="dimmed">
          {field.hint}
        </Text>
      )}
    </div>
  );
}

function TypedField(props: OneFormFieldProps) {
  const { field, path, value, onChange, refusals } = props;
  switch (field.type) {
    case 'number':
    case 'area':
      return <NumberField {...props} />;
    case 'person':
      return (
        <PersonFields
          person={recordOf(value)}
          onChange={onChange}
          refusals={refusals}
          path={`${path}.${field.key}`}
          nameLabel={field.label}
          isRequired={field.isRequired === true}
        />
      );
    case 'household':
      return <HouseholdField {...props} />;
    case 'bankAccount':
      return <BankAccountField {...props} />;
    case 'photo':
      return <PhotoField {...props} />;
    case 'computed':
      return null;
    default:
      return <PlainField {...props} />;
  }
}

/** The plain inputs of every form, told what this field is. */
function PlainField({ field, path, value, onChange, refusals, form }: OneFormFieldProps) {
  const input = plainInputs[field.type as Typed] ?? 'text';
  const Field = { text: plain.TextField, longText: plain.LongTextField, date: plain.DateField }[input as 'text'];
  const Chosen = { choice: plain.ChoiceField, choices: plain.ChoicesField }[input as 'choice'];
  const props: FieldProps = { place: placeOf(field, path, input), label: field.label, value, onChange, refusals, form };
  return input === 'choice' || input === 'choices' ? <Chosen {...props} /> : <Field {...props} />;
}

function placeOf(field: FormField, path: string, input: FieldInput): FieldPlace {
  const spec: FieldSpec = {
    class: 'guarded',
    input,
    schema: schemaOf(field),
    ...(field.options ? { values: field.options } : {}),
  };
  return { name: `${path}.${field.key}`, spec, isRequired: field.isRequired === true };
}

function NumberField({ field, path, value, onChange, refusals }: OneFormFieldProps) {
  const sentence = useRefusalSentence();
  const refusal = Object.values(refusals)[0];
  const { label, unit, isRequired = false } = field;
  return (
    <NumberInput
      label={unit === undefined ? label : `${label} (${unit})`}
      name={`${path}.${field.key}`}
      withAsterisk={isRequired}
      hideControls
      decimalScale={2}
      value={typeof value === 'number' ? value : ''}
      error={refusal && sentence(refusal)}
      onChange={(typed) => {
        onChange(typeof typed === 'number' ? typed : undefined);
      }}
    />
  );
}
