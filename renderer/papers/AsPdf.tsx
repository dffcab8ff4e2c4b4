import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PaperSize } from '#shared/documents/blocks.ts';
import { usePerson } from '../app/person.ts';
import { SaveByProgram } from '../app/SaveByProgram.tsx';
import { saveOutside } from '../attachments/read-whole.ts';
import { fromBase64 } from '../attachments/upload.ts';
import { newActId } from '../client/act-runner.ts';
import { desk } from '../client/desk.ts';
import { paperName } from '../fields/kind-words.ts';

interface AsPdfProps {
  readonly stream: string;
  readonly paper: string;
  readonly spec: string;
  readonly size: PaperSize;
  readonly number: string;
}

/**
 * 另存为 PDF: the program's own window writes the file where the person says; a browser gets it as a download. Where nothing here can
 * draw one, the browser's own dialog can, and that is told.
 */
export function AsPdf({ spec, number, ...place }: AsPdfProps) {
  const { t } = useTranslation('cases');
  const { printing, makesPdf } = usePerson().status;
  if (!makesPdf) {
    return (
      // As wide as the paper above, never wider.
      <Text size="sm" c="dimmed" w={0} miw="100%">
        {t('papers.pdfHint')}
      </Text>
    );
  }
  const file = { ...place, name: `${paperName(spec)} ${number}` };
  return (
    <Group gap="sm">
      <SaveByProgram
        label={t('papers.savePdf')}
        saved={t(printing === 'electron' ? 'outside.saved' : 'outside.downloaded')}
        save={() => (printing === 'electron' ? desk.paper.save(file) : download(file))}
      />
    </Group>
  );
}

async function download(file: Parameters<typeof desk.paper.save>[0]) {
  const answer = await desk.paper.pdf({ act: newActId(), ...file });
  if (!answer.ok) return answer;
  saveOutside(new Blob([fromBase64(answer.value.data)]), `${file.name}.pdf`);
  return { ok: true, value: { saved: true } } as const;
}
