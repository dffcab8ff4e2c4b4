/** The fields of a form one below the other, each by its kit. */
import { Stack } from '@mantine/core';
import type { JsonObject } from '#shared/kernel/json.ts';
import { fieldWord, NameOfField } from '../app/refusal-sentence.ts';
import { refusalsOf, type Refusals } from './check.ts';
import { fieldNames, useKindWords } from './kind-words.ts';
import { kitOf } from './kits.ts';
import type { FormContext } from './types.ts';
import { askedPlaces } from './when.ts';

interface FieldFormProps {
  readonly form: FormContext;
  readonly onChange: (values: JsonObject) => void;
  readonly refusals: Refusals;
  /** Names of the fields that are asked here; the others of the form stand elsewhere. */
  readonly only?: readonly string[];
}

export function FieldForm({ form, onChange, refusals, only }: FieldFormProps) {
  const words = useKindWords(form.kind);
  return (
    <NameOfField value={fieldNames(form.kind, fieldWord)}>
      <Stack gap="sm">
        {askedPlaces(form.places, form.values)
          .filter(({ name }) => only?.includes(name) ?? true)
          .map((place) => {
            const { Input } = kitOf(form.kind, place.name, place.spec);
            return (
              <Input
                key={place.name}
                place={place}
                label={words.field(place.name)}
                value={form.values[place.name]}
                refusals={refusalsOf(refusals, place.name)}
                form={form}
                put={(name, value) => {
                  onChange(withValue(form.values, name, value));
                }}
                onChange={(value) => {
                  onChange(withValue(form.values, place.name, value));
                }}
              />
            );
          })}
      </Stack>
    </NameOfField>
  );
}

function withValue(values: JsonObject, name: string, value: JsonObject[string] | undefined): JsonObject {
  const { [name]: _before, ...others } = values;
  return value === undefined ? others : { ...others, [name]: value };
}

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
