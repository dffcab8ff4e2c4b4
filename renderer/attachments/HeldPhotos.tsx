/** Photographs of something that is still typed: taken with the camera, chosen, or pasted; kept with the draft, attached with the act. */
import { Button, FileButton, Flex, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeldPhoto } from '#shared/kinds/matter/held-photo.ts';
import type { DeskRefusal } from '../client/answer.ts';
import { CameraButton } from './camera/CameraButton.tsx';
import { holdPhoto } from './held-photo.ts';

interface HeldPhotosProps {
  /** What is photographed. */
  readonly label: string;
  /** Of the button that chooses a file. */
  readonly name: string;
  readonly photos: readonly HeldPhoto[];
  readonly onChange: (photos: readonly HeldPhoto[]) => void;
  readonly onRefused: (refusal: DeskRefusal | undefined) => void;
  /** Stands in a cell of a table: one below the other, without the sentence. */
  readonly isNarrow?: boolean;
}

export function HeldPhotos({ label, name, photos, onChange, onRefused, isNarrow = false }: HeldPhotosProps) {
  const { t } = useTranslation('cases');
  const [isBusy, setBusy] = useState(false);
  const size = isNarrow ? 'compact-sm' : 'sm';
  const add = async (files: readonly File[]) => {
    setBusy(true);
    const added: HeldPhoto[] = [];
    let refused: DeskRefusal | undefined;
    for (const file of files) {
      const held = await holdPhoto(file, label);
      if ('code' in held) refused = held;
      else added.push(held);
    }
    setBusy(false);
    onRefused(refused);
    if (added.length > 0) onChange([...photos, ...added]);
  };
  return (
    <Flex
      direction={isNarrow ? 'column' : 'row'}
      align={isNarrow ? 'flex-end' : 'center'}
      wrap={isNarrow ? 'nowrap' : 'wrap'}
      gap={isNarrow ? 4 : 'xs'}
      tabIndex={0}
      data-photos={label}
      aria-label={t('form.photoPaste')}
      onPaste={(event) => {
        const files = [...event.clipboardData.files];
        if (files.length === 0) return;
        event.preventDefault();
        void add(files);
      }}
    >
      {photos.map((photo, at) => (
        <Group key={`${photo.blob} ${String(at)}`} gap={4} wrap="nowrap" data-photo={photo.name}>
          <Text size="sm" truncate maw={280}>
            {photo.name}
          </Text>
          <Button
            variant="subtle"
            size="compact-sm"
            style={{ flexShrink: 0 }}
            data-enter-skip
            onClick={() => {
              onChange(photos.filter((_, index) => index !== at));
            }}
          >
            {t('materials.remove')}
          </Button>
        </Group>
      ))}
      <Group gap="xs" wrap="nowrap">
        <CameraButton label={label} size={size} isDisabled={isBusy} onTaken={(file) => void add([file])} />
        <FileButton multiple accept="image/*" onChange={(files) => void add(files)}>
          {(props) => (
            <Button {...props} name={name} variant="default" size={size} loading={isBusy}>
              {t('form.photoAdd')}
            </Button>
          )}
        </FileButton>
      </Group>
      {!isNarrow && (
        <Text size="sm" c="dimmed">
          {t('form.photoPaste')}
        </Text>
      )}
    </Flex>
  );
}
