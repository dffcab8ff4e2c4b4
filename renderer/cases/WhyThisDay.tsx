/** 「为什么是这一天」: the days of a limit as a small calendar, with what stopped and lengthened it. Every sign is a word, not a colour. */
import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WhyThisDay as Why } from '#shared/contract/time.ts';
import { useDates } from '../app/dates.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { printSheet } from '../papers/print-desk.ts';
import { DayStrip, pauseSign } from './DayStrip.tsx';

interface WhyProps {
  readonly stream: string;
  readonly kind: string;
  readonly due: string;
}

export function WhyThisDay({ stream, kind, due }: WhyProps) {
  const answer = useAnswer(['case.whyThisDay', stream, due], () => desk.case.whyThisDay({ stream, due }), {
    keepsLast: true,
  });
  return <Answered answer={answer}>{(why) => <Reasons why={why} stream={stream} kind={kind} />}</Answered>;
}

function Reasons({ why, stream, kind }: { readonly why: Why } & Omit<WhyProps, 'due'>) {
  const { t } = useTranslation('cases');
  const { moment } = useDates();
  const more = why.extensions.reduce((sum, { amount }) => sum + amount, 0);
  const unit = `limit.${why.limit.unit}` as const;
  return (
    <Stack gap="xs" mt="xs" data-testid="why" fz="sm">
      <Text size="sm">
        {t('why.limit', { limit: t(unit, { count: why.limit.amount }), from: moment(why.from) })}
        {more > 0 &&
          t('why.more', { more: t(unit, { count: more }), whole: t(unit, { count: why.limit.amount + more }) })}
      </Text>
      {why.basis !== '' && <Text size="sm">{t('why.basis', { basis: why.basis })}</Text>}
      <DayStrip why={why} />
      {why.isPaused && why.counted !== null && (
        <Text size="sm" fw={600}>
          {t('why.soFar', {
            counted: t(unit, { count: why.counted }),
            left: t(unit, { count: why.limit.amount + more - why.counted }),
          })}
        </Text>
      )}
      <Happened why={why} kind={kind} />
      <Sources why={why} />
      <PrintWhy stream={stream} due={why.name} />
    </Stack>
  );
}

/** Pauses and extensions, with reason and basis. */
function Happened({ why, kind }: { readonly why: Why; readonly kind: string }) {
  const { t } = useTranslation('cases');
  const words = useKindWords(kind);
  const { day } = useDates();
  const amount = (count: number) => t(`limit.${why.limit.unit}`, { count });
  if (why.pauses.length + why.extensions.length === 0) return null;
  return (
    <List size="sm" spacing={4} withPadding listStyleType="none" data-testid="why-happened">
      {why.pauses.map(({ name, from, to, took, basis }, index) => (
        <List.Item key={from}>
          {t(to === null ? 'why.pauseOpen' : 'why.pause', {
            ...{ sign: pauseSign(index), name: words.value('procedure', name), from: day(from), to: to ? day(to) : '' },
            ...{ took: amount(took), basis },
          })}
        </List.Item>
      ))}
      {why.extensions.map(({ amount: more, reason, approvedBy, on }) => (
        <List.Item key={on}>{t('why.extension', { more: amount(more), approvedBy, on: day(on), reason })}</List.Item>
      ))}
    </List>
  );
}

function Sources({ why }: { readonly why: Why }) {
  const { t } = useTranslation('cases');
  const { version, counted, sources } = why.calendar;
  return (
    <Text size="xs" c="dimmed">
      {t('why.calendar', { version })}
      {sources.map(({ year, status, source }) =>
        t(status === 'official' ? 'why.source' : 'why.sourceEstimated', { year, source: source || t('why.noSource') }),
      )}
      {!why.isSame && ` ${t('why.notSame', { due: why.due, version: counted })}`}
    </Text>
  );
}

function PrintWhy({ stream, due }: { readonly stream: string; readonly due: string }) {
  const { t } = useTranslation('cases');
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const print = async () => {
    const page = await answerOf(() => desk.paper.dueExplanation({ stream, due }));
    setRefusal(page.ok ? undefined : page.refusal);
    if (page.ok) await printSheet(page.value, 'dueExplanation', 'A4');
  };
  return (
    <>
      <RefusalNote refusal={refusal} />
      <Group>
        <Button variant="default" size="compact-sm" onClick={() => void print()} data-testid="why-print">
          {t('why.print')}
        </Button>
      </Group>
    </>
  );
}
