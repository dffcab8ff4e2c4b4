import { Button, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskClient } from '#shared/contract/index.ts';
import { maskName } from '#shared/identity/masking.ts';
import { useDates } from '../app/dates.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { ButtonLink } from '../app/links.tsx';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { openAside } from '../counter/aside-opener.ts';
import { forgetNote } from '../counter/typed-notes.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { recordOf, textOf } from '../fields/values.ts';
import { draftLinks } from '../kinds/draft-links.ts';
import { useLinkState } from '../link/use-link.ts';
import classes from './Home.module.css';

type ListAnswer = Awaited<ReturnType<DeskClient['draft']['list']>>;
type DraftView = Extract<ListAnswer, { ok: true }>['value']['drafts'][number];

/** 未完成: what was begun and not submitted, papers nobody has said the fate of, what the township's server gave back. First thing after a login; absent when all is done. */
export function Unfinished() {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  const drafts = useAnswer(['draft.list'], () => desk.draft.list({}));
  const papers = useAnswer(['paper.waiting'], () => desk.paper.waiting({}), { isOn: may('paper.issue') });
  const link = useLinkState();
  const open = drafts.data?.drafts ?? [];
  const jobs = papers.data?.jobs ?? [];
  const returned = may('case.read') ? (link.data?.refused ?? 0) : 0;
  if (open.length === 0 && jobs.length === 0 && returned === 0)
    return <RefusalNote refusal={drafts.refusal ?? papers.refusal} />;
  return (
    <section aria-labelledby="unfinished">
      <Title order={2} mb="xs" id="unfinished">
        {t('home.unfinished')}
      </Title>
      <ul className={classes.lines}>
        {returned > 0 && (
          <li className={classes.todo}>
            <Text span fw={600}>
              {t('home.returned', { count: returned })}
            </Text>
            <Text span c="dimmed">
              {t('home.returnedHint')}
            </Text>
            <ButtonLink to="/settings/link" variant="default" size="compact-md">
              {t('home.look')}
            </ButtonLink>
          </li>
        )}
        {jobs.length > 0 && (
          <li className={classes.todo}>
            <Text span fw={600}>
              {t('home.papers', { count: jobs.length })}
            </Text>
            <Text span c="dimmed">
              {t('home.papersHint')}
            </Text>
            <ButtonLink to="/print" variant="default" size="compact-md">
              {t('home.look')}
            </ButtonLink>
          </li>
        )}
        {open.map((draft) => (
          <DraftLine key={draft.id} draft={draft} />
        ))}
      </ul>
    </section>
  );
}

function DraftLine({ draft }: { readonly draft: DraftView }) {
  const { t } = useTranslation('screens');
  const { moment } = useDates();
  const words = useKindWords(draft.kind);
  const [isAsking, setAsking] = useState(false);
  const act = useAct((_act, id: string) => desk.draft.drop({ id }));
  const drop = async (): Promise<void> => {
    const answer = await act.run(draft.id);
    if (!answer?.ok) return;
    forgetNote(draft.id);
    askAgain();
  };
  return (
    <li className={classes.todo}>
      <Text span fw={600}>
        {t('home.draft', { kind: words.name, step: words.step(draft.type) })}
        {petitionerOf(draft) !== '' && ` · ${petitionerOf(draft)}`}
      </Text>
      <Text span c="dimmed">
        {t('home.draftAt', { at: moment(draft.changedAt) })}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <GoOn draft={draft} />
        {isAsking ? (
          <Button color="red.9" size="compact-md" onClick={() => void drop()} loading={act.isBusy}>
            {t('home.reallyDrop')}
          </Button>
        ) : (
          <Button
            variant="default"
            size="compact-md"
            onClick={() => {
              setAsking(true);
            }}
          >
            {t('home.drop')}
          </Button>
        )}
      </Group>
      <RefusalNote refusal={act.refusal} />
    </li>
  );
}

/** Masked as in every list; '' while nobody is named. */
const petitionerOf = ({ data }: DraftView): string =>
  maskName(textOf(recordOf(recordOf(data['values'])['petitioner'])['name']));

/** An intake opens in its form again; what was begun on a case opens on that case, answers of a batch on the batch. */
function GoOn({ draft }: { readonly draft: DraftView }) {
  const { t } = useTranslation('screens');
  const Own = draftLinks[draft.kind];
  if (Own) return <Own draft={draft} />;
  if (draft.stream === null && findKind(draft.kind)?.memo !== undefined) {
    return (
      <Button
        size="compact-md"
        onClick={() => {
          openAside({ kind: draft.kind });
        }}
      >
        {t('home.goOn')}
      </Button>
    );
  }
  if (draft.stream === null) {
    return (
      <ButtonLink to="/take" search={{ draft: draft.id }} size="compact-md">
        {t('home.goOn')}
      </ButtonLink>
    );
  }
  if (findKind(draft.kind)?.form === 'registry') {
    return (
      <ButtonLink to="/batches/$stream" params={{ stream: draft.stream }} size="compact-md">
        {t('home.goOn')}
      </ButtonLink>
    );
  }
  return (
    <ButtonLink to="/cases/$stream" params={{ stream: draft.stream }} size="compact-md">
      {t('home.goOn')}
    </ButtonLink>
  );
}
