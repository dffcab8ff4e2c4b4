/** 读到的与已填的不同: both side by side; Enter takes the card's, Esc keeps what was typed. */
import { Button, Group, Modal, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CardReading } from './use-person-taker.ts';

export function CardQuestion({ reading }: { readonly reading: CardReading }) {
  const { t } = useTranslation('screens');
  const { differences, takeCard, keepTyped } = reading;
  if (differences.length === 0) return null;
  return (
    <Modal opened onClose={keepTyped} title={t('device.differs')} size="lg" closeOnClickOutside={false}>
      <Text>{t('device.differsHint')}</Text>
      <Table my="sm" data-testid="card-difference">
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            <Table.Th>{t('device.typed')}</Table.Th>
            <Table.Th>{t('device.onCard')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {differences.map(({ field, typed, read }) => (
            <Table.Tr key={field}>
              <Table.Th scope="row">{t(`device.field.${field}`)}</Table.Th>
              <Table.Td>{typed}</Table.Td>
              <Table.Td fw={600}>{read}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group justify="end">
        <Button variant="default" onClick={keepTyped} data-testid="card-keep">
          {t('device.keepTyped')}
        </Button>
        <Button onClick={takeCard} data-autofocus data-testid="card-take">
          {t('device.takeCard')}
        </Button>
      </Group>
    </Modal>
  );
}
