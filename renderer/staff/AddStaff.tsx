import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { checkPassword } from '#shared/identity/password-policy.ts';
import type { StaffRole } from '#shared/kernel/permissions.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { PasswordField } from './PasswordField.tsx';
import { RolesField } from './RolesField.tsx';

interface NewStaff {
  readonly name: string;
  readonly login: string;
  readonly password: string;
  readonly roles: StaffRole[];
}

export function AddStaff({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('screens');
  const [typed, setTyped] = useState<NewStaff>({ name: '', login: '', password: '', roles: ['window'] });
  const act = useAct((id, input: NewStaff) => desk.staff.add({ act: id, ...input }));
  const { name, login, password, roles } = typed;
  const isReady = name.trim() !== '' && login.trim() !== '' && roles.length > 0 && checkPassword(password, login).ok;
  const set = (change: Partial<NewStaff>): void => {
    setTyped((last) => ({ ...last, ...change }));
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady) return;
    const answer = await act.run(typed);
    if (!answer?.ok) return;
    askAgain();
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('staff.add')} size="lg" closeOnClickOutside={false}>
      <form onSubmit={(event) => void submit(event)} onKeyDown={enterToNext} noValidate>
        <Stack>
          <Group grow align="start">
            <TextInput
              label={t('staff.name')}
              name="name"
              value={name}
              onChange={({ currentTarget }) => {
                set({ name: currentTarget.value });
              }}
              data-autofocus
              autoComplete="off"
            />
            <TextInput
              label={t('login.login')}
              name="login"
              value={login}
              onChange={({ currentTarget }) => {
                set({ login: currentTarget.value });
              }}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </Group>
          <PasswordField
            label={t('staff.firstPassword')}
            login={login}
            value={password}
            onChange={(value) => {
              set({ password: value });
            }}
          />
          <RolesField
            value={roles}
            onChange={(held) => {
              set({ roles: held });
            }}
          />
          <RefusalNote refusal={act.refusal} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!isReady} loading={act.isBusy}>
              {t('staff.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
