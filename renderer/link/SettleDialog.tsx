/** 不再重写: looked at, with a reason; what was returned stays kept. */
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { enterToNext } from '../app/enter-to-next.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';

interface SettleDialogProps {
  readonly refused: string;
  readonly onClose: () => void;
}

export function SettleDialog({ refused, onClose }: SettleDialogProps) {
  const { t } = useTranslation('screens');
  const [reason, setReason] = useState('');
  const act = useAct((_act, why: string) => desk.link.settle({ refused, reason: why }));
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const answer = await act.run(reason.trim());
    if (!answer?.ok) return;
    onClose();
    askAgain();
  };
  return (
    <Modal opened onClose={onClose} title={t('link.settleTitle')} size={36 * 16} closeOnClickOutside={false}>
      <form onSubmit={(event) => void submit(event)} onKeyDown={enterToNext} noValidate>
        <Stack>
          <Text>{t('link.settleWhat')}</Text>
          <Textarea
            label={t('link.reason')}
            name="reason"
            withAsterisk
            data-autofocus
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={({ currentTarget }) => {
              setReason(currentTarget.value);
            }}
          />
          <RefusalNote refusal={act.refusal} />
          <Group>
            <Button type="submit" loading={act.isBusy} disabled={reason.trim() === ''}>
              {t('link.settleIt')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
