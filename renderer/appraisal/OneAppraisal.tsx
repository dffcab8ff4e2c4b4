/** One appraisal from its files to the end: opinions, the printed lists, who signed, and the one act that destroys. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalPage } from '#shared/contract/appraisal.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { printSheet } from '../papers/print-desk.ts';
import { CancelForm } from './CancelForm.tsx';
import { CarryOut } from './CarryOut.tsx';
import { FilesTable } from './FilesTable.tsx';
import { Opinions } from './Opinions.tsx';
import { SignForm } from './SignForm.tsx';

export function OneAppraisal({ stream }: { readonly stream: string }) {
  const answer = useAnswer(['appraisal.page', stream], () => desk.appraisal.page({ stream }), { keepsLast: true });
  return <Answered answer={answer}>{(page) => <Body page={page} />}</Answered>;
}

function Body({ page }: { readonly page: AppraisalPage }) {
  const { t } = useTranslation('cases');
  const { status, stream } = page.line;
  const mayJudge = status === 'opened' || status === 'judged';
  const isOpen = mayJudge || status === 'approved';
  return (
    <Stack gap="md">
      <Text>
        {t('appraisal.group', { names: page.group.map(({ name, duty }) => `${name}（${duty}）`).join(t('separator')) })}
      </Text>
      {mayJudge ? <Opinions key={page.judged} page={page} /> : <FilesTable files={page.files} />}
      {page.judged !== '' && <Lists page={page} />}
      {status === 'judged' && <SignForm page={page} />}
      {page.approver !== '' && <Signed page={page} />}
      {status === 'approved' && <CarryOut page={page} />}
      {status === 'carriedOut' && <Outcome page={page} />}
      {isOpen && <CancelForm stream={stream} />}
      {status === 'cancelled' && <Text>{t('appraisal.cancelled', { note: page.note })}</Text>}
    </Stack>
  );
}

function Lists({ page: { line } }: { readonly page: AppraisalPage }) {
  const { t } = useTranslation('cases');
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const print = async (paper: 'appraisalList' | 'destructionList') => {
    const answer = await answerOf(() => desk.appraisal.paper({ stream: line.stream, paper }));
    setRefusal(answer.ok ? undefined : answer.refusal);
    if (answer.ok) await printSheet(answer.value, paper, 'A4');
  };
  return (
    <Group>
      <Button variant="default" onClick={() => void print('appraisalList')} data-testid="print-appraisal-list">
        {t('appraisal.print.appraisalList')}
      </Button>
      {line.toDestroy > 0 && (
        <Button variant="default" onClick={() => void print('destructionList')} data-testid="print-destruction-list">
          {t('appraisal.print.destructionList')}
        </Button>
      )}
      <RefusalNote refusal={refusal} />
    </Group>
  );
}

function Signed({ page }: { readonly page: AppraisalPage }) {
  const { t } = useTranslation('cases');
  const { approver, approvedOn: on, witnesses, sheets, note } = page;
  const count = sheets.filter(({ isSigned }) => isSigned).length;
  return (
    <Text data-testid="appraisal-signed">
      {t('appraisal.signedBy', { approver, on })}
      {witnesses.length > 0 && t('appraisal.watched', { names: witnesses.join(t('separator')) })}
      {t('appraisal.scans', { count })}
      {note}
    </Text>
  );
}

function Outcome({ page: { files } }: { readonly page: AppraisalPage }) {
  const { t } = useTranslation('cases');
  const count = (fate: AppraisalPage['files'][number]['fate']): number =>
    files.filter((one) => one.fate === fate).length;
  const undone = count('undone');
  const waiting = count('waiting');
  return (
    <Alert color={undone > 0 ? 'orange' : 'green'} variant="light" role="status" data-testid="appraisal-outcome">
      <Text>{t('appraisal.outcome', { kept: count('kept'), destroyed: count('destroyed') })}</Text>
      {waiting > 0 && <Text>{t('appraisal.waiting', { count: waiting })}</Text>}
      {undone > 0 && <Text fw={600}>{t('appraisal.undone', { count: undone })}</Text>}
    </Alert>
  );
}
