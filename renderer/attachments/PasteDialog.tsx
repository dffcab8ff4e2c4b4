/** What was pasted, to be looked at and named before it is added. */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../app/dates.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { now } from '../fields/today.ts';
import { endingOf, isNameless, isShownHere, sizeWords } from './file-facts.ts';
import { Picture } from './Picture.tsx';
import { RequiredBox } from './RequiredBox.tsx';
import type { Chosen } from './upload-desk.ts';

interface PasteDialogProps {
  readonly files: readonly File[];
  readonly isRequired: boolean;
  readonly onAdd: (chosen: readonly Chosen[], isRequired: boolean) => void;
  readonly onClose: () => void;
}

export function PasteDialog({ files, isRequired: isRequiredAtFirst, onAdd, onClose }: PasteDialogProps) {
  const { t } = useTranslation('cases');
  const { moment } = useDates();
  const [isRequired, setRequired] = useState(isRequiredAtFirst);
  const [names, setNames] = useState(() =>
    files.map(({ name, type }) => {
      // Windows takes no colon in the name of a file.
      const made = t('attachment.paste.made', { at: moment(now()).replace(':', '.') });
      return isNameless(name) ? `${made}.${endingOf(type) || 'bin'}` : name;
    }),
  );
  return (
    <Modal opened onClose={onClose} title={t('attachment.paste.title')} size="lg" closeOnClickOutside={false}>
      <form
        onKeyDown={enterToNext}
        onSubmit={(event) => {
          event.preventDefault();
          onAdd(
            files.map((file, at) => ({ file, name: names[at] ?? file.name })),
            isRequired,
          );
        }}
      >
        <Stack gap="sm">
          {/* Before the names: Enter in the last of them adds. */}
          <RequiredBox isChecked={isRequired} onChange={setRequired} />
          {files.map((file, at) => (
            <Stack gap="xs" key={at}>
              {isShownHere(file.type) && <Picture content={file} name={names[at] ?? ''} maxHeight="40vh" />}
              <TextInput
                label={`${t('attachment.paste.name')} · ${sizeWords(file.size)}`}
                name={`name-${String(at)}`}
                data-autofocus={at === 0 || undefined}
                maxLength={255}
                autoComplete="off"
                value={names[at] ?? ''}
                onChange={(event) => {
                  setNames(names.with(at, event.currentTarget.value));
                }}
              />
            </Stack>
          ))}
          <Text c="dimmed">{t('attachment.paste.hint')}</Text>
          <Group>
            <Button type="submit" disabled={names.some((name) => name.trim() === '')} data-testid="paste-add">
              {t('attachment.paste.add')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('attachment.paste.drop')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
