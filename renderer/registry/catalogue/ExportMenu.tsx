/** 导出: the matters in use, or those that a list is filtered to. */
import { Alert, Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogueForms } from '#shared/contract/catalogue.ts';
import { usePerson } from '../../app/person.ts';
import { RefusalNote } from '../../app/RefusalNote.tsx';
import { answerOf, type DeskAnswer } from '../../client/answer.ts';
import { desk } from '../../client/desk.ts';
import { today } from '../../fields/today.ts';
import { download } from './save-file.ts';

type Form = (typeof catalogueForms)[number];
const words = { xlsx: 'matters.exportXlsx', json: 'matters.exportJson' } as const;

/** `codes`: of a filtered list. */
export function ExportMenu({ codes }: { readonly codes?: string[] | undefined }) {
  const { t } = useTranslation('cases');
  const { printing } = usePerson().status;
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<DeskAnswer<{ readonly saved: boolean }>>();
  const start = async (form: Form) => {
    setBusy(true);
    setAnswer(undefined);
    const asked = { form, ...(codes ? { codes } : {}) };
    const name = `${t('matters.fileName')} ${today()}`;
    const save = () =>
      printing === 'electron'
        ? desk.catalogue.save({ ...asked, name })
        : download(`${name}.${form}`, () => desk.catalogue.export(asked));
    setAnswer(await answerOf(save));
    setBusy(false);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" loading={isBusy} data-testid="export-catalogue">
            {t('matters.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {catalogueForms.map((form) => (
            <Menu.Item key={form} data-testid={`export-${form}`} onClick={() => void start(form)}>
              {t(words[form])}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {answer?.ok === true && answer.value.saved && (
        <Alert color="green" variant="light" role="status" p="xs">
          {t('matters.exportSaved')}
        </Alert>
      )}
      <RefusalNote refusal={answer?.ok === false ? answer.refusal : undefined} />
    </>
  );
}
