/** 官方表格: the county's own forms of this matter, filled with the case and printed for signature; or taken along as a Word file. */
import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { officialFormsSchema } from '#shared/kinds/matter/guide.ts';
import { shortcuts } from '../app/keys.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { useShortcut } from '../app/use-shortcut.ts';
import { saveOutside } from '../attachments/read-whole.ts';
import { fromBase64 } from '../attachments/upload.ts';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { matterIn, useMatterVersion } from '../fields/matter-facts.ts';
import { printHere } from './print-desk.ts';

export function OfficialForms({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation('cases');
  const version = useMatterVersion(matterIn({ places: [], values: {}, learnt: page.learnt }));
  const all = officialFormsSchema.safeParse(version?.whole['officialForms']).data ?? [];
  // A 花名册 is of a batch, not of one case.
  const forms = all.filter(({ isRoster }) => isRoster !== true);
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const [missed, setMissed] = useState<string>();
  const [look] = useState(newActId);
  const print = async (form: string) => {
    const drawn = await answerOf(() => desk.paper.officialForm({ stream: page.stream, form, look }));
    setRefusal(drawn.ok ? undefined : drawn.refusal);
    if (!drawn.ok) return;
    setMissed(drawn.value.notDrawn.length === 0 ? undefined : form);
    await printHere(drawn.value.html, drawn.value.size);
  };
  const save = async (form: string) => {
    const file = await answerOf(() => desk.paper.officialFormFile({ act: newActId(), stream: page.stream, form }));
    setRefusal(file.ok ? undefined : file.refusal);
    if (file.ok) saveOutside(new Blob([fromBase64(file.value.data)]), `${form} ${page.number}.docx`);
  };
  const [first] = forms;
  useShortcut('printForm', () => void (first && print(first.name)), first !== undefined);
  if (first === undefined) return null;
  return (
    <Paper withBorder p="md" data-testid="official-forms">
      <Title order={2} mb="xs">
        {t('officialForms.title')}
      </Title>
      <Stack gap="sm">
        {forms.map(({ name, copies = 1, signedBy }) => (
          <div key={name} data-form={name}>
            <Text fw={600}>{name}</Text>
            <Group gap="xs" justify="space-between">
              <Text size="sm" c="dimmed">
                {[t('officialForms.copies', { count: copies }), signedBy ?? '']
                  .filter((part) => part !== '')
                  .join(' · ')}
              </Text>
              <Group gap={4}>
                <Button size="compact-sm" variant="subtle" onClick={() => void print(name)}>
                  {t('officialForms.print')}
                  {name === first.name && ` (${shortcuts.printForm.keys})`}
                </Button>
                <Button size="compact-sm" variant="subtle" onClick={() => void save(name)}>
                  {t('officialForms.save')}
                </Button>
              </Group>
            </Group>
          </div>
        ))}
        {missed !== undefined && <Alert color="orange">{t('officialForms.missed', { name: missed })}</Alert>}
        <RefusalNote refusal={refusal} />
      </Stack>
    </Paper>
  );
}
