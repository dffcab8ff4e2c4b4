/** Name, paper, number and telephone of one person, judged while they are typed. */
import { Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { idTypes } from '#shared/identity/id-paper.ts';
import type { DeskRefusal } from '../client/answer.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import * as judge from './person.ts';
import { today } from './today.ts';
import { textOf } from './values.ts';

interface PersonFieldsProps {
  readonly person: JsonObject;
  readonly onChange: (person: JsonObject) => void;
  readonly refusals: Readonly<Record<string, DeskRefusal>>;
  /** Before the names of inputs: `petitioner`, `petitioner.agent`. */
  readonly path: string;
  readonly nameLabel: string;
  readonly isRequired: boolean;
}

export function PersonFields({ person, onChange, refusals, path, nameLabel, isRequired }: PersonFieldsProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const set = (name: string, value: string) => {
    onChange({ ...person, [name]: value });
  };
  const leave = (name: string) => () => {
    setLeft((before) => new Set([...before, name]));
    const normal = judge.normalPerson(person);
    if (JSON.stringify(normal) !== JSON.stringify(person)) onChange(normal);
  };
  const say = (refusal: DeskRefusal | undefined) => refusal && sentence(refusal);
  const errors = {
    name: (left.has('name') ? judge.nameRefusal(person) : undefined) ?? refusals['name'],
    idNumber: judge.idRefusal(person, left.has('idNumber')) ?? refusals['idNumber'],
    phone: (left.has('phone') ? judge.phoneRefusal(person) : undefined) ?? refusals['phone'],
  };
  return (
    <>
      <Group align="flex-start" gap="sm" wrap="wrap">
        <TextInput
          label={nameLabel}
          name={`${path}.name`}
          withAsterisk={isRequired}
          w={190}
          value={textOf(person['name'])}
          error={say(errors.name)}
          onBlur={leave('name')}
          onChange={(event) => {
            set('name', event.currentTarget.value);
          }}
        />
        <TextInput
          label={t('person.idNumber')}
          name={`${path}.idNumber`}
          w={270}
          autoComplete="off"
          spellCheck={false}
          styles={{ input: { fontVariantNumeric: 'tabular-nums', letterSpacing: '0.04em' } }}
          value={textOf(person['idNumber'])}
          error={say(errors.idNumber)}
          description={<IdHint person={person} isLeft={left.has('idNumber')} />}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          onBlur={leave('idNumber')}
          onChange={(event) => {
            set('idNumber', event.currentTarget.value);
          }}
        />
        <TextInput
          label={t('person.phone')}
          name={`${path}.phone`}
          w={180}
          autoComplete="off"
          value={textOf(person['phone'])}
          error={say(errors.phone)}
          onBlur={leave('phone')}
          onChange={(event) => {
            set('phone', event.currentTarget.value);
          }}
        />
        {/* Nearly always a resident ID: Tab stops here, Enter goes on. */}
        <NativeSelect
          label={t('person.idType')}
          name={`${path}.idType`}
          w={230}
          data-enter-skip
          data={idTypes.map((type) => ({ value: type, label: t(`person.idType.${type}`) }))}
          value={judge.idTypeOf(person)}
          onChange={(event) => {
            set('idType', event.currentTarget.value);
          }}
        />
      </Group>
      {judge.hasOwnCharacter(person) && (
        <Text size="sm" c="var(--tongban-warn)">
          {t('person.ownCharacter')}
        </Text>
      )}
    </>
  );
}

/** What a right number says, so that the card and the person can be compared at a glance. */
function IdHint({ person, isLeft }: { readonly person: JsonObject; readonly isLeft: boolean }) {
  const { t } = useTranslation('cases');
  const read = judge.readId(person, today());
  if (!read) {
    return isLeft && judge.isUnusualNumber(person) ? (
      <Text span size="sm" c="var(--tongban-warn)" data-testid="id-unusual">
        {t('person.unusualNumber')}
      </Text>
    ) : null;
  }
  const parts = [
    t(`person.sex.${read.sex}`),
    read.birth ?? '',
    read.age === null ? '' : t('person.age', { count: read.age }),
  ].filter((part) => part !== '');
  return (
    <Text span size="sm" c={read.isMinor ? 'var(--tongban-warn)' : 'var(--tongban-good)'} data-testid="id-reading">
      {parts.join(' · ')}
      {read.isMinor && ` · ${t('person.minor')}`}
    </Text>
  );
}
