/** Setting up a printer: find it, try it with a page, say how the page looks, and keep it only then. By keyboard from end to end. */
import { Paper, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterDraft, PrinterOfDesk } from '#shared/contract/printers.ts';
import { draftFor } from './draft.ts';
import { FindPrinter } from './FindPrinter.tsx';
import { TryPrinter } from './TryPrinter.tsx';

interface WizardProps {
  readonly id: string;
  /** One that is set up already: to be tried anew. */
  readonly printer?: PrinterOfDesk;
  readonly onEnd: () => void;
}

const draftOf = ({ id: _id, ...draft }: PrinterOfDesk): PrinterDraft => draft;

export function Wizard({ id, printer, onEnd }: WizardProps) {
  const { t } = useTranslation('screens');
  const [draft, setDraft] = useState(printer && draftOf(printer));
  const [isFinding, setFinding] = useState(printer === undefined);
  return (
    <Paper withBorder p="md" component="section" aria-label={t('printers.add')}>
      <Stack>
        <Title order={2}>{t(draft === undefined || isFinding ? 'printers.find' : 'printers.try')}</Title>
        {draft === undefined || isFinding ? (
          <FindPrinter
            {...(draft === undefined ? {} : { before: draft.way })}
            onCancel={onEnd}
            onFound={(way, title) => {
              // Going back to correct an address loses nothing else.
              setDraft(draft?.way.by === way.by ? { ...draft, way } : draftFor(way, title));
              setFinding(false);
            }}
          />
        ) : (
          <TryPrinter
            id={id}
            draft={draft}
            onChange={setDraft}
            onEnd={onEnd}
            onBack={() => {
              setFinding(true);
            }}
          />
        )}
      </Stack>
    </Paper>
  );
}
