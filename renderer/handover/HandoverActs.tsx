/** 接收, 退回, 撤回, 打印, 交还: each by a button that is there only for whom it is. */
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandoverPage } from '#shared/contract/work-handover.ts';
import { ButtonLink } from '../app/links.tsx';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { printSheet } from '../papers/print-desk.ts';

export function HandoverActs({ page }: { readonly page: HandoverPage }) {
  const { t } = useTranslation('cases');
  const { me } = usePerson();
  const { stream, status, receiver, mayTake, mayTakeBack } = page;
  const take = useAct((act, of: string) => desk.workHandover.take({ act, stream: of }));
  const takeBack = useAct((act, of: string) => desk.workHandover.takeBack({ act, stream: of }));
  const [isRefusing, setRefusing] = useState(false);
  const [notPrinted, setNotPrinted] = useState<DeskRefusal>();
  const print = async () => {
    const paper = await answerOf(() => desk.workHandover.paper({ stream }));
    setNotPrinted(paper.ok ? undefined : paper.refusal);
    if (paper.ok) await printSheet(paper.value, 'workHandover', 'A4');
  };
  const run = async (act: typeof take | typeof takeBack) => {
    if ((await act.run(stream))?.ok === true) askAgain();
  };
  return (
    <Stack gap="xs">
      <Group>
        {mayTake && (
          <>
            <Button loading={take.isBusy} onClick={() => void run(take)} data-testid="handover-take">
              {t('workHandover.take')}
            </Button>
            <Button
              variant="default"
              aria-expanded={isRefusing}
              data-testid="handover-refuse"
              onClick={() => {
                setRefusing(!isRefusing);
              }}
            >
              {t('workHandover.sendBack')}
            </Button>
          </>
        )}
        {mayTakeBack && (
          <Button variant="default" loading={takeBack.isBusy} onClick={() => void run(takeBack)}>
            {t('workHandover.takeBack')}
          </Button>
        )}
        <Button variant="default" onClick={() => void print()} data-testid="handover-print">
          {t('workHandover.print')}
        </Button>
        {status === 'taken' && receiver === me.staff && (
          <ButtonLink variant="default" to="/work-handovers/+new" search={{ back: stream }}>
            {t('workHandover.giveBack')}
          </ButtonLink>
        )}
      </Group>
      {mayTake && isRefusing && <Refusing stream={stream} />}
      <RefusalNote refusal={take.refusal ?? takeBack.refusal ?? notPrinted} />
    </Stack>
  );
}

function Refusing({ stream }: { readonly stream: string }) {
  const { t } = useTranslation('cases');
  const [refusal, setRefusal] = useState('');
  const act = useAct((id, why: string) => desk.workHandover.sendBack({ act: id, stream, refusal: why }));
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (refusal.trim() !== '' && (await act.run(refusal))?.ok === true) askAgain();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Group align="flex-end">
        <TextInput
          name="refusal"
          w={420}
          autoFocus
          maxLength={500}
          label={t('workHandover.refusal')}
          value={refusal}
          onChange={({ currentTarget: { value } }) => {
            setRefusal(value);
          }}
        />
        <Button type="submit" variant="default" loading={act.isBusy} disabled={refusal.trim() === ''}>
          {t('workHandover.sendBackNow')}
        </Button>
      </Group>
      <RefusalNote refusal={act.refusal} />
    </form>
  );
}
