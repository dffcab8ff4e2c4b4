import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskStatus } from '#shared/contract/desk.ts';
import { useDates } from '../app/dates.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askStatusAgain } from '../app/use-status.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useClockAsked } from './clock-asker.ts';

type Doubt = NonNullable<DeskStatus['clock']>;

/**
 * The date on paper is right or is not printed: in doubt, numbers and printing stop until somebody says that the day is right.
 * The question may be put off; it comes back when somebody asks for a number or presses the sign in the top bar.
 */
export function ClockQuestion() {
  const { status } = usePerson();
  const asked = useClockAsked();
  const [putOff, setPutOff] = useState(-1);
  const doubt = status.clock;
  if (!doubt || putOff === asked) return null;
  return (
    <ClockModal
      doubt={doubt}
      onClose={() => {
        setPutOff(asked);
      }}
    />
  );
}

function ClockModal({ doubt, onClose }: { readonly doubt: Doubt; readonly onClose: () => void }) {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  const { longDay, moment } = useDates();
  const act = useAct((id, today: string) => desk.desk.confirmClock({ act: id, today }));
  const confirm = async (): Promise<void> => {
    const answer = await act.run(doubt.today);
    if (answer?.ok) await askStatusAgain();
  };
  const mayConfirm = may('desk.confirmClock');
  return (
    <Modal opened onClose={onClose} title={t('clock.title')} size="lg">
      <Stack>
        <Text>{t(`clock.${doubt.why}`, { last: moment(doubt.last) })}</Text>
        <Text>{t('clock.question')}</Text>
        <Text fz="2rem" fw={700} ta="center" py="md">
          {longDay(doubt.today)}
        </Text>
        <Text c="dimmed">{mayConfirm ? t('clock.otherwise') : t('clock.mayNot')}</Text>
        <RefusalNote refusal={act.refusal} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('clock.later')}
          </Button>
          {mayConfirm && (
            <Button onClick={() => void confirm()} loading={act.isBusy}>
              {t('clock.confirm')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
