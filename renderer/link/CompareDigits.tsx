/** The same six digits on both screens: compared by a person here and by the operator there, and only then does the desk belong there. */
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkState } from '#shared/contract/link.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useConfirming } from './use-confirming.ts';
import { spokenAddress } from './use-link.ts';

export function CompareDigits({ state }: { readonly state: LinkState }) {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  const [isSaid, setSaid] = useState(false);
  const { refusal, isOver } = useConfirming(isSaid);
  return (
    <Paper withBorder p="lg" maw="40rem">
      <Stack>
        <Title order={2}>{t('link.compare')}</Title>
        <Text>{t('link.compareHow', { address: spokenAddress(state.address) })}</Text>
        <Digits comparison={state.comparison} />
        {isSaid && !isOver && <Text role="status">{t('link.waitForYes')}</Text>}
        <RefusalNote refusal={refusal} />
        {may('desk.manage') ? (
          <Decide
            isSaid={isSaid}
            isOver={isOver}
            onSay={() => {
              setSaid(true);
            }}
          />
        ) : (
          <Text c="dimmed">{t('link.mayNotJoin')}</Text>
        )}
      </Stack>
    </Paper>
  );
}

/** Here the eyes and the reading voice begin: a yes that is under the finger would be said before anything was compared. */
function Digits({ comparison }: { readonly comparison: string }) {
  const { t } = useTranslation('screens');
  const element = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    element.current?.focus();
  }, []);
  return (
    <Text
      ref={element}
      tabIndex={-1}
      w="fit-content"
      fz="4rem"
      fw={700}
      lh={1.2}
      style={{ letterSpacing: '0.15em' }}
      data-testid="comparison"
      aria-label={t('link.digits', { digits: [...comparison.replace(' ', '')].join(' ') })}
    >
      {comparison}
    </Text>
  );
}

interface DecideProps {
  readonly isSaid: boolean;
  readonly isOver: boolean;
  readonly onSay: () => void;
}

function Decide({ isSaid, isOver, onSay }: DecideProps) {
  const { t } = useTranslation('screens');
  const cancel = useAct(() => desk.link.cancel({}));
  const leave = async (): Promise<void> => {
    const answer = await cancel.run(undefined);
    if (answer?.ok) askAgain();
  };
  return (
    <>
      <Group>
        {!isSaid && <Button onClick={onSay}>{t('link.same')}</Button>}
        <Button variant="default" onClick={() => void leave()} loading={cancel.isBusy}>
          {t(isOver ? 'link.again' : isSaid ? 'link.giveUp' : 'link.differs')}
        </Button>
      </Group>
      <RefusalNote refusal={cancel.refusal} />
    </>
  );
}
