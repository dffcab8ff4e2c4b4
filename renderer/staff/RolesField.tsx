import { Checkbox, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { staffRoles, type StaffRole } from '#shared/kernel/permissions.ts';

interface RolesFieldProps {
  readonly value: readonly StaffRole[];
  readonly onChange: (roles: StaffRole[]) => void;
}

/** One person may hold several: in a small hall the reviewer also stands at the counter. */
export function RolesField({ value, onChange }: RolesFieldProps) {
  const { t } = useTranslation('screens');
  return (
    <Checkbox.Group
      label={t('staff.roles')}
      value={[...value]}
      onChange={(held) => {
        onChange(staffRoles.filter((role) => held.includes(role)));
      }}
    >
      <SimpleGrid cols={2} mt="xs">
        {staffRoles.map((role) => (
          <Checkbox key={role} value={role} label={t(`role.${role}`)} description={t(`role.hint.${role}`)} />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
}
