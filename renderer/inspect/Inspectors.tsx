/** 检查人员: who is let in, until when; one is let in for all cases or for one sample, and sent away before the last day if need be. */
import { Badge, Box, Button, Group, NativeSelect, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectionLine } from '#shared/contract/inspection.ts';
import { checkPassword } from '#shared/identity/password-policy.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { today } from '../fields/today.ts';
import { PasswordField } from '../staff/PasswordField.tsx';
import type { StaffRow } from '../staff/staff-row.ts';

export function Inspectors({ lines }: { readonly lines: readonly InspectionLine[] }) {
  const { t } = useTranslation('cases');
  const staff = useAnswer(['staff.list'], () => desk.staff.list({}));
  const inspectors = (staff.data?.staff ?? []).filter(({ until }) => until !== undefined);
  return (
    <Stack gap="xs">
      <Title order={2}>{t('inspectors.title')}</Title>
      <Text size="sm" c="dimmed">
        {t('inspectors.what')}
      </Text>
      {inspectors.map((row) => (
        <OneInspector key={row.staff} row={row} />
      ))}
      <Admit lines={lines} />
    </Stack>
  );
}

function OneInspector({ row }: { readonly row: StaffRow }) {
  const { t } = useTranslation('cases');
  const end = useAct((act, staff: string) => desk.inspection.end({ act, staff }));
  const { until = '' } = row;
  const isIn = row.isActive && until >= today();
  const send = async () => {
    if ((await end.run(row.staff))?.ok === true) askAgain();
  };
  return (
    <Group data-testid="inspector-row">
      <Text fw={600}>{row.name}</Text>
      <Text>{row.body}</Text>
      <Text>{t('inspectors.until', { until })}</Text>
      {isIn ? (
        <Button variant="default" size="compact-md" loading={end.isBusy} onClick={() => void send()}>
          {t('inspectors.end')}
        </Button>
      ) : (
        <Badge color="gray.7" radius="sm" tt="none">
          {t('inspectors.ended')}
        </Badge>
      )}
      <RefusalNote refusal={end.refusal} />
    </Group>
  );
}

const blank = { name: '', body: '', login: '', password: '', days: 3, sample: '' };

function Admit({ lines }: { readonly lines: readonly InspectionLine[] }) {
  const { t } = useTranslation('cases');
  const [typed, setTyped] = useState(blank);
  const act = useAct((id, { sample, ...input }: typeof blank) =>
    desk.inspection.admit({ act: id, ...input, ...(sample === '' ? {} : { sample }) }),
  );
  const put = (change: Partial<typeof blank>) => {
    setTyped((last) => ({ ...last, ...change }));
  };
  const { password, login, days, sample } = typed;
  const isReady =
    [typed.name, typed.body, login].every((one) => one.trim() !== '') && checkPassword(password, login).ok && days > 0;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!isReady) return;
    const answer = await act.run(typed);
    if (!answer?.ok) return;
    setTyped(blank);
    askAgain();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Group align="flex-start">
        {(['name', 'body', 'login'] as const).map((name) => (
          <TextInput
            key={name}
            w={180}
            name={`inspector-${name}`}
            label={name === 'body' ? t('inspections.body') : t(`inspectors.${name}`)}
            autoComplete="off"
            value={typed[name]}
            onChange={(event) => {
              put({ [name]: event.currentTarget.value });
            }}
          />
        ))}
        <Box w={260}>
          <PasswordField
            label={t('inspectors.password')}
            login={login}
            value={password}
            onChange={(value) => {
              put({ password: value });
            }}
          />
        </Box>
        <NumberInput
          label={t('inspectors.days')}
          name="days"
          w={130}
          min={1}
          max={90}
          value={days}
          onChange={(value) => {
            put({ days: Number(value) });
          }}
        />
        <NativeSelect
          label={t('inspectors.sample')}
          name="sample"
          w={240}
          value={sample}
          data={[
            { value: '', label: t('inspectors.sampleAll') },
            ...lines.map(({ stream, title, number }) => ({ value: stream, label: `${title} ${number}` })),
          ]}
          onChange={(event) => {
            put({ sample: event.currentTarget.value });
          }}
        />
      </Group>
      <Group mt="xs">
        <Button type="submit" disabled={!isReady} loading={act.isBusy} data-testid="inspector-admit">
          {t('inspectors.admit')}
        </Button>
        <RefusalNote refusal={act.refusal} />
      </Group>
    </form>
  );
}
