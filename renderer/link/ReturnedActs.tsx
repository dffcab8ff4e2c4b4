/**
 * 待核对: what the server did not take. It counts for nothing any more and is kept with every word; a person writes it again or says why
 * it need not be.
 */
import { Alert, Box, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusedAct } from '#shared/contract/link.ts';
import { rulesetOf } from '#shared/kinds/mechanism/define.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { ButtonLink } from '../app/links.tsx';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';
import { findWord } from '../app/words.ts';
import { DetailRows } from '../cases/DetailRows.tsx';
import { detailsOf } from '../cases/history-detail.ts';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { ActHead } from './ActHead.tsx';
import classes from './Link.module.css';
import { SettleDialog } from './SettleDialog.tsx';

/** Written again: where it stands now, and whether as a new case with a new number. */
interface Written {
  readonly stream: string;
  readonly isNew: boolean;
}

/** `total`: all that were returned, also those of cases this person does not see. */
export function ReturnedActs({ total }: { readonly total: number }) {
  const { t } = useTranslation('screens');
  const [written, setWritten] = useState<Written>();
  const returned = useAnswer(['link.refused'], () => desk.link.refused({}));
  if (total === 0 && written === undefined) return null;
  return (
    <section aria-labelledby="returned-acts" data-testid="returned-acts">
      <Title order={2} mb="xs" id="returned-acts">
        {t('link.returnedTitle', { count: total })}
      </Title>
      {written && <WrittenNote written={written} />}
      {total > 0 && (
        <Answered answer={returned}>
          {({ acts }) => (
            <>
              <Text mb="sm">{t('link.returnedWhat')}</Text>
              <ul className={classes.acts}>
                {acts.map((act) => (
                  <li key={act.act} data-act={act.act}>
                    <ReturnedAct act={act} onWritten={setWritten} />
                  </li>
                ))}
              </ul>
              {acts.length < total && (
                <Text c="dimmed" mt="xs">
                  {t('link.notShown', { count: total - acts.length })}
                </Text>
              )}
            </>
          )}
        </Answered>
      )}
    </section>
  );
}

function WrittenNote({ written: { stream, isNew } }: { readonly written: Written }) {
  const { t } = useTranslation('screens');
  return (
    <Alert color="green" variant="light" role="status" mb="sm">
      <Group>
        <Text>{t(isNew ? 'link.writtenNew' : 'link.written')}</Text>
        <ButtonLink to="/cases/$stream" params={{ stream }} variant="default">
          {t('link.openCase')}
        </ButtonLink>
      </Group>
    </Alert>
  );
}

interface ReturnedActProps {
  readonly act: RefusedAct;
  readonly onWritten: (written: Written) => void;
}

function ReturnedAct({ act, onWritten }: ReturnedActProps) {
  const { t } = useTranslation('screens');
  return (
    <Stack gap="xs">
      <ActHead act={act} />
      <Text>{findWord('screens', `link.code.${act.code}`) ?? t('link.code.other')}</Text>
      <Contents act={act} />
      <WhatNow act={act} onWritten={onWritten} />
    </Stack>
  );
}

/** As the history of its case would show it. */
function Contents({ act }: { readonly act: RefusedAct }) {
  const kind = findKind(act.kind);
  if (kind === undefined) return null;
  return (
    <Box>
      <DetailRows kind={act.kind} details={detailsOf(act, rulesetOf(kind, kind.rules))} />
    </Box>
  );
}

function WhatNow({ act, onWritten }: ReturnedActProps) {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  const [isSettling, setSettling] = useState(false);
  const repeat = useAct((id, refused: string) => desk.link.repeat({ act: id, refused }));
  const write = async (): Promise<void> => {
    const answer = await repeat.run(act.act);
    if (!answer?.ok) return;
    const { stream } = answer.value;
    onWritten({ stream, isNew: stream !== act.stream });
    askAgain();
  };
  return (
    <>
      <Group>
        {act.isRepeatable && may('case.handle') && (
          <Button onClick={() => void write()} loading={repeat.isBusy}>
            {t('link.repeat')}
          </Button>
        )}
        {may('case.correct') && (
          <Button
            variant="default"
            onClick={() => {
              setSettling(true);
            }}
          >
            {t('link.settle')}
          </Button>
        )}
      </Group>
      <RefusalNote refusal={repeat.refusal} />
      {isSettling && (
        <SettleDialog
          refused={act.act}
          onClose={() => {
            setSettling(false);
          }}
        />
      )}
    </>
  );
}
