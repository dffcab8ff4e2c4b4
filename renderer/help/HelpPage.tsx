import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { places, shortcutIds, shortcuts, type Place, type ShortcutId } from '../app/keys.ts';
import { usePerson } from '../app/person.ts';
import { useDates } from '../app/dates.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { desk } from '../client/desk.ts';
import { printSheet } from '../papers/print-desk.ts';
import { useAct } from '../client/use-act.ts';

type Rows = Parameters<typeof desk.paper.shortcutCard>[0]['rows'];

export function HelpPage() {
  const { t } = useTranslation('screens');
  const { status } = usePerson();
  const { day } = useDates();
  const card = useCard();
  const act = useAct((_act, rows: Rows) => desk.paper.shortcutCard({ rows }));
  const print = async (): Promise<void> => {
    const answer = await act.run(card);
    if (answer?.ok) await printSheet(answer.value, 'shortcutCard', 'A4');
  };
  return (
    <Stack maw="64rem">
      <Group justify="space-between">
        <Title order={1}>{t('top.help')}</Title>
        <Button onClick={() => void print()} loading={act.isBusy}>
          {t('help.card')}
        </Button>
      </Group>
      <RefusalNote refusal={act.refusal} />
      <Text>{t('help.ime')}</Text>
      <Group align="start" gap="xl">
        {places.map((place) => (
          <KeyTable key={place} place={place} />
        ))}
      </Group>
      <Title order={2}>{t('help.about')}</Title>
      <Text>{t('help.version', { version: status.build.version, date: day(status.build.date) })}</Text>
      <Text c="dimmed">{t('help.local')}</Text>
    </Stack>
  );
}

/** The simulated card reader has a key only where there is one. */
function useShownIds(): readonly ShortcutId[] {
  const { status } = usePerson();
  return shortcutIds.filter((id) => id !== 'readCard' || status.isDemo);
}

/** The same list as on the screen, in the words of the screen. */
function useCard(): Rows {
  const { t } = useTranslation('screens');
  return useShownIds().map((id) => ({
    keys: shortcuts[id].keys,
    does: t(`key.${id}`),
    where: t(`place.${shortcuts[id].where}`),
  }));
}

function KeyTable({ place }: { readonly place: Place }) {
  const { t } = useTranslation('screens');
  const ids = useShownIds();
  return (
    <section>
      <Title order={2} mb="xs">
        {t(`place.${place}`)}
      </Title>
      <Table withRowBorders={false} verticalSpacing={4} w="auto">
        <Table.Tbody>
          {ids
            .filter((id) => shortcuts[id].where === place)
            .map((id) => (
              <Table.Tr key={id}>
                <Table.Th scope="row">
                  <kbd>{shortcuts[id].keys}</kbd>
                </Table.Th>
                <Table.Td>{t(`key.${id}`)}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
