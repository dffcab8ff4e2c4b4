import { Alert, Button, Group, PasswordInput, Stack, Title } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { checkPassword } from '#shared/identity/password-policy.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { PasswordField } from '../staff/PasswordField.tsx';

const empty = { old: '', fresh: '', again: '' };

export function PasswordPage() {
  const { t } = useTranslation('screens');
  const { me } = usePerson();
  const [typed, setTyped] = useState(empty);
  const [isDone, setDone] = useState(false);
  const act = useAct((_act, input: { old: string; fresh: string }) => desk.login.changePassword(input));
  const { old, fresh, again } = typed;
  const isReady = old !== '' && checkPassword(fresh, me.login).ok && fresh === again;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady) return;
    const answer = await act.run({ old, fresh });
    setDone(answer?.ok === true);
    if (answer?.ok) setTyped(empty);
  };
  return (
    <form onSubmit={(event) => void submit(event)} onKeyDown={enterToNext} noValidate>
      <Stack maw="28rem">
        <Title order={1}>{t('settings.page.password')}</Title>
        {isDone && (
          <Alert color="green" variant="light" role="status">
            {t('password.changed')}
          </Alert>
        )}
        <PasswordInput
          label={t('password.old')}
          name="old"
          value={old}
          onChange={({ currentTarget }) => {
            setTyped({ ...typed, old: currentTarget.value });
          }}
          autoComplete="off"
          autoFocus
        />
        <PasswordField
          label={t('password.fresh')}
          login={me.login}
          value={fresh}
          onChange={(value) => {
            setTyped({ ...typed, fresh: value });
          }}
        />
        <PasswordInput
          label={t('staff.passwordAgain')}
          name="again"
          value={again}
          error={again !== '' && !fresh.startsWith(again) ? t('staff.passwordDiffers') : undefined}
          onChange={({ currentTarget }) => {
            setTyped({ ...typed, again: currentTarget.value });
          }}
          autoComplete="off"
        />
        <RefusalNote refusal={act.refusal} />
        <Group>
          <Button type="submit" disabled={!isReady} loading={act.isBusy}>
            {t('password.change')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
