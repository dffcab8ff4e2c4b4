/** 申请人 of a case as its page shows it: who it is, who speaks for them, how they were identified. Masked or whole, as the desk gave it. */
import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { ShowProps } from '../types.ts';
import { isRecord, recordOf, textOf } from '../values.ts';

const besides = ['representative', 'guardian', 'agent', 'contact'] as const;
const words = {
  representative: 'body.representative',
  guardian: 'person.guardian',
  agent: 'person.agent',
  contact: 'person.contact',
} as const;

export function ShowPetitioner({ value }: ShowProps) {
  const { t } = useTranslation('cases');
  const person = recordOf(value);
  const shown = recordOf(person['shown']);
  return (
    <Stack gap={2}>
      <PersonLine person={person} />
      {textOf(person['address']) !== '' && <Text>{textOf(person['address'])}</Text>}
      {besides.map((role) => {
        const one = person[role];
        if (!isRecord(one)) return null;
        const relation = textOf(one['relation']);
        return (
          <Group key={role} gap="xs" data-role={role}>
            <Text c="dimmed">{relation === '' ? t(words[role]) : `${t(words[role])} (${relation})`}</Text>
            <PersonLine person={one} />
            <Authority person={one} />
          </Group>
        );
      })}
      {textOf(shown['state']) !== '' && (
        <Text>
          {[t(`person.shown.${textOf(shown['state']) as 'valid'}`), textOf(shown['by']), textOf(shown['note'])]
            .filter((part) => part !== '')
            .join(' · ')}
        </Text>
      )}
    </Stack>
  );
}

function Authority({ person }: { readonly person: JsonObject }) {
  const { t } = useTranslation('cases');
  const authority = textOf(person['authority']);
  const until = textOf(person['until']);
  if (authority === '' && until === '') return null;
  const parts = [authority === '' ? '' : t(`person.authority.${authority as 'general'}`), until];
  return <Text size="sm">{parts.filter((part) => part !== '').join(' · ')}</Text>;
}

function PersonLine({ person }: { readonly person: JsonObject }) {
  return (
    <Group gap="md" style={{ rowGap: 0 }}>
      <Text fw={600}>{textOf(person['name'])}</Text>
      {['idNumber', 'uscc', 'phone'].map(
        (part) =>
          textOf(person[part]) !== '' && (
            <Text key={part} style={{ fontVariantNumeric: 'tabular-nums' }}>
              {textOf(person[part])}
            </Text>
          ),
      )}
    </Group>
  );
}
