/** 凭证和文书: what was issued, whether it still holds, how often it was printed. */
import { Badge, Button, Group, Modal, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import type { PaperSize } from '#shared/documents/blocks.ts';
import { findPaper } from '#shared/documents/papers.ts';
import { beijingDate, type Instant } from '#shared/time/instant.ts';
import { shortcuts } from '../app/keys.ts';
import { useDates } from '../app/dates.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { useShortcut } from '../app/use-shortcut.ts';
import { Answered } from '../app/Waiting.tsx';
import { newActId } from '../client/act-runner.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { paperName } from '../fields/kind-words.ts';
import { AsFile } from '../papers/AsFile.tsx';
import { sheetInstead } from '../papers/lasting.ts';
import { PaperSheet } from '../papers/PaperSheet.tsx';
import { printTasks, taskOf } from '../papers/print-desk.ts';
import { usePrintSize } from '../papers/use-print-size.ts';
import { PaperSigning } from '../signatures/PaperSigning.tsx';

type PaperView = CasePage['papers'][number];

export function PapersPanel({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const [looked, setLooked] = useState<PaperView>();
  const [isSigned, setSigned] = useState(false);
  const preferred = usePrintSize();
  const sizeOf = ({ spec }: PaperView): PaperSize => {
    const sizes: readonly PaperSize[] = findPaper(spec)?.sizes ?? [];
    return sizes.includes(preferred) ? preferred : (sizes[0] ?? preferred);
  };
  const print = useAct((act: string, { paper, size }: { readonly paper: PaperView; readonly size: PaperSize }) =>
    desk.paper.print({ act, stream: page.stream, paper: paper.id, size }),
  );
  const reprint = (paper: PaperView, size = sizeOf(paper)) => {
    void print.run({ paper, size }).then((answer) => {
      if (answer?.ok)
        void printTasks([taskOf(answer.value, { stream: page.stream, number: page.number, spec: paper.spec })]);
    });
  };
  const last = page.papers.findLast(({ status }) => status === 'valid');
  useShortcut(
    'reprint',
    () => {
      if (last) reprint(last);
    },
    last !== undefined && may('paper.issue'),
  );
  if (page.papers.length === 0) return null;
  return (
    <Paper withBorder p="md" data-testid="papers">
      <Title order={2} mb="xs">
        {t('papers.title')}
      </Title>
      <Stack gap="sm">
        {page.papers.map((paper) => (
          <OnePaper
            key={paper.id}
            page={page}
            paper={paper}
            sheet={sheetInstead(paper.spec, sizeOf(paper), { dues: page.dues, on: beijingDate(paper.on as Instant) })}
            keys={paper === last ? shortcuts.reprint.keys : undefined}
            onLook={(signed) => {
              setSigned(signed === true);
              setLooked(paper);
            }}
            onPrint={(size) => {
              reprint(paper, size);
            }}
          />
        ))}
        <RefusalNote refusal={print.refusal} />
      </Stack>
      {looked && (
        <Look
          page={page}
          paper={looked}
          size={sizeOf(looked)}
          isSigned={isSigned}
          onClose={() => {
            setLooked(undefined);
          }}
        />
      )}
    </Paper>
  );
}

interface OnePaperProps {
  readonly page: CasePage;
  readonly paper: PaperView;
  /** Offered beside the slip, because thermal paper fades. */
  readonly sheet: PaperSize | undefined;
  readonly keys: string | undefined;
  /** The paper, or 签名件. */
  readonly onLook: (isSigned?: true) => void;
  readonly onPrint: (size?: PaperSize) => void;
}

function OnePaper({ page, paper, sheet, keys, onLook, onPrint }: OnePaperProps) {
  const { may } = usePerson();
  const { t } = useTranslation('cases');
  const { day } = useDates();
  return (
    <div data-paper={paper.spec} data-status={paper.status}>
      <Group gap="xs" justify="space-between">
        <Text fw={600}>
          {paperName(paper.spec)}
          {paper.replaces !== undefined && ` · ${t('papers.successor')}`}
        </Text>
        <Badge variant="default" tt="none">
          {t(`papers.status.${paper.status}`)}
        </Badge>
      </Group>
      <Group gap="xs" justify="space-between">
        <Text size="sm" c="dimmed">
          {day(paper.on)} · {t('papers.copies', { count: paper.copies })}
        </Text>
        <Group gap={4}>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              onLook();
            }}
          >
            {t('papers.look')}
          </Button>
          {paper.status === 'valid' && may('paper.issue') && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                onPrint();
              }}
            >
              {t(paper.copies === 0 ? 'papers.print' : 'papers.reprint')}
              {keys !== undefined && ` (${keys})`}
            </Button>
          )}
        </Group>
      </Group>
      <PaperSigning
        page={page}
        paper={paper}
        onLook={() => {
          onLook(true);
        }}
      />
      {sheet !== undefined && may('paper.issue') && paper.status === 'valid' && (
        <Group gap="xs" justify="space-between" wrap="nowrap">
          <Text size="sm">{t('papers.fades')}</Text>
          <Button
            size="compact-sm"
            variant="default"
            data-sheet={sheet}
            onClick={() => {
              onPrint(sheet);
            }}
          >
            {t('papers.onSheet', { size: sheet })}
          </Button>
        </Group>
      )}
    </div>
  );
}

interface LookProps {
  readonly page: CasePage;
  readonly paper: PaperView;
  readonly size: PaperSize;
  readonly isSigned: boolean;
  readonly onClose: () => void;
}

function Look({ page, paper, size, isSigned, onClose }: LookProps) {
  const [look] = useState(newActId);
  const { t } = useTranslation('cases');
  const signed = isSigned ? { isSigned } : {};
  const name = isSigned ? `${paperName(paper.spec)} · ${t('pad.copy')}` : paperName(paper.spec);
  const sheet = useAnswer(['paper.html', paper.id, size, look], () =>
    desk.paper.html({ stream: page.stream, paper: paper.id, size, copy: 1, look, ...signed }),
  );
  return (
    <Modal opened onClose={onClose} title={name} size="auto">
      <Stack gap="sm">
        <Answered answer={sheet}>{({ html }) => <PaperSheet html={html} size={size} title={name} />}</Answered>
        <AsFile
          stream={page.stream}
          paper={paper.id}
          spec={paper.spec}
          size={size}
          number={page.number}
          isSigned={isSigned}
        />
      </Stack>
    </Modal>
  );
}
