import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PaperSize } from '#shared/documents/blocks.ts';
import { findPaper } from '#shared/documents/papers.ts';
import { usePerson } from '../app/person.ts';
import { SaveByProgram } from '../app/SaveByProgram.tsx';
import { saveOutside } from '../attachments/read-whole.ts';
import { fromBase64 } from '../attachments/upload.ts';
import { newActId } from '../client/act-runner.ts';
import type { DeskAnswer } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { paperName } from '../fields/kind-words.ts';

interface AsFileProps {
  readonly stream: string;
  readonly paper: string;
  readonly spec: string;
  readonly size: PaperSize;
  readonly number: string;
  /** 签名件: as PDF only, since Word would let it be changed. */
  readonly isSigned?: boolean;
}

/**
 * 另存为 PDF, 另存为 Word: the program's own window writes the file where the person says; a browser gets it as a download. Where nothing here
 * can draw a PDF, the browser's own dialog can, and that is told. For Word are the papers that are made for A4.
 */
export function AsFile({ spec, number, isSigned = false, ...place }: AsFileProps) {
  const { t } = useTranslation('cases');
  const { printing, makesPdf } = usePerson().status;
  const copy = isSigned ? ` ${t('pad.copy')}` : '';
  const file = { ...place, ...(isSigned ? { isSigned } : {}), name: `${paperName(spec)}${copy} ${number}` };
  const saved = t(printing === 'electron' ? 'outside.saved' : 'outside.downloaded');
  const save = (as: Ending) => () => (printing === 'electron' ? desk.paper.save({ ...file, as }) : download(file, as));
  return (
    // As wide as the paper above, never wider.
    <Group gap="sm" w={0} miw="100%">
      {makesPdf && <SaveByProgram label={t('papers.savePdf')} saved={saved} save={save('pdf')} />}
      {!isSigned && findPaper(spec)?.sizes.includes('A4') === true && (
        <SaveByProgram variant="default" label={t('papers.saveWord')} saved={saved} save={save('docx')} />
      )}
      {!makesPdf && (
        <Text size="sm" c="dimmed">
          {t('papers.pdfHint')}
        </Text>
      )}
    </Group>
  );
}

type Ending = 'pdf' | 'docx';
interface File {
  readonly stream: string;
  readonly paper: string;
  readonly size: PaperSize;
  readonly name: string;
  readonly isSigned?: true;
}

async function download(file: File, as: Ending): Promise<DeskAnswer<{ readonly saved: boolean }>> {
  const { size: _size, isSigned: _signed, ...whole } = file;
  const answer = await (as === 'pdf'
    ? desk.paper.pdf({ act: newActId(), ...file })
    : desk.paper.word({ act: newActId(), ...whole }));
  if (!answer.ok) return answer;
  saveOutside(new Blob([fromBase64(answer.value.data)]), `${file.name}.${as}`);
  return { ok: true, value: { saved: true } };
}
