/** One person, body or household: what is known, who is the same, where they belong, which cases they stand in. */
import { Alert, Badge, Button, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { rulesetOf } from '#shared/kinds/mechanism/define.ts';
import type { Ruleset } from '#shared/kinds/mechanism/spec.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { shortcuts } from '../app/keys.ts';
import { AnchorLink } from '../app/links.tsx';
import { usePerson } from '../app/person.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { Answered } from '../app/Waiting.tsx';
import { CaseActs } from '../cases/CaseActs.tsx';
import { CaseFields } from '../cases/CaseFields.tsx';
import { ChoicesPanel } from '../cases/ChoicesPanel.tsx';
import { HistoryPanel } from '../cases/HistoryPanel.tsx';
import { newActId } from '../client/act-runner.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { CasesPanel, HouseholdsPanel } from './AroundPanels.tsx';
import { PartyDialog } from './PartyDialog.tsx';
import { SamePanel } from './SamePanel.tsx';

const route = getRouteApi('/shell/people/$party');

export function PartyPage() {
  const { party } = route.useParams();
  return <OneParty key={party} party={party} />;
}

function OneParty({ party }: { readonly party: string }) {
  const { may } = usePerson();
  const { edit = false } = route.useSearch();
  const mayEdit = may('case.take') && may('case.reveal');
  const [isEditing, setEditing] = useState(edit && mayEdit);
  /** The look at the full data, while there is one. */
  const [look, setLook] = useState<string | undefined>(() => (edit && mayEdit ? newActId() : undefined));
  const answer = useAnswer(
    ['case.page', party, look],
    () => desk.case.page({ stream: party, reveal: look !== undefined, ...(look === undefined ? {} : { look }) }),
    { keepsLast: true },
  );
  const toggle = () => {
    setLook((before) => (before === undefined ? newActId() : undefined));
  };
  useShortcut('reveal', toggle, may('case.reveal') && !isEditing);
  return (
    <Stack gap="sm">
      <WayBack />
      <Answered answer={answer}>
        {(page) => (
          <PartyView
            page={page}
            isEditing={isEditing && page.isRevealed}
            onReveal={may('case.reveal') ? toggle : undefined}
            onEdit={
              mayEdit
                ? (isOn) => {
                    setEditing(isOn);
                    if (isOn) setLook((before) => before ?? newActId());
                  }
                : undefined
            }
          />
        )}
      </Answered>
    </Stack>
  );
}

/** To the intake from which somebody was called up, or to the list. */
function WayBack() {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const { back } = route.useSearch();
  const goBack = () => {
    if (back !== undefined) void navigate({ to: '/take', search: { draft: back } });
  };
  useShortcut('person', goBack, back !== undefined);
  if (back === undefined) return <AnchorLink to="/people">{t('people.back')}</AnchorLink>;
  return (
    <Alert color="blue" variant="light" p="xs">
      <Group gap="sm">
        <Text>{t('people.formWaits')}</Text>
        <Button size="compact-md" onClick={goBack} data-testid="back-to-form">
          {t('people.backToForm', { keys: shortcuts.person.keys })}
        </Button>
      </Group>
    </Alert>
  );
}

interface PartyViewProps {
  readonly page: CasePage;
  readonly isEditing: boolean;
  readonly onReveal: (() => void) | undefined;
  /** Undefined: this person may not. */
  readonly onEdit: ((isOn: boolean) => void) | undefined;
}

function PartyView({ page, isEditing, onReveal, onEdit }: PartyViewProps) {
  const sentence = useRefusalSentence();
  const kind = findKind(page.kind);
  const isReadable = kind?.party !== undefined && page.needsUpgrade === undefined;
  if (!isReadable) return <Alert color="orange">{sentence({ code: 'stream.needsUpgrade' })}</Alert>;
  const ruleset = rulesetOf(kind, page.rules);
  return (
    <>
      <KnownParty {...{ page, ruleset, onReveal, onEdit }} />
      {isEditing && (
        <PartyDialog
          {...{ page, ruleset }}
          onClose={() => {
            onEdit?.(false);
          }}
        />
      )}
    </>
  );
}

type KnownPartyProps = Omit<PartyViewProps, 'isEditing'> & { readonly ruleset: Ruleset };

function KnownParty({ page, ruleset, onReveal, onEdit }: KnownPartyProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords(page.kind);
  const { may } = usePerson();
  const { stream, kind } = page;
  const around = useAnswer(['party.around', stream], () => desk.party.around({ party: stream }));
  // Told on a form of its own, which begins with what is known.
  const rest = { ...page, allowed: page.allowed.filter((type) => ruleset.steps[type] === undefined) };
  const edit = () => onEdit?.(true);
  useShortcut('nthAction', edit, onEdit !== undefined);
  return (
    <Stack gap="sm" data-testid="party-page">
      <Group justify="space-between" align="flex-start">
        <Group gap="sm">
          <Title order={1}>{around.data?.name ?? ''}</Title>
          <Badge variant="light" size="lg" tt="none">
            {words.name}
          </Badge>
          {page.voided && (
            <Badge color="red" size="lg" tt="none">
              {t('mark.voided')}
            </Badge>
          )}
        </Group>
        <Group gap="sm">
          {onEdit && page.allowed.includes('told') && (
            <Button onClick={edit} data-testid="party-edit">
              {`${t('people.edit')} (Alt+1)`}
            </Button>
          )}
          <CaseActs page={rest} ruleset={ruleset} hasOwnSteps />
        </Group>
      </Group>
      <ChoicesPanel page={page} ruleset={ruleset} onReveal={onReveal} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="md">
            <CaseFields page={page} ruleset={ruleset} onReveal={onReveal} title={t('people.known')} />
            <HistoryPanel page={page} ruleset={ruleset} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Answered answer={around}>
            {({ isSeveral, others, households, cases }) => (
              <Stack gap="md">
                <HouseholdsPanel households={households} isOwn={isSeveral} />
                <CasesPanel cases={cases} hasNames={isSeveral} />
                <SamePanel {...{ others, kind }} party={stream} mayTell={may('case.handle')} />
              </Stack>
            )}
          </Answered>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}
