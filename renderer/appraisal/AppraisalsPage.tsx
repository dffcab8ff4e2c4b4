/** 档案鉴定: the appraisals there are, the newest first; the one that is not over stands open. */
import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalLine } from '#shared/contract/appraisal.ts';
import { useDates } from '../app/dates.ts';
import { AnchorLink } from '../app/links.tsx';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { RegistryFrame } from '../registry/RegistryFrame.tsx';
import { OneAppraisal } from './OneAppraisal.tsx';

const isOver = ({ status }: AppraisalLine): boolean => status === 'carriedOut' || status === 'cancelled';

export function AppraisalsPage() {
  const { t } = useTranslation('cases');
  const answer = useAnswer(['appraisal.list'], () => desk.appraisal.list({}));
  const [chosen, choose] = useState<string>();
  return (
    <RegistryFrame title={t('appraisal.title')}>
      <Text>
        {t('appraisal.what')} <AnchorLink to="/due-files">{t('archive.due.title')}</AnchorLink>
      </Text>
      <Answered answer={answer}>
        {({ lines }) => {
          const opened = chosen ?? lines.find((line) => !isOver(line))?.stream;
          return (
            <Stack gap="md">
              {lines.length === 0 && <Text c="dimmed">{t('appraisal.none')}</Text>}
              {lines.map((line) => (
                <Line
                  key={line.stream}
                  line={line}
                  isOpen={opened === line.stream}
                  onOpen={() => {
                    choose(opened === line.stream ? '' : line.stream);
                  }}
                />
              ))}
            </Stack>
          );
        }}
      </Answered>
    </RegistryFrame>
  );
}

interface LineProps {
  readonly line: AppraisalLine;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function Line({ line, isOpen, onOpen }: LineProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords('appraisal');
  const { moment } = useDates();
  const { files, kept, toDestroy, by } = line;
  return (
    <Paper withBorder p="md" data-testid="appraisal" data-number={line.number} data-status={line.status}>
      <Stack gap="xs">
        <Group>
          <Text fw={600}>{line.title}</Text>
          <Text>{line.number}</Text>
          <Badge variant={isOver(line) ? 'default' : 'filled'} radius="sm" tt="none">
            {words.status(line.status)}
          </Badge>
          <Button variant="subtle" aria-expanded={isOpen} onClick={onOpen}>
            {t(isOpen ? 'appraisal.shut' : 'appraisal.open')}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {t('appraisal.line', { files, kept, toDestroy, by, at: moment(line.at) })}
        </Text>
        {isOpen && <OneAppraisal stream={line.stream} />}
      </Stack>
    </Paper>
  );
}
