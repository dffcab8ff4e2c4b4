/** 更正: an attachment that was put into the wrong case goes to the right one; the history of both tells. */
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { OtherCaseDialog } from '../cases/OtherCaseDialog.tsx';
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
  const move = useAct((act: string, input: Move) => desk.attachment.move({ act, stream, id, ...input }));
  return (
    <OtherCaseDialog
      title={t('attachment.move.title', { name })}
      words={{
        hint: t('attachment.move.hint'),
        find: t('attachment.move.find'),
        none: t('attachment.move.none'),
        reason: t('attachment.move.reason'),
        submit: t('attachment.move.submit'),
      }}
      filter="all"
      stream={stream}
      act={move}
      onSubmit={(to, reason) => {
        void move.run({ to, reason }).then((answer) => {
          if (answer?.ok) onClose();
        });
      }}
      onClose={onClose}
      testId="move-submit"
    />
  );
}
