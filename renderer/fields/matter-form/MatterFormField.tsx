/** 表单: the fields that the chosen matter declares, in its order; what is not asked is not there, what follows is computed at once. */
import { Alert, Fieldset, Group, Stack, Text } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormField } from '#shared/kinds/matter/form-field.ts';
import { readForm } from '#shared/kinds/matter/form-values.ts';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { useSteady } from '../../app/use-steady.ts';
import { refusalsOf } from '../check.ts';
import { matterIn, useMatterVersion } from '../matter-facts.ts';
import { today } from '../today.ts';
import type { FieldProps, FieldValue } from '../types.ts';
import { recordOf, textOf, withValue } from '../values.ts';
import { knownIn } from './known.ts';
import { OneFormField, type OneFormFieldProps } from './OneFormField.tsx';
import { useKnownValues } from './use-known-values.ts';

export function MatterFormField(props: FieldProps) {
  const version = useMatterVersion(matterIn(props.form));
  if (version === undefined || version.fields.length === 0) return null;
  return <FieldsOfForm {...props} fields={version.fields} />;
}

/** The fields themselves, also of a version that is still being written. */
export function FieldsOfForm({
  fields,
  place,
  label,
  value,
  onChange,
  refusals,
  form,
}: FieldProps & { readonly fields: readonly FormField[] }) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const said = recordOf(value);
  const knownBefore = useKnownValues(form, fields, said, onChange);
  const { shown, computed, unmet } = readForm(fields, said, knownIn(form, form.intake ?? today()), true);
  const set = useSteady((key: string, next: FieldValue) => {
    onChange(withValue(said, key, next));
  });
  const whole = refusals[''];
  return (
    <Fieldset legend={label} data-field={place.name} data-testid="matter-form">
      <Stack gap="xs">
        <Group gap="md" align="flex-start" wrap="wrap">
          {shown.map((field) =>
            field.computed ? (
              <Computed key={field.key} field={field} value={textOf(computed[field.key])} />
            ) : (
              <AskedField
                key={field.key}
                field={field}
                path={place.name}
                value={said[field.key]}
                refusals={refusals}
                knownOn={knownBefore(field.key)}
                form={form}
                set={set}
              />
            ),
          )}
        </Group>
        {unmet.length > 0 && (
          <Alert color="orange" variant="light" p="xs" title={t('form.unmet')} data-testid="form-unmet">
            {unmet.map(({ key, otherwise }) => (
              <Text key={key}>{otherwise}</Text>
            ))}
          </Alert>
        )}
        {whole && (
          <Text c="red" size="sm" role="alert">
            {sentence(whole)}
          </Text>
        )}
      </Stack>
    </Fieldset>
  );
}

interface AskedFieldProps extends Omit<OneFormFieldProps, 'onChange'> {
  readonly set: (key: string, value: FieldValue) => void;
}

/** Of a list the compiler remembers no single member: a key in one field would draw them all. */
const AskedField = memo(function AskedField({ refusals, set, ...props }: AskedFieldProps) {
  const { key } = props.field;
  return (
    <OneFormField
      {...props}
      refusals={refusalsOf(refusals, key)}
      onChange={(next) => {
        set(key, next);
      }}
    />
  );
});

/** Not typed, so that nobody tabs through it; '—' until what it follows from is known. */
function Computed({ field, value }: { readonly field: FormField; readonly value: string }) {
  return (
    <div data-computed={field.key}>
      <Text size="sm" fw={500}>
        {field.label}
      </Text>
      <Text mih="2.25rem" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {value === '' ? '—' : `${value}${field.unit === undefined ? '' : ` ${field.unit}`}`}
      </Text>
    </div>
  );
}
