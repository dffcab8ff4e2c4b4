import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MemoLine } from '#shared/contract/memo.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { newActId } from '../client/act-runner.ts';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { keepAsIntake } from './to-intake.ts';

/** Of a kind of note the step that says: whoever it is about is here now. */
const arrivals: Readonly<Record<string, string>> = { appointment: 'came' };

/** The form stands ready before anything is written; a look at who it is is logged like any other. */
async function takeIn(act: string, { stream, type }: { readonly stream: string; readonly type: string }) {
  const page = await desk.memo.page({ stream, look: newActId() });
  if (!page.ok) return page;
  const draft = await keepAsIntake(page.value.fields);
  if (draft === undefined) return { ok: false, refusal: { code: 'program.unknown' } } as const;
  const came = await desk.case.step({ act, stream, type, data: {} });
  if (!came.ok) await desk.draft.drop({ id: draft });
  return came.ok ? ({ ok: true, value: draft } as const) : came;
}

/** 来了，收件: one key from the list of 预约 to a form that already says who and what. */
export function CameTakeIn({ line }: { readonly line: MemoLine }) {
  const { t } = useTranslation('screens');
  const navigate = useNavigate();
  const act = useAct(takeIn);
  const type = arrivals[line.kind];
  if (type === undefined || !line.allowed.includes(type)) return null;
  const go = async (): Promise<void> => {
    const answer = await act.run({ stream: line.stream, type });
    if (!answer?.ok) return;
    askAgain();
    await navigate({ to: '/take', search: { draft: answer.value } });
  };
  return (
    <>
      <Button size="compact-md" data-act="cameTakeIn" loading={act.isBusy} onClick={() => void go()}>
        {t('counter.cameTakeIn')}
      </Button>
      <RefusalNote refusal={act.refusal} />
    </>
  );
}
