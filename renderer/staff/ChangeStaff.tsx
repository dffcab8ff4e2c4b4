import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { checkPassword } from '#shared/identity/password-policy.ts';
import { staffRoles, type StaffRole } from '#shared/kernel/permissions.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { PasswordField } from './PasswordField.tsx';
import { RolesField } from './RolesField.tsx';
import type { StaffRow } from './staff-row.ts';

export type StaffChange = 'setRoles' | 'resetPassword' | 'suspend' | 'reinstate';

interface Typed {
  readonly roles: StaffRole[];
  readonly password: string;
}

const send = {
  setRoles: (act: string, staff: string, { roles }: Typed) => desk.staff.setRoles({ act, staff, roles }),
  suspend: (act: string, staff: string) => desk.staff.suspend({ act, staff }),
  reinstate: (act: string, staff: string, { password }: Typed) => desk.staff.reinstate({ act, staff, password }),
  resetPassword: (act: string, staff: string, { password }: Typed) =>
    desk.staff.resetPassword({ act, staff, password }),
} as const;

interface ChangeStaffProps {
  readonly row: StaffRow;
  readonly change: StaffChange;
  readonly onClose: () => void;
}

/** One change of one person, said in full before it is done. */
export function ChangeStaff({ row, change, onClose }: ChangeStaffProps) {
  const { t } = useTranslation('screens');
  const [typed, setTyped] = useState<Typed>({
    roles: staffRoles.filter((role) => row.roles.includes(role)),
    password: '',
  });
  const act = useAct((id, input: Typed) => send[change](id, row.staff, input));
  const asksPassword = change === 'reinstate' || change === 'resetPassword';
  const isReady =
    (!asksPassword || checkPassword(typed.password, row.login).ok) && (change !== 'setRoles' || typed.roles.length > 0);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady) return;
    const answer = await act.run(typed);
    if (!answer?.ok) return;
    askAgain();
    onClose();
  };
  const title = t('staff.changeOf', { change: t(`staff.change.${change}`), name: row.name });
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeOnClickOutside={false}>
      <form onSubmit={(event) => void submit(event)} onKeyDown={enterToNext} noValidate>
        <Stack>
          <Text>{t(`staff.explain.${change}`, { name: row.name })}</Text>
          {change === 'setRoles' && (
            <RolesField
              value={typed.roles}
              onChange={(roles) => {
                setTyped({ ...typed, roles });
              }}
            />
          )}
          {asksPassword && (
            <PasswordField
              label={t('staff.firstPassword')}
              login={row.login}
              value={typed.password}
              onChange={(password) => {
                setTyped({ ...typed, password });
              }}
            />
          )}
          <RefusalNote refusal={act.refusal} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              disabled={!isReady}
              loading={act.isBusy}
              color={change === 'suspend' ? 'red.9' : 'ink'}
            >
              {t(`staff.change.${change}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
