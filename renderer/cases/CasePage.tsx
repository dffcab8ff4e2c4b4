/** One case of any kind: what it is, by when, what was done, and what may be done next. */
import { Alert, Grid, Stack, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CasePage as CaseView } from '#shared/contract/case.ts';
import { rulesetOf } from '#shared/kinds/mechanism/define.ts';
import type { Ruleset } from '#shared/kinds/mechanism/spec.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { useDates } from '../app/dates.ts';
import { useWho } from '../app/who.ts';
import { usePerson } from '../app/person.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { Answered } from '../app/Waiting.tsx';
import { FilePanel } from '../archive/FilePanel.tsx';
import { AttachmentsPanel } from '../attachments/AttachmentsPanel.tsx';
import { newActId } from '../client/act-runner.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { ApprovalPanel } from './ApprovalPanel.tsx';
import { AuthorityPanel } from './AuthorityPanel.tsx';
import { AboutPanel } from './AboutPanel.tsx';
import { CarriedPanel, CarriersPanel } from './CarriedPanel.tsx';
import { CaseActs } from './CaseActs.tsx';
import { CaseFields } from './CaseFields.tsx';
import { CaseHead } from './CaseHead.tsx';
import { ChoicesPanel } from './ChoicesPanel.tsx';
import { VisitPanel } from './VisitPanel.tsx';
import { Custody } from './Custody.tsx';
import { DueStrip } from './DueStrip.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { OriginalsPanel } from '../owed/OriginalsPanel.tsx';
import { OwedPanel } from './OwedPanel.tsx';
import { OfficialForms } from '../papers/OfficialForms.tsx';
import { PapersPanel } from './PapersPanel.tsx';
import { QueueNote } from './QueueNote.tsx';
import { StageStrip } from './StageStrip.tsx';
import { CaseLink } from './CaseLink.tsx';

const route = getRouteApi('/shell/cases/$stream');

export function CasePage() {
  const { stream } = route.useParams();
  return <OneCase key={stream} stream={stream} />;
}

function OneCase({ stream }: { readonly stream: string }) {
  const { may } = usePerson();
  /** The look at the full data, while there is one: asked again when something changes, it is still the same. */
  const [look, setLook] = useState<string>();
  const answer = useAnswer(
    ['case.page', stream, look],
    () => desk.case.page({ stream, reveal: look !== undefined, ...(look === undefined ? {} : { look }) }),
    { keepsLast: true },
  );
  const toggle = () => {
    setLook((before) => (before === undefined ? newActId() : undefined));
  };
  useShortcut('reveal', toggle, may('case.reveal'));
  return (
    <Answered answer={answer}>
      {(page) => <CaseView page={page} onReveal={may('case.reveal') ? toggle : undefined} />}
    </Answered>
  );
}

interface CaseViewProps {
  readonly page: CaseView;
  readonly onReveal: (() => void) | undefined;
}

function CaseView({ page, onReveal }: CaseViewProps) {
  const { t } = useTranslation('cases');
  const kind = findKind(page.kind);
  const isReadable = kind !== undefined && page.needsUpgrade === undefined;
  if (!isReadable) {
    return (
      <Stack gap="sm" data-testid="needs-upgrade">
        <CaseHead page={page} />
        <NeedsUpgrade />
        <HistoryPanel page={page} ruleset={undefined} />
      </Stack>
    );
  }
  const ruleset = rulesetOf(kind, page.rules);
  if (page.destroyed !== undefined) return <DestroyedCase page={page} ruleset={ruleset} />;
  return (
    <Stack gap="sm" data-testid="case-page" aria-label={t('case.label')}>
      <CaseHead page={page} />
      <Banners page={page} />
      <QueueNote queue={page.queue} />
      <CaseActs page={page} ruleset={ruleset} />
      <StageStrip page={page} />
      <ChoicesPanel page={page} ruleset={ruleset} onReveal={onReveal} />
      <CaseBody page={page} ruleset={ruleset} onReveal={onReveal} />
    </Stack>
  );
}

/** 已销毁: what it was, by which list, and who did what when; nothing else is there. */
function DestroyedCase({ page, ruleset }: { readonly page: CaseView; readonly ruleset: Ruleset }) {
  const { t } = useTranslation('cases');
  const { moment } = useDates();
  const who = useWho();
  const { destroyed } = page;
  return (
    <Stack gap="sm" data-testid="case-destroyed" aria-label={t('case.label')}>
      <CaseHead page={page} />
      {destroyed && (
        <Alert color="gray" variant="light" role="status">
          {t('banner.destroyed', { list: destroyed.listNumber, on: moment(destroyed.on), name: who(destroyed.byName) })}
        </Alert>
      )}
      <HistoryPanel page={page} ruleset={ruleset} />
    </Stack>
  );
}

function CaseBody({ page, ruleset, onReveal }: CaseViewProps & { readonly ruleset: Ruleset }) {
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Stack gap="md">
          <OwedPanel page={page} />
          <CaseFields page={page} ruleset={ruleset} onReveal={onReveal} />
          <HistoryPanel page={page} ruleset={ruleset} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <Stack gap="md">
          <DueStrip page={page} />
          <AuthorityPanel page={page} />
          <CarriedPanel page={page} />
          <CarriersPanel page={page} />
          <ApprovalPanel page={page} />
          <OriginalsPanel page={page} />
          <VisitPanel page={page} />
          <AboutPanel page={page} />
          <PapersPanel page={page} />
          <OfficialForms page={page} />
          <AttachmentsPanel page={page} />
          <FilePanel stream={page.stream} />
          <Custody page={page} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function NeedsUpgrade() {
  const sentence = useRefusalSentence();
  return (
    <Alert color="orange" role="alert">
      {sentence({ code: 'stream.needsUpgrade' })}
    </Alert>
  );
}

/** What a clerk must not overlook: void, merged, asked to be void, taken over by the law. */
function Banners({ page }: { readonly page: CaseView }) {
  const { t } = useTranslation('cases');
  const words = useKindWords(page.kind);
  const who = useWho();
  const { day } = useDates();
  const { voided, voidAsked, mergedInto, mergedFrom, kept } = page;
  return (
    <>
      {voided && (
        <Alert color="red" variant="light">
          {t('banner.voided', { cause: words.value('cause', voided.cause) })}
        </Alert>
      )}
      {voidAsked && !voided && (
        <Alert color="orange" variant="light" data-testid="void-asked">
          {t(voidAsked.isMine ? 'banner.voidAskedByMe' : 'banner.voidAsked', {
            name: who(voidAsked.byName),
            cause: words.value('cause', voidAsked.cause),
          })}
        </Alert>
      )}
      {mergedInto && (
        <Alert color="blue" variant="light">
          {t('banner.mergedInto')} <CaseLink stream={mergedInto.stream} number={mergedInto.number} />
        </Alert>
      )}
      {mergedFrom.map(({ stream, number }) => (
        <Alert key={stream} color="blue" variant="light">
          {t('banner.mergedFrom')} <CaseLink stream={stream} number={number} />
        </Alert>
      ))}
      {kept && (
        <Alert color="blue" variant="light">
          {kept.until === null
            ? t('banner.keptForEver', { list: kept.listNumber })
            : t('banner.keptUntil', { list: kept.listNumber, day: day(kept.until) })}
        </Alert>
      )}
      {page.lapses.map((lapse) => (
        <Lapse key={lapse} lapse={lapse} />
      ))}
    </>
  );
}

const lapses = ['deemedAccepted', 'deemedWithdrawn', 'expired'] as const;

function Lapse({ lapse }: { readonly lapse: string }) {
  const { t } = useTranslation('cases');
  const known = lapses.find((one) => one === lapse);
  if (!known) return null;
  return (
    <Alert color="orange" variant="light">
      <Text>{t(`lapse.${known}`)}</Text>
    </Alert>
  );
}
