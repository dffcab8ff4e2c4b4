/** 按编号归位: for a sheet whose code does not read, the number printed on it is typed, or another paper of the case is scanned. */
import { Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperOfSheet } from '#shared/contract/signature.ts';
import { isImeKey } from '../app/ime.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { paperName } from '../fields/kind-words.ts';

interface Found {
  readonly papers?: readonly PaperOfSheet[];
  readonly refusal?: DeskRefusal;
}

export function ByNumber({ onChosen }: { readonly onChosen: (paper: PaperOfSheet) => void }) {
  const { t } = useTranslation('cases');
  const [number, setNumber] = useState('');
  const [found, setFound] = useState<Found>({});
  const find = async () => {
    const answer = await answerOf(() => desk.signature.ofNumber({ number: number.trim() }));
    setFound(answer.ok ? { papers: answer.value.papers } : { refusal: answer.refusal });
    const [only, ...others] = answer.ok ? answer.value.papers : [];
    if (only !== undefined && others.length === 0) onChosen(only);
  };
  return (
    <>
      <Group gap="xs">
        <TextInput
          size="sm"
          w={260}
          aria-label={t('sheets.number')}
          placeholder={t('sheets.number')}
          autoComplete="off"
          spellCheck={false}
          value={number}
          onChange={(event) => {
            setNumber(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || isImeKey(event) || number.trim() === '') return;
            event.preventDefault();
            void find();
          }}
        />
        <Button size="sm" variant="default" disabled={number.trim() === ''} onClick={() => void find()}>
          {t('sheets.find')}
        </Button>
      </Group>
      <RefusalNote refusal={found.refusal} />
      {found.papers?.length === 0 && (
        <Text size="sm" role="alert">
          {t('sheets.noneWaits')}
        </Text>
      )}
      {(found.papers?.length ?? 0) > 1 && (
        <Group gap="xs" role="group" aria-label={t('sheets.which')}>
          {found.papers?.map((paper) => (
            <Button
              key={paper.paper}
              size="compact-sm"
              variant="default"
              onClick={() => {
                onChosen(paper);
              }}
            >
              {paperName(paper.spec)}
            </Button>
          ))}
        </Group>
      )}
    </>
  );
}
