/** The real paper with one of its samples, in each size it is made for. What does not fit stands there as the program words it. */
import { useDebouncedValue } from '@mantine/hooks';
import { NativeSelect, SegmentedControl, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paper } from '#shared/documents/paper.ts';
import { soundWording, type Wording } from '#shared/documents/wording.ts';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { paperName } from '../fields/kind-words.ts';
import { PaperSheet } from '../papers/PaperSheet.tsx';
import { sampleName } from './shown.ts';

interface PreviewProps {
  readonly paper: Paper;
  readonly words: Wording;
}

export function WordingPreview({ paper, words }: PreviewProps) {
  const { t } = useTranslation('cases');
  const samples = Object.keys(paper.samples);
  const [sample, setSample] = useState(samples[0] ?? '');
  const [size, setSize] = useState(paper.sizes[0]);
  const [settled] = useDebouncedValue(soundWording(paper, words), 300);
  const asked = { paper: paper.paper, sample, size, words: { ...settled } };
  const drawn = useAnswer(['wording.preview', JSON.stringify(asked)], () => desk.wording.preview(asked), {
    keepsLast: true,
  });
  return (
    <Stack gap="xs">
      <Group align="flex-end">
        <NativeSelect
          label={t('wording.sampleOf')}
          name="sample"
          value={sample}
          data={samples.map((one) => ({ value: one, label: sampleName(one) }))}
          onChange={(event) => {
            setSample(event.currentTarget.value);
          }}
        />
        <SegmentedControl
          aria-label={t('wording.size')}
          value={size}
          data={paper.sizes.map((one) => ({ value: one, label: one }))}
          onChange={(chosen) => {
            setSize(paper.sizes.find((one) => one === chosen) ?? paper.sizes[0]);
          }}
        />
      </Group>
      <Answered answer={drawn}>
        {({ html }) => <PaperSheet html={html} size={size} title={paperName(paper.paper)} />}
      </Answered>
    </Stack>
  );
}
