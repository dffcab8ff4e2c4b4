import { Badge, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../app/person.ts';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { Requests } from '../registry/Requests.tsx';
import { AddStaff } from './AddStaff.tsx';
import { StaffActions } from './StaffActions.tsx';
import type { StaffRow } from './staff-row.ts';

export function StaffPage() {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  const [isAdding, setAdding] = useState(false);
  const answer = useAnswer(['staff.list'], () => desk.staff.list({}));
  const close = (): void => {
    setAdding(false);
  };
  return (
    <Stack maw="64rem">
      <Group justify="space-between">
        <Title order={1}>{t('settings.page.staff')}</Title>
        {may('staff.manage') && (
          <Button
            onClick={() => {
              setAdding(true);
            }}
          >
            {t('staff.add')}
          </Button>
        )}
      </Group>
      {!may('staff.manage') && <Text c="dimmed">{t('staff.mayNot')}</Text>}
      <Requests kind="staff" />
      <Answered answer={answer}>{({ staff }) => <StaffTable staff={staff} />}</Answered>
      {isAdding && <AddStaff onClose={close} />}
    </Stack>
  );
}

function StaffTable({ staff }: { readonly staff: readonly StaffRow[] }) {
  const { t } = useTranslation('screens');
  const { may, me } = usePerson();
  return (
    <Table verticalSpacing="xs" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('staff.name')}</Table.Th>
          <Table.Th scope="col">{t('login.login')}</Table.Th>
          <Table.Th scope="col">{t('staff.roles')}</Table.Th>
          <Table.Th scope="col">{t('staff.state')}</Table.Th>
          {may('staff.manage') && <Table.Th scope="col">{t('staff.actions')}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {staff.map((row) => (
          <Table.Tr key={row.staff}>
            <Table.Th scope="row">
              {row.name}
              {row.staff === me.staff && (
                <Text span size="sm" c="dimmed" fw={400}>
                  {t('staff.you')}
                </Text>
              )}
            </Table.Th>
            <Table.Td>{row.login}</Table.Td>
            <Table.Td>{row.roles.map((role) => t(`role.${role}`)).join(t('list.separator'))}</Table.Td>
            <Table.Td>
              {row.isActive ? (
                t('staff.active')
              ) : (
                <Badge color="gray.7" radius="sm" tt="none">
                  {t('staff.suspended')}
                </Badge>
              )}
            </Table.Td>
            {may('staff.manage') && <Table.Td>{row.until === undefined && <StaffActions row={row} />}</Table.Td>}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
