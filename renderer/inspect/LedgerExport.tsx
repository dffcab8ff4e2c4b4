/** A register to a file. It asks once more first: outside the program nothing protects what stands in it. */
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerAsked } from '#shared/contract/ledger.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskAnswer } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { download } from '../registry/catalogue/save-file.ts';

export function LedgerExport({ asked, title }: { readonly asked: LedgerAsked; readonly title: string }) {
  const { t } = useTranslation('cases');
  const { printing } = usePerson().status;
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<DeskAnswer<{ readonly saved: boolean }>>();
  const save = async () => {
    setBusy(true);
    const act = newActId();
    const name = `${title} ${asked.from} ${asked.to}`;
    const go = () =>
      printing === 'electron'
        ? desk.ledger.save({ ...asked, act, name })
        : download(`${name}.xlsx`, () => desk.ledger.export({ ...asked, act }));
    const said = await answerOf(go);
    setAnswer(said);
    setBusy(false);
    setOpen(!said.ok);
  };
  const close = () => {
    setOpen(false);
  };
  return (
    <>
      {answer?.ok === true && answer.value.saved && (
        <Alert color="green" variant="light" role="status" p="xs">
          {t('ledgers.saved')}
        </Alert>
      )}
      <Button
        variant="default"
        data-testid="ledger-export"
        onClick={() => {
          setAnswer(undefined);
          setOpen(true);
        }}
      >
        {t('ledgers.export')}
      </Button>
      <Modal opened={isOpen} onClose={close} title={t('ledgers.warn.title')}>
        <Stack>
          <Text>{t('ledgers.warn.text')}</Text>
          <RefusalNote refusal={answer?.ok === false ? answer.refusal : undefined} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('ledgers.warn.back')}
            </Button>
            <Button data-autofocus loading={isBusy} onClick={() => void save()}>
              {t('ledgers.warn.go')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
