import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../../app/person.ts';
import { SaveByProgram } from '../../app/SaveByProgram.tsx';
import { currentLanguage } from '../../app/words.ts';
import { desk } from '../../client/desk.ts';
import { download } from './save-file.ts';

/** The errors as a workbook, to be mended beside the file they are about. */
export function SaveErrors({ file }: { readonly file: string }) {
  const { t } = useTranslation('cases');
  const { printing } = usePerson().status;
  const asked = { file, language: currentLanguage() };
  const name = t('catalogue.errorFile');
  return (
    <Group gap="sm">
      <SaveByProgram
        variant="default"
        label={t('catalogue.saveErrors')}
        saved={t('matters.exportSaved')}
        save={() =>
          printing === 'electron'
            ? desk.catalogue.saveErrors({ ...asked, name })
            : download(`${name}.xlsx`, () => desk.catalogue.errorList(asked))
        }
      />
    </Group>
  );
}
