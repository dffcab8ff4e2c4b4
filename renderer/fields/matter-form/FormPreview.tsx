/** The form of a version as the clerk will see it, to be tried before anybody else sees it. Nothing typed here is kept. */
import { Alert, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { formFieldsSchema } from '#shared/kinds/matter/form-field.ts';
import type { FieldSpec } from '#shared/kinds/mechanism/spec.ts';
import type { FieldPlace, FieldValue, FormContext } from '../types.ts';
import { listOf } from '../values.ts';
import { FieldsOfForm } from './MatterFormField.tsx';

const spec: FieldSpec = { class: 'guarded', input: 'matterForm', schema: z.unknown() };
const place: FieldPlace = { name: 'preview', spec, isRequired: false };
const form: FormContext = { kind: 'service', places: [], values: {} };

/** `fields`: tidied. */
export function FormPreview({ fields }: { readonly fields: FieldValue }) {
  const { t } = useTranslation('cases');
  const [said, setSaid] = useState<FieldValue>({});
  const read = formFieldsSchema.safeParse(fields ?? []);
  if (listOf(fields).length === 0) return <Text c="dimmed">{t('matters.previewNone')}</Text>;
  if (!read.success) return <Alert color="orange">{t('matters.previewBroken')}</Alert>;
  return (
    <Stack gap="xs" data-testid="form-preview">
      <Text size="sm" c="dimmed">
        {t('matters.previewHint')}
      </Text>
      <FieldsOfForm
        {...{ place, form, refusals: {} }}
        label={t('matters.preview')}
        fields={read.data}
        value={said}
        onChange={setSaid}
      />
    </Stack>
  );
}
