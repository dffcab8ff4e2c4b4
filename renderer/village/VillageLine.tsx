import { Checkbox, Table, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VillageRow } from '#shared/contract/village.ts';
import { showNumber } from '#shared/documents/facts.ts';
import { useDates } from '../app/dates.ts';
import { AnchorLink } from '../app/links.tsx';
import { useToday } from '../app/use-today.ts';
import { isDoable } from './keyed.ts';
import classes from './Village.module.css';

interface VillageLineProps {
  readonly row: VillageRow;
  readonly isTicked: boolean;
  readonly note: string;
  readonly onTick: (isTicked: boolean) => void;
  readonly onNote: (note: string) => void;
}

export function VillageLine({ row, isTicked, note, onTick, onNote }: VillageLineProps) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  const { stream, number, petitioner, matter, station, beganOn, mayReceive } = row;
  return (
    <Table.Tr data-row={stream} data-papers={row.papers}>
      <Table.Td>
        {isDoable(row) && (
          <Checkbox
            aria-label={t('village.tick', { petitioner, number: showNumber(number) })}
            checked={isTicked}
            onChange={({ currentTarget: { checked } }) => {
              onTick(checked);
            }}
          />
        )}
      </Table.Td>
      <Table.Td className={classes.due ?? ''} data-light={row.light}>
        <AcceptBy row={row} />
      </Table.Td>
      <Table.Td>
        <AnchorLink to="/cases/$stream" params={{ stream }}>
          {petitioner}
        </AnchorLink>
        <Text size="sm" c="dimmed">
          {showNumber(number)}
        </Text>
      </Table.Td>
      <Table.Td>{matter}</Table.Td>
      <Table.Td>
        {station}
        <Text size="sm" c="dimmed">
          {t('village.takenOn', { day: day(beganOn) })}
        </Text>
      </Table.Td>
      <Table.Td>
        <Papers row={row} />
        {mayReceive && isTicked && (
          <TextInput
            aria-label={t('village.noteOf', { petitioner })}
            placeholder={t('village.note')}
            name={`note-${stream}`}
            mt={4}
            value={note}
            onChange={({ currentTarget: { value } }) => {
              onNote(value);
            }}
          />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** Until when somebody may be told what is missing; in words too, so that nobody has to tell red from yellow. */
function AcceptBy({ row: { acceptBy } }: { readonly row: VillageRow }) {
  const { t } = useTranslation('cases');
  const today = useToday();
  if (acceptBy === null) return t('village.told');
  if (acceptBy < today) return t('village.deemed', { day: acceptBy });
  return acceptBy === today ? t('village.today') : t('village.by', { day: acceptBy });
}

function Papers({ row: { papers, papersBy, list, carrier, note } }: { readonly row: VillageRow }) {
  const { t } = useTranslation('cases');
  const by = papersBy === null ? '' : t('village.papersBy', { day: papersBy });
  return (
    <>
      {t(`village.papers.${papers}`)} {papers === 'arrived' ? '' : by}
      {(list !== '' || note !== '') && (
        <Text size="sm" c="dimmed">
          {[list, carrier, note].filter((text) => text !== '').join(' · ')}
        </Text>
      )}
    </>
  );
}
