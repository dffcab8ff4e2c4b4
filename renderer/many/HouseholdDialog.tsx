/** 全家: the head found or read from a card, the members known or typed, and a tick for each who is to have a case. */
import { Button, Fieldset, Group, Modal, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enterToNext } from '../app/enter-to-next.ts';
import { shortcuts } from '../app/keys.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { newActId } from '../client/act-runner.ts';
import { normalPerson, readId } from '../fields/person.ts';
import { today } from '../fields/today.ts';
import { textOf } from '../fields/values.ts';
import { HouseholdChoice } from '../parties/HouseholdChoice.tsx';
import { headWith, peopleOf, rowsOfHousehold, type Member } from './household.ts';
import { numberIn, type ManyRow } from './many-draft.ts';
import { MemberLine } from './MemberLine.tsx';
import { useHousehold } from './use-household.ts';

interface HouseholdDialogProps {
  readonly onRows: (rows: readonly ManyRow[]) => void;
  readonly onClose: () => void;
}

const nobody: Member = { person: {}, relation: '', isTicked: true };

export function HouseholdDialog({ onRows, onClose }: HouseholdDialogProps) {
  const { t } = useTranslation('cases');
  const { head, members, setMembers, changeHead, household } = usePeople();
  const count = [head, ...members].filter(({ isTicked, person }) => isTicked && isNamed(person)).length;
  const submit = () => {
    if (count === 0) return;
    const all = members.map((member) => ({ ...member, person: normalPerson(member.person) }));
    onRows(rowsOfHousehold({ ...head, person: normalPerson(head.person) }, all, today(), newActId()));
  };
  return (
    <Modal opened onClose={onClose} title={t('many.household')} size={64 * 16} closeOnClickOutside={false}>
      <form
        noValidate
        onKeyDown={enterToNext}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
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
          <Members members={members} onChange={setMembers} />
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

/** The head and the members: those the hall knows of the household that was found, and those that were typed. */
function usePeople() {
  const [head, setHead] = useState(nobody);
  const [members, setMembers] = useState<readonly Member[]>([]);
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
  return { head, members, setMembers, changeHead, household };
}

interface MembersProps {
  readonly members: readonly Member[];
  readonly onChange: (members: readonly Member[]) => void;
}

function Members({ members, onChange }: MembersProps) {
  const { t } = useTranslation('cases');
  const element = useRef<HTMLDivElement>(null);
  const add = () => {
    onChange([...members, nobody]);
    window.setTimeout(() => {
      const last = [...(element.current?.querySelectorAll('[data-member]') ?? [])].at(-1);
      last?.querySelector<HTMLInputElement>('input[name$=".relation"]')?.focus();
    });
  };
  return (
    <Fieldset legend={t('many.members')}>
      <Stack gap="xs" ref={element}>
        {members.map((member, index) => (
          <MemberLine
            key={index}
            member={member}
            path={`members.${String(index)}`}
            onChange={(next) => {
              onChange(members.with(index, next));
            }}
          />
        ))}
        <Group>
          <Button variant="default" size="sm" data-testid="many-member" onClick={add}>
            {t('household.add')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

const isNamed = ({ name }: Member['person']): boolean => textOf(name).trim() !== '';
