/** 全家: the head found or read from a card, the members known or typed, and a tick for each who is to have a case. */
import { Box, Button, Checkbox, Fieldset, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enterToNext } from '../app/enter-to-next.ts';
import { shortcuts } from '../app/keys.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { PersonFields } from '../fields/PersonFields.tsx';
import { normalPerson } from '../fields/person.ts';
import { today } from '../fields/today.ts';
import { textOf } from '../fields/values.ts';
import { fillParty } from '../parties/fill.ts';
import { membersKnown, rowsOfHousehold, type Member } from './household.ts';
import type { ManyRow } from './many-draft.ts';

interface HouseholdDialogProps {
  readonly onRows: (rows: readonly ManyRow[]) => void;
  readonly onClose: () => void;
}

const nobody: Member = { person: {}, relation: '', isTicked: true };

export function HouseholdDialog({ onRows, onClose }: HouseholdDialogProps) {
  const { t } = useTranslation('cases');
  const [head, setHead] = useState(nobody);
  const [members, setMembers] = useState<readonly Member[]>([]);
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const [look] = useState(newActId);
  const element = useRef<HTMLFormElement>(null);
  const takeHead = async (party: string) => {
    const known = await answerOf(() => desk.party.take({ party, look }));
    setRefusal(known.ok ? undefined : known.refusal);
    if (!known.ok) return;
    const person = fillParty({}, known.value.petitioner, true);
    setHead({ ...head, person });
    setMembers([
      ...membersKnown(
        person,
        known.value.known.map(({ value }) => value),
      ),
      ...members,
    ]);
  };
  const count = [head, ...members].filter(({ isTicked, person }) => isTicked && isNamed(person)).length;
  const replace = (at: number, next: readonly Member[]) => {
    setMembers(members.flatMap((member, index) => (index === at ? next : [member])));
  };
  return (
    <Modal opened onClose={onClose} title={t('many.household')} size={64 * 16} closeOnClickOutside={false}>
      <form
        ref={element}
        noValidate
        onKeyDown={enterToNext}
        onSubmit={(event) => {
          event.preventDefault();
          if (count === 0) return;
          const all = members.map((member) => ({ ...member, person: normalPerson(member.person) }));
          onRows(rowsOfHousehold({ ...head, person: normalPerson(head.person) }, all, today(), newActId()));
        }}
      >
        <Stack gap="sm">
          <Text c="dimmed">{t('many.householdHint')}</Text>
          <Fieldset legend={t('many.head')}>
            <MemberLine member={head} path="head" onChange={setHead} onFound={(party) => void takeHead(party)} isHead />
          </Fieldset>
          <Fieldset legend={t('many.members')}>
            <Stack gap="xs">
              {members.map((member, index) => (
                <MemberLine
                  key={index}
                  member={member}
                  path={`members.${String(index)}`}
                  onChange={(next) => {
                    replace(index, [next]);
                  }}
                />
              ))}
              <Group>
                <Button
                  variant="default"
                  size="sm"
                  data-testid="many-member"
                  onClick={() => {
                    setMembers([...members, nobody]);
                    window.setTimeout(() => {
                      const last = [...(element.current?.querySelectorAll('[data-member]') ?? [])].at(-1);
                      last?.querySelector<HTMLInputElement>('input[name$=".relation"]')?.focus();
                    });
                  }}
                >
                  {t('household.add')}
                </Button>
              </Group>
            </Stack>
          </Fieldset>
          <RefusalNote refusal={refusal} />
          <Group>
            <Button type="submit" disabled={count === 0} data-testid="many-household-done">
              {t('many.householdDone', { count })}
            </Button>
            <kbd>{shortcuts.submit.keys}</kbd>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const isNamed = ({ name }: Member['person']): boolean => textOf(name).trim() !== '';

interface MemberLineProps {
  readonly member: Member;
  readonly path: string;
  readonly onChange: (member: Member) => void;
  readonly onFound?: (party: string) => void;
  readonly isHead?: boolean;
}

function MemberLine({ member, path, onChange, onFound, isHead = false }: MemberLineProps) {
  const { t } = useTranslation('cases');
  const { person, relation, isTicked } = member;
  return (
    <Group align="flex-start" gap="sm" wrap="nowrap" data-member={path} data-person={path}>
      <Checkbox
        mt="2.1rem"
        aria-label={t('many.tick', { name: textOf(person['name']) })}
        name={`${path}.tick`}
        checked={isTicked}
        onChange={(event) => {
          onChange({ ...member, isTicked: event.currentTarget.checked });
        }}
      />
      {!isHead && (
        <TextInput
          label={t('household.relation')}
          name={`${path}.relation`}
          w={110}
          value={relation}
          onChange={(event) => {
            onChange({ ...member, relation: event.currentTarget.value });
          }}
        />
      )}
      <Box style={{ flex: 1 }}>
        <PersonFields
          person={person}
          onChange={(next) => {
            onChange({ ...member, person: next });
          }}
          refusals={{}}
          path={path}
          nameLabel={t(isHead ? 'person.head' : 'household.member')}
          isRequired={false}
          isCompact
          {...(onFound
            ? {
                onFound: ({ party }) => {
                  onFound(party);
                },
              }
            : {})}
        />
      </Box>
    </Group>
  );
}
