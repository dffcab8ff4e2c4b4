/** A photograph the form asks for: chosen, taken with the camera of a tablet, or pasted; kept with the draft and attached with the case. */
import { Button, FileButton, Group, Input, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '#shared/kernel/json.ts';
import { heldPhotos } from '#shared/kinds/matter/held-photo.ts';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { fittingName } from '../../attachments/file-facts.ts';
import { newActId } from '../../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../../client/answer.ts';
import { desk } from '../../client/desk.ts';
import { sendParts } from '../../attachments/send-parts.ts';
import type { OneFormFieldProps } from './OneFormField.tsx';

export function PhotoField({ field, path, value, onChange, refusals }: OneFormFieldProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const photos = heldPhotos(value);
  const shown = refusal ?? refusals[''];
  const add = async (files: readonly File[]) => {
    setBusy(true);
    const added: Json[] = [];
    let refused: DeskRefusal | undefined;
    for (const file of files.filter(({ type }) => type.startsWith('image/'))) {
      const held = await hold(file);
      if ('code' in held) refused = held;
      else added.push(held);
    }
    setBusy(false);
    setRefusal(refused);
    if (added.length > 0) onChange([...photos.map((photo) => ({ ...photo })), ...added]);
  };
  return (
    <Input.Wrapper
      label={field.label}
      withAsterisk={field.isRequired === true}
      error={shown && sentence(shown)}
      data-testid="form-photo"
    >
      <Group
        gap="xs"
        tabIndex={0}
        aria-label={t('form.photoPaste')}
        onPaste={(event) => {
          const files = [...event.clipboardData.files];
          if (files.length === 0) return;
          event.preventDefault();
          void add(files);
        }}
      >
        {photos.map((photo, at) => (
          <Group key={photo.blob} gap={4} data-photo={photo.name}>
            <Text size="sm">{photo.name}</Text>
            <Button
              variant="subtle"
              size="compact-sm"
              data-enter-skip
              onClick={() => {
                const left = photos.filter((_, index) => index !== at).map((one) => ({ ...one }));
                onChange(left.length === 0 ? undefined : left);
              }}
            >
              {t('materials.remove')}
            </Button>
          </Group>
        ))}
        <FileButton multiple accept="image/*" onChange={(files) => void add(files)}>
          {(props) => (
            <Button {...props} name={`${path}.${field.key}`} variant="default" size="sm" loading={isBusy}>
              {t('form.photoAdd')}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed">
          {t('form.photoPaste')}
        </Text>
      </Group>
    </Input.Wrapper>
  );
}

/** What stands in the draft of it, or why the desk did not take it. */
async function hold(file: File): Promise<DeskRefusal | { blob: string; bytes: number; name: string; mime: string }> {
  const upload = newActId();
  const refused = await sendParts(file, (index, data) => desk.attachment.part({ upload, index, data }));
  if (refused) return refused;
  const held = await answerOf(() => desk.attachment.hold({ upload }));
  return held.ok ? { ...held.value, name: fittingName(file.name), mime: file.type.slice(0, 127) } : held.refusal;
}
