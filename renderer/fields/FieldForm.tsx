/** The fields of a form one below the other, each by its kit. */
import { Stack } from '@mantine/core';
import { memo } from 'react';
import type { JsonObject } from '#shared/kernel/json.ts';
import { fieldWord, NameOfField } from '../app/refusal-sentence.ts';
import { useSame } from '../app/use-steady.ts';
import { refusalsOf, type Refusals } from './check.ts';
import { fieldNames, useKindWords } from './kind-words.ts';
import { kitOf } from './kits.ts';
import type { FieldPlace, FieldValue, FormContext } from './types.ts';
import { useForm, useParts } from './use-parts.ts';
import { lookedAt } from './looked-at.ts';
import { askedPlaces } from './when.ts';

interface FieldFormProps {
  readonly form: FormContext;
  readonly onChange: (values: JsonObject) => void;
  readonly refusals: Refusals;
  /** Names of the fields that are asked here; the others of the form stand elsewhere. */
  readonly only?: readonly string[];
}

export function FieldForm({ form, onChange, refusals, only }: FieldFormProps) {
  const { parts, change, typing } = useParts(form, onChange);
  return (
    <NameOfField value={fieldNames(form.kind, fieldWord)}>
      <Stack gap="sm" {...typing}>
        {askedPlaces(form.places, form.values)
          .filter(({ name }) => only?.includes(name) ?? true)
          .map((place) => (
            <FieldPlaced key={place.name} place={place} form={parts(place.name)} refusals={refusals} change={change} />
          ))}
      </Stack>
    </NameOfField>
  );
}

interface FieldPartProps {
  readonly place: FieldPlace;
  readonly value: FieldValue;
  readonly form: FormContext;
  readonly refusals: Refusals;
  readonly change: (name: string, value: FieldValue) => void;
}

/** Hands on of the form what the field looks at, so that it is drawn anew for nothing else. */
function FieldPlaced({ form, ...part }: Omit<FieldPartProps, 'value'>) {
  const values = useSame(lookedAt(form, part.place, ({ name, spec }) => kitOf(form.kind, name, spec)));
  return <Field {...part} value={form.values[part.place.name]} form={useForm(form, values)} />;
}

/** Drawn anew when something of it changed, not whenever something is typed elsewhere. */
const Field = memo(function Field({ place, value, form, refusals, change }: FieldPartProps) {
  const words = useKindWords(form.kind);
  const { Input } = kitOf(form.kind, place.name, place.spec);
  return (
    <Input
      place={place}
      label={words.field(place.name)}
      value={value}
      refusals={refusalsOf(refusals, place.name)}
      form={form}
      put={change}
      onChange={(next) => {
        change(place.name, next);
      }}
    />
  );
});

/** Goes to the first field with a refusal. */
export function focusFirstRefusal(form: HTMLElement | null, refusals: Refusals): void {
  const path = Object.keys(refusals)[0];
  if (path === undefined || form === null) return;
  const name = path.split('.')[0] ?? path;
  const found =
    form.querySelector<HTMLElement>(`[name="${CSS.escape(path)}"]`) ??
    form.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`) ??
    form.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"] input`);
  found?.focus();
}
