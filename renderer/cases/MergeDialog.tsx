/** 并案: this case goes on within another. The main case is found by any fragment of it. */
import { useTranslation } from 'react-i18next';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useKindWords } from '../fields/kind-words.ts';
import type { ActDialogProps } from './ActDialog.tsx';
import { OtherCaseDialog } from './OtherCaseDialog.tsx';

interface Merge {
  readonly into: string;
  readonly reason: string;
}

export function MergeDialog({ page: { kind, stream }, type, onClose, onDone }: ActDialogProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords(kind);
  const merge = useAct((act: string, input: Merge) => desk.case.merge({ act, stream, ...input }));
  return (
    <OtherCaseDialog
      title={words.step(type)}
      words={{
        hint: t('merge.hint'),
        find: t('merge.find'),
        none: t('merge.none'),
        reason: words.field('reason'),
        submit: t('act.submit', { step: words.step(type) }),
      }}
      filter="open"
      stream={stream}
      act={merge}
      onSubmit={(into, reason) => {
        void merge.run({ into, reason }).then((answer) => {
          if (answer?.ok) onDone(answer.value);
        });
      }}
      onClose={onClose}
      testId="act-submit"
    />
  );
}
