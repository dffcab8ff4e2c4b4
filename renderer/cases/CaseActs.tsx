/** Next steps as buttons (Alt + their number, `use-step-keys.ts`), ways out under 「更多」; each opens one form. */
import { Alert, Button, Group, Menu, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActAnswer, CasePage } from '#shared/contract/case.ts';
import type { Ruleset } from '#shared/kinds/mechanism/spec.ts';
import { shortcuts } from '../app/keys.ts';
import { useDates } from '../app/dates.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { paperName, useKindWords } from '../fields/kind-words.ts';
import { ActDialog, type ActDialogProps } from './ActDialog.tsx';
import { stepsOf, waysOutOf } from './acts.ts';
import { CorrectDialog } from './CorrectDialog.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { CaseReturning } from './Returning.tsx';
import { useStepKeys } from './use-step-keys.ts';

/** Acts of the mechanism that ask for more than a form. */
const ownDialogs: Readonly<Record<string, React.ComponentType<ActDialogProps>>> = {
  corrected: CorrectDialog,
  merged: MergeDialog,
};

interface CaseActsProps {
  readonly page: CasePage;
  readonly ruleset: Ruleset;
  /** Its next steps stand elsewhere. */
  readonly hasOwnSteps?: boolean;
}

export function CaseActs({ page, ruleset, hasOwnSteps = false }: CaseActsProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords(page.kind);
  const [type, setType] = useState<string>();
  const [done, setDone] = useState<ActAnswer>();
  const steps = stepsOf(page, ruleset);
  const more = waysOutOf(page);
  const back = steps.find((step) => ruleset.steps[step]?.bringsBack);
  const open = (next: string) => {
    setDone(undefined);
    setType(next);
  };
  const keyOf = useStepKeys(steps, type === undefined, open);
  const close = () => {
    setType(undefined);
  };
  const opener = (step: string | undefined) =>
    step === undefined
      ? undefined
      : () => {
          open(step);
        };
  const Dialog = (type === undefined ? undefined : ownDialogs[type]) ?? ActDialog;
  return (
    <>
      <Group gap="sm">
        {steps.map((step, index) => (
          <Button
            key={step}
            // What moves the case on stands out from what only adds to it.
            variant={ruleset.steps[step]?.to === undefined ? 'default' : 'light'}
            data-act={step}
            onClick={() => {
              open(step);
            }}
          >
            {words.step(step)}
            <Text span size="xs" ml={8} style={{ opacity: 0.8 }}>
              {keyOf(index)}
            </Text>
          </Button>
        ))}
        {steps.length === 0 && !hasOwnSteps && <Text c="dimmed">{t('act.none')}</Text>}
        {more.length > 0 && <More more={more} kind={page.kind} isOn={type === undefined} onOpen={open} />}
      </Group>
      <CaseReturning stream={page.stream} onTakeIn={opener(back)} />
      <LateNote page={page} onExplain={opener('overdueExplained')} />
      <Collect page={page} done={done} />
      {type !== undefined && (
        <Dialog
          key={type}
          page={page}
          ruleset={ruleset}
          type={type}
          onClose={close}
          onDone={(answer) => {
            setDone(answer);
            close();
          }}
        />
      )}
    </>
  );
}

interface MoreProps {
  readonly more: readonly string[];
  readonly kind: string;
  /** No dialog is open. */
  readonly isOn: boolean;
  readonly onOpen: (type: string) => void;
}

function More({ more, kind, isOn, onOpen }: MoreProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords(kind);
  const [isOpen, setOpen] = useState(false);
  useShortcut(
    'moreActs',
    () => {
      setOpen(true);
    },
    isOn,
  );
  return (
    <Menu position="bottom-start" opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <Button variant="default" data-testid="more">
          {t('act.more')}
          <Text span size="xs" ml={8} style={{ opacity: 0.8 }}>
            {shortcuts.moreActs.keys.replaceAll(' ', '')}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {more.map((type) => (
          <Menu.Item
            key={type}
            data-act={type}
            onClick={() => {
              onOpen(type);
            }}
          >
            {words.step(type)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Decided late, and nobody has said why yet: asked for, never demanded. */
function LateNote({ page, onExplain }: { readonly page: CasePage; readonly onExplain: (() => void) | undefined }) {
  const { t } = useTranslation('cases');
  const words = useKindWords(page.kind);
  const late = page.dues.filter(({ state, why }) => state === 'metLate' && why === undefined);
  if (late.length === 0 || !page.allowed.includes('overdueExplained')) return null;
  const names = late.map(({ name, label }) => label ?? words.due(name)).join(t('act.lateJoin'));
  return (
    <Alert color="orange" variant="light" data-testid="late-note">
      <Group gap="sm">
        <Text>{t('act.late', { names })}</Text>
        <Button variant="default" size="compact-md" data-act="overdueExplained" onClick={onExplain}>
          {words.step('overdueExplained')}
        </Button>
      </Group>
    </Alert>
  );
}

/** Papers that are wrong from now on and out of the house: to be taken back from the petitioner. */
function Collect({ page, done }: { readonly page: CasePage; readonly done: ActAnswer | undefined }) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  const wrong = done?.stream === page.stream ? done.wrong : [];
  if (wrong.length === 0) return null;
  return (
    <Alert color="orange" variant="light" title={t('collect.title')} data-testid="collect">
      {wrong.map(({ id, spec, on, copies }) => (
        <Text key={id}>{t('collect.paper', { name: paperName(spec), on: day(on), count: copies })}</Text>
      ))}
      <Text>{t('collect.successors')}</Text>
    </Alert>
  );
}
