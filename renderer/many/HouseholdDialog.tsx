/** 全家: the head found or read from a card, the members known or typed, and a tick for each who is to have a case. */
import { Box, Button, Checkbox, Fieldset, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enterToNext } from '../app/enter-to-next.ts';
import { shortcuts } from '../app/keys.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { newActId } from '../client/act-runner.ts';
import { PersonFields } from '../fields/PersonFields.tsx';
import { normalPerson, readId } from '../fields/person.ts';
import { today } from '../fields/today.ts';
import { textOf } from '../fields/values.ts';
import { withoutParty } from '../parties/fill.ts';
import { HouseholdChoice } from '../parties/HouseholdChoice.tsx';
import { headWith, peopleOf, rowsOfHousehold, type Member } from './household.ts';
import { numberIn, type ManyRow } from './many-draft.ts';
import { useHousehold } from './use-household.ts';

interface HouseholdDialogProps {
  readonly onRows: (rows: readonly ManyRow[]) => void;
  readonly onClose: () => void;
}

const nobody: Member = { person: {}, relation: '', isTicked: true };

export function HouseholdDialog({ onRows, onClose }: HouseholdDialogProps) {
  const { t } = useTranslation('cases');
  const [head, setHead] = useState(nobody);
  const [members, setMembers] = useState<readonly Member[]>([]);
  const element = useRef<HTMLFormElement>(null);
  const household = useHousehold((sought) => {
    setHead((before) => ({ ...before, person: headWith(before.person, peopleOf(sought, []).head) }));
    setMembers(
      (before) =>
        peopleOf(
          sought,
          before.filter(({ isFound }) => isFound !== true),
        ).members,
    );
  });
  const changeHead = (next: Member) => {
    setHead(next);
    const number = numberIn({ id: '', petitioner: next.person, form: {} });
    const isNew = number !== numberIn({ id: '', petitioner: head.person, form: {} });
    if (isNew && readId(next.person, today())) void household.seek(next.person, number);
  };
  const count = [head, ...members].filter(({ isTicked, person }) => isTicked && isNamed(person)).length;
  const replace = (at: number, next: Member) => {
    setMembers(members.with(at, next));
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
            <MemberLine
              member={head}
              path="head"
              onChange={changeHead}
              onFound={(party) => void household.take(party)}
              isHead
            />
            <HouseholdChoice lines={household.offered} onTake={(one) => void household.choose(one)} />
          </Fieldset>
          <Fieldset legend={t('many.members')}>
            <Stack gap="xs">
              {members.map((member, index) => (
                <MemberLine
                  key={index}
                  member={member}
                  path={`members.${String(index)}`}
                  onChange={(next) => {
                    replace(index, next);
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
          <RefusalNote refusal={household.refusal} />
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
  /** What is typed makes the line one's own. */
  const change = (part: Partial<Member>) => {
    const { isFound: _found, isAlike: _alike, ...own } = member;
    onChange({ ...own, ...part });
  };
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
            change({ relation: event.currentTarget.value });
          }}
        />
      )}
      <Box style={{ flex: 1 }}>
        {member.isAlike && (
          <Text size="sm" c="var(--tongban-warn)" data-testid="alike">
            {t('many.alike')}
          </Text>
        )}
        <PersonFields
          person={person}
          onChange={(next) => {
            change({ person: withoutParty(person, next) });
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
