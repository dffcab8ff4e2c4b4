/** From the intake of one person to a list of many, with everything typed. */
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { shortcuts } from '../app/keys.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { useShortcut } from '../app/use-shortcut.ts';
import { useSteady } from '../app/use-steady.ts';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { matterIn, useMatterVersion } from '../fields/matter-facts.ts';
import { forDoor } from '../fields/values.ts';
import { manyOfIntake } from './from-intake.ts';
import { listKind, manyData, manyType, takenByLists } from './many-draft.ts';

interface ToManyProps {
  readonly kind: string;
  readonly values: JsonObject;
  /** What was typed stands in the list now. */
  readonly onGone: () => Promise<void>;
}

export function ToMany({ kind, values, onGone }: ToManyProps) {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const isFit = takenByLists?.kind === kind;
  const version = useMatterVersion(matterIn({ places: takenByLists?.form.places ?? [], values }));
  const go = useSteady(async () => {
    if (takenByLists === undefined) return;
    const id = newActId();
    const data = forDoor(manyData(manyOfIntake(takenByLists, values, version?.fields ?? [])));
    const kept = await answerOf(() => desk.draft.keep({ id, kind: listKind, type: manyType, stream: null, data }));
    setRefusal(kept.ok ? undefined : kept.refusal);
    if (!kept.ok) return;
    await onGone();
    await navigate({ to: '/many', search: { draft: id } });
  });
  useShortcut('many', () => void go(), isFit);
  if (!isFit) return null;
  return (
    <>
      <Button variant="subtle" onClick={() => void go()} data-testid="take-many">
        {t('many.fromIntake', { keys: shortcuts.many.keys })}
      </Button>
      <RefusalNote refusal={refusal} />
    </>
  );
}
