/** 原件保管 of one case: what of the person's own is out, in whose hands since when, and what is missing. */
import { Alert, Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { useDates } from '../app/dates.ts';
import { useWho } from '../app/who.ts';
import { useHandWord } from './hand-word.ts';

type Original = CasePage['originals'][number];

/** What is owed to the person: neither back nor made good. */
const isOut = ({ returned, holder }: Original): boolean => returned === null && holder?.at !== 'settled';

export function OriginalsPanel({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation('cases');
  if (page.originals.length === 0) return null;
  return (
    <Paper withBorder p="md" data-testid="originals">
      <Title order={2} mb="xs">
        {t('originals.title')}
      </Title>
      {page.originals.map((row) => (
        <OneOriginal key={row.material} row={row} />
      ))}
      {page.originals.some(isOut) && (
        <Text size="sm" c="var(--tongban-warn)" mt="xs">
          {t('originals.beforeClosing')}
        </Text>
      )}
    </Paper>
  );
}

function OneOriginal({ row }: { readonly row: Original }) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  const who = useWho();
  const { material, copies, backBy, isOverdue, offered, lost, holder } = row;
  return (
    <div data-original={material} data-returned={row.returned !== null} data-hand={holder?.at ?? 'here'}>
      <Text fw={600}>{t('originals.one', { material, count: copies })}</Text>
      <WhereItIs row={row} />
      {offered !== '' && (
        <Text size="sm" c="var(--tongban-warn)">
          {t('originals.offered', { to: who(offered) })}
        </Text>
      )}
      {isOut(row) && backBy !== null && (
        <Text size="sm" {...(isOverdue ? { c: 'red.8', fw: 600 } : { c: 'dimmed' })}>
          {t(isOverdue ? 'originals.backOverdue' : 'originals.backBy', { on: backBy })}
        </Text>
      )}
      {lost !== null && <Loss lost={lost} isNow={holder?.at === 'lost'} on={day(lost.on)} />}
    </div>
  );
}

function WhereItIs({ row }: { readonly row: Original }) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  const handWord = useHandWord();
  const { since, place, returned, holder } = row;
  if (returned !== null)
    return (
      <Text size="sm" c="dimmed">
        {t('originals.returned', { on: day(returned.on), to: returned.to })}
      </Text>
    );
  if (holder !== null) return <Text size="sm">{t('originals.inHand', { hand: handWord(row), on: day(since) })}</Text>;
  return (
    <Text size="sm" c="dimmed">
      {t('originals.since', { on: day(since), place: place === '' ? '' : `${t('separator')}${place}` })}
    </Text>
  );
}

function Loss({
  lost,
  isNow,
  on,
}: {
  readonly lost: NonNullable<Original['lost']>;
  readonly isNow: boolean;
  readonly on: string;
}) {
  const { t } = useTranslation('cases');
  const who = useWho();
  const said = { on, by: who(lost.byName), search: lost.search };
  const told =
    lost.lastHolder === '' ? t('originals.lostHere', said) : t('originals.lost', { ...said, last: lost.lastHolder });
  if (isNow)
    return (
      <Alert color="red" p="xs" mt={4} data-testid="loss">
        {told}
      </Alert>
    );
  return (
    <Text size="sm" c="dimmed" data-testid="loss">
      {told}
      {lost.settled !== null && t('originals.settled', { what: lost.settled.what })}
    </Text>
  );
}
