/** Once joined: how the link stands, what waits, what was returned. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LinkState } from '#shared/contract/link.ts';
import { useDates } from '../app/dates.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { findWord } from '../app/words.ts';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import classes from '../settings/Settings.module.css';
import { AwayLimit } from './AwayLimit.tsx';
import { Difference } from './Difference.tsx';
import { JoinForm } from './JoinForm.tsx';
import { ReturnedActs } from './ReturnedActs.tsx';
import { Stick } from './Stick.tsx';
import { StopNotice } from './StopNotice.tsx';
import { spokenAddress, useAskingAgain, useClock } from './use-link.ts';
import { WaitingActs } from './WaitingActs.tsx';

export function Joined({ state }: { readonly state: LinkState }) {
  const { may } = usePerson();
  useAskingAgain(state.is === 'atRest' || state.is === 'stopped' ? 'seldom' : 'often');
  return (
    <Stack gap="lg">
      {state.stop === null ? <Standing state={state} /> : <StopNotice stop={state.stop} />}
      {state.stop === 'unknown' && may('desk.manage') && <JoinForm />}
      {state.differs !== null && <Difference differs={state.differs} />}
      <ClockOff seconds={state.clockOff} />
      <Facts state={state} />
      {may('desk.manage') && <AwayLimit key={state.awayLimit} days={state.awayLimit} />}
      {may('case.read') && <ReturnedActs total={state.refused} />}
      {may('case.read') && <WaitingActs total={state.waiting} />}
      <Stick />
    </Stack>
  );
}

/** What it does now, in a sentence; while it waits also why, and when it is tried next. */
function Standing({ state }: { readonly state: LinkState }) {
  const { t } = useTranslation('screens');
  if (state.is !== 'waiting') {
    const word = state.is === 'working' || state.is === 'starting' ? state.is : 'atRest';
    return (
      <Text role="status" fw={600} data-testid="link-standing" data-is={state.is}>
        {t(`link.is.${word}`)}
      </Text>
    );
  }
  return (
    <Alert
      color="orange"
      variant="light"
      title={t(state.why === 'unreached' ? 'link.is.waiting' : 'link.is.later')}
      data-testid="link-standing"
      data-is="waiting"
    >
      <Stack gap="sm">
        <Text role="status">{findWord('screens', `link.why.${state.why}`) ?? t('link.why.fault')}</Text>
        <Group>
          <Retry />
          {state.until !== null && <Countdown until={state.until} />}
        </Group>
      </Stack>
    </Alert>
  );
}

function Retry() {
  const { t } = useTranslation('screens');
  const act = useAct(() => desk.link.retry({}));
  const retry = async (): Promise<void> => {
    const answer = await act.run(undefined);
    if (answer?.ok) askAgain();
  };
  return (
    <>
      <Button variant="default" onClick={() => void retry()} loading={act.isBusy}>
        {t('link.retry')}
      </Button>
      <RefusalNote refusal={act.refusal} />
    </>
  );
}

/** Counts down for the eyes; read out it would drown everything else. */
function Countdown({ until }: { readonly until: string }) {
  const { t } = useTranslation('screens');
  const left = Math.ceil((Date.parse(until) - useClock(1_000)) / 1_000);
  return <Text aria-live="off">{left > 0 ? t('link.next', { count: left }) : t('link.now')}</Text>;
}

function ClockOff({ seconds }: { readonly seconds: number | null }) {
  const { t } = useTranslation('screens');
  if (seconds === null) return null;
  return (
    <Alert color="orange" variant="light" title={t('link.clock')} data-testid="link-clock">
      {t(seconds > 0 ? 'link.clockSlow' : 'link.clockFast', { count: Math.abs(seconds) })}
    </Alert>
  );
}

function Facts({ state }: { readonly state: LinkState }) {
  const { t } = useTranslation('screens');
  const { moment } = useDates();
  const { address, answeredAt, metAt, waiting, oldest } = state;
  return (
    <dl className={classes.facts}>
      <dt>{t('link.server')}</dt>
      <dd>{spokenAddress(address)}</dd>
      <dt>{t('link.answered')}</dt>
      <dd>{answeredAt === null ? t('link.notYet') : moment(answeredAt)}</dd>
      {metAt !== null && (
        <>
          <dt>{t('link.met')}</dt>
          <dd>{moment(metAt)}</dd>
        </>
      )}
      <dt>{t('link.waits')}</dt>
      <dd data-testid="link-waits" data-count={waiting}>
        {oldest === null ? t('link.waitsNone') : t('link.waitsSince', { count: waiting, at: moment(oldest) })}
      </dd>
    </dl>
  );
}
