/** 申请人, and the 委托代理人 who speaks for them; cases of the same person are offered, never joined by themselves. */
import { Box, Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { refusalsOf } from './check.ts';
import { PersonFields } from './PersonFields.tsx';
import { SimilarCases } from './SimilarCases.tsx';
import type { FieldProps, ShowProps } from './types.ts';
import { isRecord, recordOf, textOf } from './values.ts';

export function PetitionerField({ place, label, value, onChange, refusals, form }: FieldProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const person = recordOf(value);
  const agent = isRecord(person['agent']) ? person['agent'] : undefined;
  // Nobody named at all: the reason stands at the name.
  const whole = refusals['']?.code === 'input.missing' ? undefined : refusals[''];
  const shown = refusals[''] === undefined || whole ? refusals : { name: refusals[''], ...refusals };
  const setAgent = (next: JsonObject | undefined) => {
    const { agent: _before, ...own } = person;
    onChange(next === undefined ? own : { ...own, agent: next });
  };
  return (
    <Fieldset legend={label} data-field={place.name}>
      <Stack gap="xs">
        <PersonFields
          person={person}
          onChange={onChange}
          refusals={shown}
          path={place.name}
          nameLabel={t('person.name')}
          isRequired={place.isRequired}
        />
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t('person.address')}
            name={`${place.name}.address`}
            style={{ flex: 1 }}
            value={textOf(person['address'])}
            onChange={(event) => {
              onChange({ ...person, address: event.currentTarget.value });
            }}
          />
          {agent === undefined && (
            <Button
              variant="default"
              onClick={() => {
                setAgent({});
              }}
            >
              {t('person.addAgent')}
            </Button>
          )}
        </Group>
        {whole && (
          <Text c="red" size="sm" role="alert">
            {sentence(whole)}
          </Text>
        )}
        {agent && (
          <Agent
            agent={agent}
            path={`${place.name}.agent`}
            refusals={refusalsOf(refusals, 'agent')}
            onChange={setAgent}
          />
        )}
        <SimilarCases person={person} except={form.stream} />
      </Stack>
    </Fieldset>
  );
}

interface AgentProps {
  readonly agent: JsonObject;
  readonly path: string;
  readonly refusals: FieldProps['refusals'];
  readonly onChange: (agent: JsonObject | undefined) => void;
}

function Agent({ agent, path, refusals, onChange }: AgentProps) {
  const { t } = useTranslation('cases');
  return (
    <Box pl="md" style={{ borderLeft: '3px solid var(--mantine-color-default-border)' }}>
      <PersonFields
        person={agent}
        onChange={onChange}
        refusals={refusals}
        path={path}
        nameLabel={t('person.agent')}
        isRequired
      />
      <Group align="flex-end" gap="sm" mt="xs">
        <TextInput
          label={t('person.relation')}
          name={`${path}.relation`}
          w={200}
          value={textOf(agent['relation'])}
          onChange={(event) => {
            onChange({ ...agent, relation: event.currentTarget.value });
          }}
        />
        <Button
          variant="subtle"
          onClick={() => {
            onChange(undefined);
          }}
        >
          {t('person.noAgent')}
        </Button>
      </Group>
    </Box>
  );
}

/** Masked or whole, as the desk gave it. */
export function ShowPetitioner({ value }: ShowProps) {
  const { t } = useTranslation('cases');
  const person = recordOf(value);
  const agent = isRecord(person['agent']) ? person['agent'] : undefined;
  return (
    <Stack gap={2}>
      <PersonLine person={person} />
      {textOf(person['address']) !== '' && <Text>{textOf(person['address'])}</Text>}
      {agent && (
        <Group gap="xs">
          <Text c="dimmed">
            {t('person.agent')}
            {textOf(agent['relation']) !== '' && ` (${textOf(agent['relation'])})`}
          </Text>
          <PersonLine person={agent} />
        </Group>
      )}
    </Stack>
  );
}

function PersonLine({ person }: { readonly person: JsonObject }) {
  return (
    <Group gap="md" style={{ rowGap: 0 }}>
      <Text fw={600}>{textOf(person['name'])}</Text>
      {['idNumber', 'phone'].map(
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
