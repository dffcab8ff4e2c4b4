import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../app/person.ts';
import { SaveByProgram } from '../app/SaveByProgram.tsx';
import { desk } from '../client/desk.ts';
import { download } from '../registry/catalogue/save-file.ts';

/** 空表, for whoever brings the list: every column of the matter, all text. */
export function EmptyList({ code }: { readonly code: string }) {
  const { t } = useTranslation('cases');
  const { printing } = usePerson().status;
  const name = t('many.emptyName', { code });
  return (
    <Group gap="xs">
      <SaveByProgram
        variant="default"
        label={t('many.empty')}
        saved={t('matters.exportSaved')}
        save={() =>
          printing === 'electron'
            ? desk.many.saveTemplate({ matter: code, name })
            : download(`${name}.xlsx`, () => desk.many.template({ matter: code }))
        }
      />
    </Group>
  );
}
