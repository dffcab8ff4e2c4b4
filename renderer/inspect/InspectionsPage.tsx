/** 迎检: draw a sample, open it, hand over its files, and let inspectors in. */
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectionLine } from '#shared/contract/inspection.ts';
import { useDates } from '../app/dates.ts';
import { usePerson } from '../app/person.ts';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { RegistryFrame } from '../registry/RegistryFrame.tsx';
import { DrawForm } from './DrawForm.tsx';
import { Inspectors } from './Inspectors.tsx';
import { SampleCases } from './SampleCases.tsx';

export function InspectionsPage() {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const answer = useAnswer(['inspection.list'], () => desk.inspection.list({}));
  const [opened, open] = useState<string>();
  return (
    <RegistryFrame title={t('registry.inspections')}>
      {may('inspection.run') && <DrawForm onDrawn={open} />}
      <Answered answer={answer}>
        {({ lines }) => (
          <>
            {lines.length === 0 && <Text c="dimmed">{t('inspections.none')}</Text>}
            {lines.map((line) => (
              <OneInspection
                key={line.stream}
                line={line}
                isOpen={opened === line.stream}
                onOpen={() => {
                  open(opened === line.stream ? undefined : line.stream);
                }}
              />
            ))}
            <Inspectors lines={lines} />
          </>
        )}
      </Answered>
    </RegistryFrame>
  );
}

interface OneProps {
  readonly line: InspectionLine;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function OneInspection({ line, isOpen, onOpen }: OneProps) {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const { moment } = useDates();
  const { population, size, seed, by } = line;
  return (
    <Stack gap="xs" data-testid="inspection" data-number={line.number}>
      <Group>
        <Text fw={600}>{line.title}</Text>
        <Text>{line.body}</Text>
        {line.isFinished && (
          <Badge color="gray.7" radius="sm" tt="none">
            {t('inspections.over')}
          </Badge>
        )}
        {may('inspection.run') && (
          <Button variant="subtle" aria-expanded={isOpen} onClick={onOpen}>
            {t('inspections.open')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t('inspections.drawn', { population, size, seed, by, at: moment(line.at) })}
      </Text>
      {isOpen && <SampleCases stream={line.stream} isFinished={line.isFinished} />}
    </Stack>
  );
}
