/** 粘贴名单: a place for it by keys; the same as Ctrl+V on the page. */
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isShortcut, shortcuts } from '../app/keys.ts';

interface PasteDialogProps {
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
}

export function PasteDialog({ onText, onClose }: PasteDialogProps) {
  const { t } = useTranslation('cases');
  const [text, setText] = useState('');
  return (
    <Modal opened onClose={onClose} title={t('many.paste')} size="xl" closeOnClickOutside={false}>
      <Stack gap="sm">
        <Text c="dimmed">{t('many.pasteHint')}</Text>
        <Textarea
          name="many-text"
          aria-label={t('many.paste')}
          data-autofocus
          autosize
          minRows={8}
          maxRows={16}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (!isShortcut('submit', event)) return;
            event.preventDefault();
            onText(text);
          }}
        />
        <Group>
          <Button
            disabled={text.trim() === ''}
            data-testid="many-paste-done"
            onClick={() => {
              onText(text);
            }}
          >
            {t('many.pasteDone')}
          </Button>
          <kbd>{shortcuts.submit.keys}</kbd>
        </Group>
      </Stack>
    </Modal>
  );
}
