/** The verdict first, then what is known of the paper, to be laid beside the one in hand. */
import { Alert, Button, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperVerdict, Verdict } from '#shared/contract/genuine.ts';
import { findPaper } from '#shared/documents/papers.ts';
import { useDates } from '../app/dates.ts';
import { ButtonLink } from '../app/links.tsx';
import { usePerson } from '../app/person.ts';
import { Answered } from '../app/Waiting.tsx';
import { NumberText } from '../cases/NumberText.tsx';
import { newActId } from '../client/act-runner.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { paperName } from '../fields/kind-words.ts';
import { PaperSheet } from './PaperSheet.tsx';

const colours: Readonly<Record<Verdict, string>> = {
  valid: 'green',
  corrected: 'yellow',
  voided: 'red',
  elsewhere: 'blue',
  blank: 'blue',
  contradicted: 'red',
  forged: 'red',
  unknownSigner: 'red',
  retiredKey: 'red',
  unsigned: 'yellow',
  numberOnly: 'yellow',
};

export function VerdictCard({ verdict }: { readonly verdict: PaperVerdict }) {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const [isOpen, setOpen] = useState(false);
  const { case: found } = verdict;
  return (
    <Stack gap="sm">
      <Alert
        color={colours[verdict.verdict]}
        variant="light"
        role="alert"
        data-testid="verdict"
        data-verdict={verdict.verdict}
        title={t(`verify.${verdict.verdict}.title`)}
      >
        <Text>{t(`verify.${verdict.verdict}.text`)}</Text>
        {found?.paper && verdict.verdict === 'unsigned' && <Text>{t(`verify.now.${found.paper.status}`)}</Text>}
      </Alert>
      <Facts verdict={verdict} />
      {found && (
        <Group gap="sm">
          <ButtonLink to="/cases/$stream" params={{ stream: found.stream }}>
            {t('verify.open')}
          </ButtonLink>
          {found.paper && may('case.reveal') && (
            <Button
              variant="default"
              onClick={() => {
                setOpen(true);
              }}
            >
              {t('verify.compare')}
            </Button>
          )}
        </Group>
      )}
      {isOpen && found?.paper && (
        <Stored
          stream={found.stream}
          paper={found.paper.id}
          spec={verdict.spec ?? ''}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </Stack>
  );
}

/** Digits to read to each other over the telephone: the whole would be read wrongly. */
const groups = (digest: string): string => digest.slice(0, 8).replace(/(.{4})(?=.)/u, '$1 ');

function Facts({ verdict }: { readonly verdict: PaperVerdict }) {
  const { t } = useTranslation('cases');
  const { day, moment } = useDates();
  const { number, spec, on, signer, digest, sheet, case: found } = verdict;
  const { ended = null, successor = null } = found ?? {};
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    [t('verify.fact.number'), <NumberText key="number" number={number} />],
    [t('verify.fact.paper'), spec === null ? '' : paperName(spec)],
    [t('verify.fact.on'), on === null ? '' : day(on)],
    [t('verify.fact.matter'), found?.matter ?? ''],
    [t('verify.fact.petitioner'), found?.petitioner ?? ''],
    [t('verify.fact.sheet'), sheet === null ? '' : t(`verify.sheet.${sheet}`)],
    [t('verify.fact.ended'), ended && t('verify.endedBy', { at: moment(ended.on), by: ended.byName })],
    [t('verify.fact.reason'), ended?.reason ?? ''],
    [
      t('verify.fact.successor'),
      successor && t('verify.successor', { name: paperName(successor.spec), at: moment(successor.on) }),
    ],
    [t('verify.fact.signer'), signer && `${signer.station} ${signer.desk}`],
    [t('verify.fact.digest'), digest === null ? '' : groups(digest)],
  ];
  return (
    <Table withTableBorder data-testid="verdict-facts">
      <Table.Tbody>
        {rows
          .filter(([, value]) => value !== '' && value !== null)
          .map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th w={160}>{name}</Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
}

interface StoredProps {
  readonly stream: string;
  readonly paper: string;
  readonly spec: string;
  readonly onClose: () => void;
}

/** The paper as it was issued: whoever altered the one in hand could not alter this. The look is written down. */
function Stored({ stream, paper, spec, onClose }: StoredProps) {
  const [look] = useState(newActId);
  const size = findPaper(spec)?.sizes[0] ?? 'A4';
  const sheet = useAnswer(['paper.html', paper, size, look], () =>
    desk.paper.html({ stream, paper, size, copy: 1, look }),
  );
  return (
    <Modal opened onClose={onClose} title={paperName(spec)} size="auto">
      <Answered answer={sheet}>{({ html }) => <PaperSheet html={html} size={size} title={paperName(spec)} />}</Answered>
    </Modal>
  );
}
