/** A matter's form as the case keeps it, by the labels of its own version; masked or whole, as the desk gave it. */
import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FormField } from '#shared/kinds/matter/form-field.ts';
import { matterIn, useMatterVersion } from '../matter-facts.ts';
import type { FieldValue, ShowProps } from '../types.ts';
import { isList, isRecord, recordOf, recordsOf, textOf } from '../values.ts';

export function ShowMatterForm({ value, learnt }: ShowProps) {
  const version = useMatterVersion(matterIn({ places: [], values: {}, ...(learnt ? { learnt } : {}) }));
  const said = recordOf(value);
  const computed = recordOf(recordOf(learnt?.['form'])['computed']);
  const fields = version?.fields ?? [];
  const known = fields.filter(({ key }) => said[key] !== undefined || computed[key] !== undefined);
  // What the version does not declare any more (its matter was corrected) is still what somebody said.
  const others = Object.keys(said).filter((key) => !fields.some((field) => field.key === key));
  return (
    <Stack gap={2}>
      {known.map((field) => (
        <Line key={field.key} label={field.label} unit={field.unit} value={said[field.key] ?? computed[field.key]} />
      ))}
      {others.map((key) => (
        <Line key={key} label={key} unit={undefined} value={said[key]} />
      ))}
    </Stack>
  );
}

interface LineProps {
  readonly label: FormField['label'];
  readonly unit: FormField['unit'];
  readonly value: FieldValue;
}

function Line({ label, unit, value }: LineProps) {
  return (
    <Group gap="sm" align="flex-start" wrap="nowrap">
      <Text c="dimmed" style={{ flex: 'none' }}>
        {label}
      </Text>
      <FormValue value={value} unit={unit} />
    </Group>
  );
}

function FormValue({ value, unit }: Omit<LineProps, 'label'>) {
  const { t } = useTranslation('cases');
  if (isList(value)) return <Text>{value.map(textOf).join(t('separator'))}</Text>;
  if (!isRecord(value)) return <Text>{unit === undefined ? textOf(value) : `${textOf(value)} ${unit}`}</Text>;
  const members = recordsOf(value['members']);
  if (members.length > 0) {
    return (
      <Stack gap={0}>
        {members.map((member, index) => (
          <Text key={index}>{[textOf(member['relation']), ...partsOf(recordOf(member['person']))].join('  ')}</Text>
        ))}
      </Stack>
    );
  }
  return <Text style={{ fontVariantNumeric: 'tabular-nums' }}>{partsOf(value).join('  ')}</Text>;
}

const shownParts = ['name', 'idNumber', 'phone', 'holder', 'bank', 'account'] as const;
const partsOf = (record: ReturnType<typeof recordOf>): string[] =>
  shownParts.map((part) => textOf(record[part])).filter((text) => text !== '');
