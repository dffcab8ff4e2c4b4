/** 法人、其他组织: name and 统一社会信用代码, telephone, and who represents it. */
import { Box, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkPhone } from '#shared/identity/phone.ts';
import { checkUscc } from '#shared/identity/uscc.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { DeskRefusal } from '../../client/answer.ts';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { refusalsOf } from '../check.ts';
import { PersonFields } from '../PersonFields.tsx';
import { recordOf, textOf } from '../values.ts';

interface BodyFieldsProps {
  readonly person: JsonObject;
  readonly onChange: (person: JsonObject) => void;
  readonly refusals: Readonly<Record<string, DeskRefusal>>;
  readonly path: string;
}

const parts = ['name', 'uscc', 'phone'] as const;
const widths = { name: 360, uscc: 270, phone: 180 } as const;
const labels = { name: 'body.name', uscc: 'body.uscc', phone: 'person.phone' } as const;
const checks = { name: undefined, uscc: checkUscc, phone: checkPhone } as const;

export function BodyFields({ person, onChange, refusals, path }: BodyFieldsProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const refusalOf = (part: (typeof parts)[number]): DeskRefusal | undefined => {
    const typed = textOf(person[part]);
    const read = left.has(part) && typed !== '' ? checks[part]?.(typed) : undefined;
    return read?.ok === false ? read.refusal : refusals[part];
  };
  return (
    <>
      <Group align="flex-start" gap="sm" wrap="wrap">
        {parts.map((part) => {
          const refusal = refusalOf(part);
          return (
            <TextInput
              key={part}
              label={t(labels[part])}
              name={`${path}.${part}`}
              withAsterisk={part === 'name'}
              w={widths[part]}
              autoComplete="off"
              value={textOf(person[part])}
              error={refusal && sentence(refusal)}
              onBlur={() => {
                setLeft((before) => new Set([...before, part]));
              }}
              onChange={(event) => {
                onChange({ ...person, [part]: event.currentTarget.value });
              }}
            />
          );
        })}
      </Group>
      <Box pl="md" style={{ borderLeft: '3px solid var(--mantine-color-default-border)' }}>
        <Text size="sm" fw={500}>
          {t('body.representative')}
        </Text>
        <PersonFields
          person={recordOf(person['representative'])}
          onChange={(representative) => {
            onChange({ ...person, representative });
          }}
          refusals={refusalsOf(refusals, 'representative')}
          path={`${path}.representative`}
          nameLabel={t('person.name')}
          isRequired={false}
          fields={['name', 'idNumber']}
          isCompact
        />
      </Box>
    </>
  );
}
