/** 执行: what cannot be taken back stands there in plain words, and the number of the list is typed once more. */
import { Alert, Button, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalPage } from '#shared/contract/appraisal.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';

export function CarryOut({ page: { line } }: { readonly page: AppraisalPage }) {
  const { t } = useTranslation('cases');
  const [word, setWord] = useState('');
  const act = useAct((id, typed: string) => desk.appraisal.carryOut({ act: id, stream: line.stream, word: typed }));
  const { kept, toDestroy } = line;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if ((await act.run(word.trim()))?.ok === true) askAgain();
  };
  return (
    <Alert color={toDestroy > 0 ? 'red' : 'blue'} variant="light" data-testid="carry-out">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="xs">
          <Text fw={600}>{t('appraisal.do.what', { kept, toDestroy })}</Text>
          {toDestroy > 0 && (
            <List size="sm" spacing={2}>
              {(['gone', 'left', 'backups', 'final'] as const).map((one) => (
                <List.Item key={one}>{t(`appraisal.do.${one}`)}</List.Item>
              ))}
            </List>
          )}
          <Group align="flex-end">
            <TextInput
              w={360}
              name="word"
              autoComplete="off"
              label={t('appraisal.do.word', { number: line.number })}
              value={word}
              onChange={(event) => {
                setWord(event.currentTarget.value);
              }}
            />
            <Button
              type="submit"
              color={toDestroy > 0 ? 'red' : 'blue'}
              disabled={word.trim() === ''}
              loading={act.isBusy}
              data-testid="carry-out-submit"
            >
              {t(toDestroy > 0 ? 'appraisal.do.destroy' : 'appraisal.do.keep', { count: toDestroy })}
            </Button>
          </Group>
          <RefusalNote refusal={act.refusal} />
        </Stack>
      </form>
    </Alert>
  );
}
