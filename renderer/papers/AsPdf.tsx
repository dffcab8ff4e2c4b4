import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PaperSize } from '#shared/documents/blocks.ts';
import { usePerson } from '../app/person.ts';
import { SaveByProgram } from '../app/SaveByProgram.tsx';
import { desk } from '../client/desk.ts';
import { paperName } from '../fields/kind-words.ts';

interface AsPdfProps {
  readonly stream: string;
  readonly paper: string;
  readonly spec: string;
  readonly size: PaperSize;
  readonly number: string;
}

/** 另存为 PDF: the program's own window writes the file; a browser has it among the printers of its dialog, and is told so. */
export function AsPdf({ stream, paper, spec, size, number }: AsPdfProps) {
  const { t } = useTranslation('cases');
  const { printing } = usePerson().status;
  if (printing !== 'electron') {
    return (
      // As wide as the paper above, never wider.
      <Text size="sm" c="dimmed" w={0} miw="100%">
        {t('papers.pdfHint')}
      </Text>
    );
  }
  return (
    <Group gap="sm">
      <SaveByProgram
        label={t('papers.savePdf')}
        save={() => desk.paper.save({ stream, paper, size, name: `${paperName(spec)} ${number}` })}
      />
    </Group>
  );
}
