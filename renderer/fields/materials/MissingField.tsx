/** 缺件办法 where no list of received papers stands in the same form; beside one it is part of that list. */
import { Fieldset, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WayOutOfMissing } from '#shared/kinds/matter/material.ts';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { saidBefore } from '../said-before.ts';
import { useAskedMaterials } from '../matter-facts.ts';
import type { FieldProps, FieldValue, ShowProps } from '../types.ts';
import { recordsOf, textOf, tidyText } from '../values.ts';
import { useMissing } from './use-missing.tsx';

export function MissingField({ place, label, refusals, form, put }: FieldProps) {
  const sentence = useRefusalSentence();
  const rows = recordsOf(saidBefore(form, 'materials'));
  const asked = useAskedMaterials(form);
  const isBeside = form.places.some(({ spec }) => spec.input === 'materials');
  const beside = useMissing({ form, put, asked, rows });
  const refusal = Object.values(refusals)[0];
  if (isBeside)
    return refusal ? (
      <Text c="red" size="sm" role="alert">
        {sentence(refusal)}
      </Text>
    ) : null;
  const missing = asked.filter(({ name }) => !rows.some((row) => row['name'] === name));
  return (
    <Fieldset legend={label} data-field={place.name}>
      <Table verticalSpacing={2} withRowBorders={false}>
        <Table.Tbody>
          {missing.map((one) => (
            <Table.Tr key={one.name}>
              <Table.Td>{one.name}</Table.Td>
              <Table.Td style={{ width: '1%' }}>{beside?.(one)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {refusal && (
        <Text c="red" size="sm" role="alert">
          {sentence(refusal)}
        </Text>
      )}
    </Fieldset>
  );
}

export function ShowMissing({ value }: ShowProps) {
  const { t } = useTranslation('cases');
  return recordsOf(value).map((row, index) => (
    <Text key={index}>
      {[
        `${textOf(row['material'])}：${t(`missing.way.${textOf(row['way']) as WayOutOfMissing}`)}`,
        textOf(row['who']),
        textOf(row['until']),
      ]
        .filter((part) => part !== '')
        .join(t('separator'))}
    </Text>
  ));
}

/** Rows with a way; a name typed and blanked again is no name. */
export function tidyMissing(value: FieldValue): FieldValue {
  const rows = recordsOf(value).map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name, part]) => name === 'photos' || tidyText(part) !== undefined)),
  );
  return rows.length === 0 ? undefined : rows;
}
