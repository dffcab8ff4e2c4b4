/** It stands still until a person has looked: what is wrong, what was kept, what to do; and 「go on」 for who may say so. */
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { linkStops } from '#shared/contract/link.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';

type Stop = (typeof linkStops)[number];

export function StopNotice({ stop }: { readonly stop: Stop }) {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  return (
    <Alert color="red" variant="light" role="alert" title={t('link.stopped')} data-testid="link-stop" data-stop={stop}>
      <Stack gap="sm">
        <Text fw={600}>{t(`link.stop.${stop}`)}</Text>
        <Text>{t(stop === 'tooManyGone' ? 'link.keptAll' : 'link.kept')}</Text>
        <Text>{t(`link.todo.${stop}`)}</Text>
        {may('desk.manage') ? <GoOn stop={stop} /> : <Text c="dimmed">{t('link.mayNotGoOn')}</Text>}
      </Stack>
    </Alert>
  );
}

/** Where cases would leave this desk by it, it is asked twice. */
function GoOn({ stop }: { readonly stop: Stop }) {
  const { t } = useTranslation('screens');
  const [isAsking, setAsking] = useState(false);
  const act = useAct((_act, seen: Stop) => desk.link.goOn({ stop: seen }));
  const goOn = async (): Promise<void> => {
    const answer = await act.run(stop);
    if (answer === undefined) return;
    setAsking(false);
    askAgain();
  };
  const say = (
    <Button color="red.9" onClick={() => void goOn()} loading={act.isBusy} data-testid="link-go-on">
      {t(stop === 'tooManyGone' ? 'link.letGo' : 'link.goOn')}
    </Button>
  );
  if (stop !== 'tooManyGone') {
    return (
      <>
        <Group>{say}</Group>
        <RefusalNote refusal={act.refusal} />
      </>
    );
  }
  const close = (): void => {
    setAsking(false);
  };
  return (
    <>
      <Group>
        <Button
          color="red.9"
          onClick={() => {
            setAsking(true);
          }}
        >
          {t('link.goOn')}
        </Button>
      </Group>
      <RefusalNote refusal={act.refusal} />
      <Modal opened={isAsking} onClose={close} title={t('link.letGoTitle')} size={36 * 16}>
        <Stack>
          <Text>{t('link.letGoWhat')}</Text>
          <Group>
            {say}
            <Button variant="default" onClick={close} data-autofocus>
              {t('common.cancel')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
