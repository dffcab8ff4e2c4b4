/** 开始鉴定 over the files that were ticked: what it is called, and who the group is. */
import { Autocomplete, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalOpened } from '#shared/contract/appraisal.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { newActId } from '../client/act-runner.ts';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';

interface Person {
  /** Of the row, so that what is typed stays with it. */
  readonly id: string;
  readonly name: string;
  readonly duty: string;
}
const nobody = (): Person => ({ id: newActId(), name: '', duty: '' });
const most = 20;

export function OpenForm({ streams }: { readonly streams: readonly string[] }) {
  const { t } = useTranslation('cases');
  const go = useNavigate();
  const [title, setTitle] = useState('');
  const [group, setGroup] = useState(() => [nobody(), nobody()]);
  const act = useAct((id, input: Omit<AppraisalOpened, 'act'>) => desk.appraisal.open({ ...input, act: id }));
  const members = group.filter(({ name }) => name.trim() !== '');
  const isReady =
    streams.length > 0 && title.trim() !== '' && members.length >= 2 && members.every(({ duty }) => duty.trim() !== '');
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!isReady) return;
    const answer = await act.run({
      title,
      group: members.map(({ name, duty }) => ({ name, duty })),
      streams: [...streams],
    });
    if (answer?.ok !== true) return;
    askAgain();
    await go({ to: '/appraisals' });
  };
  const put = (at: number, change: Partial<Person>) => {
    setGroup((last) => last.map((one, index) => (index === at ? { ...one, ...change } : one)));
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate data-testid="open-appraisal">
      <Stack gap="sm">
        <TextInput
          w={420}
          name="title"
          maxLength={200}
          label={t('appraisal.new.title')}
          value={title}
          onChange={(event) => {
            setTitle(event.currentTarget.value);
          }}
        />
        {group.map((one, index) => (
          <Member key={one.id} at={index} member={one} onPut={put} />
        ))}
        <Group>
          {group.length < most && (
            <Button
              variant="default"
              onClick={() => {
                setGroup((last) => [...last, nobody()]);
              }}
            >
              {t('appraisal.new.add')}
            </Button>
          )}
          <Button type="submit" disabled={!isReady} loading={act.isBusy}>
            {t('appraisal.new.submit', { count: streams.length })}
          </Button>
          {!isReady && <Text c="dimmed">{t('appraisal.new.needs')}</Text>}
        </Group>
        <RefusalNote refusal={act.refusal} />
      </Stack>
    </form>
  );
}

interface MemberProps {
  readonly at: number;
  readonly member: Person;
  readonly onPut: (at: number, change: Partial<Person>) => void;
}

/** One of the staff, or anybody else by name. */
function Member({ at, member, onPut }: MemberProps) {
  const { t } = useTranslation('cases');
  const staff = useAnswer(['staff.list'], () => desk.staff.list({}));
  const known = [...new Set((staff.data?.staff ?? []).filter(({ isActive }) => isActive).map(({ name }) => name))];
  return (
    <Group align="flex-end">
      <Autocomplete
        w={200}
        maxLength={100}
        label={t('appraisal.new.name', { nth: at + 1 })}
        data={known}
        value={member.name}
        onChange={(name) => {
          onPut(at, { name });
        }}
      />
      <TextInput
        w={200}
        maxLength={100}
        label={t('appraisal.new.duty', { nth: at + 1 })}
        value={member.duty}
        onChange={(event) => {
          onPut(at, { duty: event.currentTarget.value });
        }}
      />
    </Group>
  );
}
