/** 更正: an attachment that was put into the wrong case goes to the right one; the history of both tells. */
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { CaseChooser } from '../cases/CaseChooser.tsx';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import type { AttachedFile } from './attached-files.ts';

interface MoveDialogProps {
  readonly page: CasePage;
  readonly file: AttachedFile;
  readonly onClose: () => void;
}

interface Move {
  readonly to: string;
  readonly reason: string;
}

export function MoveDialog({ page: { stream }, file: { id, name }, onClose }: MoveDialogProps) {
  const { t } = useTranslation('cases');
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const move = useAct((act: string, input: Move) => desk.attachment.move({ act, stream, id, ...input }));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('attachment.move.title', { name })}
      size={46 * 16}
      closeOnClickOutside={false}
    >
      <form
        noValidate
        onKeyDown={enterToNext}
        onSubmit={(event) => {
          event.preventDefault();
          void move.run({ to, reason: reason.trim() }).then((answer) => {
            if (answer?.ok) onClose();
          });
        }}
      >
        <Stack gap="sm">
          <Text c="dimmed">{t('attachment.move.hint')}</Text>
          <CaseChooser
            words={{ find: t('attachment.move.find'), none: t('attachment.move.none') }}
            filter="all"
            except={stream}
            chosen={to}
            onChoose={setTo}
          />
          <Textarea
            label={t('attachment.move.reason')}
            name="reason"
            withAsterisk
            autosize
            minRows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
            }}
          />
          <RefusalNote refusal={move.refusal} />
          <Group>
            <Button
              type="submit"
              disabled={to === '' || reason.trim() === ''}
              loading={move.isBusy}
              data-testid="move-submit"
            >
              {t('attachment.move.submit')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('act.close')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
