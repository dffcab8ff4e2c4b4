/** 户: the members beside the petitioner, one line each, with their relation to the head of the household (户主). */
import { Box, Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { focusNextOf } from '../../app/enter-to-next.ts';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { fillMembers } from '../../parties/household-fill.ts';
import { HouseholdOffers } from '../../parties/HouseholdOffers.tsx';
import { refusalsOf } from '../check.ts';
import { PersonFields } from '../PersonFields.tsx';
import { petitionerIn } from '../petitioner/party-in.ts';
import { recordOf, recordsOf, textOf } from '../values.ts';
import type { OneFormFieldProps } from './OneFormField.tsx';
import { RemoveLine } from '../RemoveLine.tsx';

const fresh: JsonObject = { person: {}, relation: '' };

export function HouseholdField({ field, path, value, onChange, refusals, form }: OneFormFieldProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const members = recordsOf(recordOf(value)['members']);
  const element = useRef<HTMLFieldSetElement>(null);
  const petitioner = petitionerIn(form);
  const put = (next: readonly JsonObject[]) => {
    onChange(next.length === 0 ? undefined : { ...recordOf(value), members: next });
  };
  const replace = (at: number, next: readonly JsonObject[]) => {
    put(members.flatMap((member, index) => (index === at ? next : [member])));
  };
  const inMembers = refusalsOf(refusals, 'members');
  return (
    <Fieldset ref={element} legend={field.label}>
      <Stack gap="xs">
        {textOf(recordOf(value)['household']) === '' && form.learnt === undefined && (
          <HouseholdOffers
            petitioner={petitioner}
            onChoose={(whole) => {
              onChange(fillMembers(recordOf(value), petitioner, whole.household, whole.members));
              // The button is gone with the offer: what is asked next stands behind the members.
              window.setTimeout(() => focusNextOf(element.current));
            }}
          />
        )}
        {members.map((member, index) => {
          const own = refusalsOf(inMembers, String(index));
          const at = `${path}.${field.key}.members.${String(index)}`;
          return (
            <Group key={index} align="flex-start" gap="sm" wrap="nowrap">
              <TextInput
                label={t('household.relation')}
                name={`${at}.relation`}
                w={130}
                value={textOf(member['relation'])}
                error={own['relation'] && sentence(own['relation'])}
                onChange={(event) => {
                  replace(index, [{ ...member, relation: event.currentTarget.value }]);
                }}
              />
              <Box style={{ flex: 1 }}>
                <PersonFields
                  person={recordOf(member['person'])}
                  onChange={(person) => {
                    replace(index, [{ ...member, person }]);
                  }}
                  refusals={refusalsOf(own, 'person')}
                  path={`${at}.person`}
                  nameLabel={t('household.member')}
                  isRequired
                  isCompact
                />
              </Box>
              <RemoveLine
                mt="1.75rem"
                onRemove={() => {
                  replace(index, []);
                }}
              />
            </Group>
          );
        })}
        <Group>
          <Button
            variant="default"
            size="sm"
            onClick={() => {
              put([...members, fresh]);
            }}
          >
            {t('household.add')}
          </Button>
          {refusals[''] && (
            <Text c="red" size="sm" role="alert">
              {sentence(refusals[''])}
            </Text>
          )}
        </Group>
      </Stack>
    </Fieldset>
  );
}
