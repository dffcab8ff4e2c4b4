import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemoLine } from '#shared/contract/memo.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { newActId } from '../client/act-runner.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { textOf } from '../fields/values.ts';

const look = (id: string, stream: string) => desk.memo.page({ stream, look: id });

/** The telephone of whoever is to be called back: masked until somebody looks, which is written down. */
export function RevealMemo({ line }: { readonly line: MemoLine }) {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  const [id] = useState(newActId);
  const act = useAct(look, id);
  const [whole, setWhole] = useState<{ readonly phone: string; readonly text: string }>();
  const reveal = async (): Promise<void> => {
    const answer = await act.run(line.stream);
    if (!answer?.ok) return;
    const { phone, text } = answer.value.fields;
    setWhole({ phone: textOf(phone), text: textOf(text) });
  };
  if (line.phone === '') return <span />;
  return (
    <div>
      <Text span>{whole?.phone ?? line.phone}</Text>{' '}
      {whole ? (
        <Text size="sm">{whole.text}</Text>
      ) : (
        may('case.reveal') && (
          <Button variant="subtle" size="compact-sm" onClick={() => void reveal()} loading={act.isBusy}>
            {t('memo.reveal')}
          </Button>
        )
      )}
      <RefusalNote refusal={act.refusal} />
    </div>
  );
}
