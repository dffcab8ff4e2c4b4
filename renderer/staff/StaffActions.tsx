import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangeStaff, type StaffChange } from './ChangeStaff.tsx';
import type { StaffRow } from './staff-row.ts';

const changesOf = (row: StaffRow): readonly StaffChange[] =>
  row.isActive ? ['setRoles', 'resetPassword', 'suspend'] : ['reinstate'];

export function StaffActions({ row }: { readonly row: StaffRow }) {
  const { t } = useTranslation('screens');
  const [change, setChange] = useState<StaffChange>();
  return (
    <Group gap="xs">
      {changesOf(row).map((one) => (
        <Button
          key={one}
          size="compact-md"
          variant="default"
          aria-label={t('staff.changeOf', { change: t(`staff.change.${one}`), name: row.name })}
          onClick={() => {
            setChange(one);
          }}
        >
          {t(`staff.change.${one}`)}
        </Button>
      ))}
      {change && (
        <ChangeStaff
          row={row}
          change={change}
          onClose={() => {
            setChange(undefined);
          }}
        />
      )}
    </Group>
  );
}
