/** The rows to tick: handed over at a station, counted in at the hall. All of a submit or none of it; a slip's code ticks its row. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { enterToNext } from '../app/enter-to-next.ts';
import { RowRefusal } from '../batches/RowRefusal.tsx';
import { usePapers, type PapersPlace } from './use-papers.ts';
import { VillageTable } from './VillageTable.tsx';

export function VillageRows(place: PapersPlace) {
  const { t } = useTranslation('cases');
  const { isVillage, rows } = place;
  const { keyed, put, keepNow, chosen, isReady, isBusy, refusal, submit } = usePapers(place);
  if (rows.length === 0) return <Text c="dimmed">{t('village.nothing')}</Text>;
  return (
    <form
      onKeyDown={enterToNext}
      onBlur={keepNow}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm">
        <VillageTable rows={rows} keyed={keyed} onChange={put} />
        <RowRefusal refusal={refusal} numbers={chosen.map(({ number }) => number)} />
        <Group align="flex-end">
          {isVillage && (
            <TextInput
              label={t('village.carrier')}
              name="carrier"
              w={240}
              value={keyed.carrier}
              onChange={({ currentTarget: { value } }) => {
                put({ ...keyed, carrier: value });
              }}
            />
          )}
          <Button type="submit" loading={isBusy} disabled={!isReady} data-testid="village-submit">
            {t(isVillage ? 'village.send' : 'village.receive', { count: chosen.length })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
