/** 扫描归位: signed sheets in a stack, each laid to its paper by the code on it; what is not known stays, with its reason, until a person says. */
import { Button, FileButton, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { longestAttachment } from '#shared/contract/attachment.ts';
import { mostScanPages } from '#shared/contract/signature.ts';
import { CameraButton } from '../attachments/camera/CameraButton.tsx';
import { useDropPlace } from '../attachments/use-drop-place.ts';
import { SheetLine } from './SheetLine.tsx';
import { groupsOf } from './sheets.ts';
import { SheetStack, type StackState } from './sheet-stack.ts';

export function ScanBack() {
  const { t } = useTranslation('cases');
  const [{ sheets, bringing }, setState] = useState<StackState>({ sheets: [] });
  const [stack] = useState(() => new SheetStack(setState));
  useEffect(() => {
    stack.open();
    return () => {
      stack.stop();
    };
  }, [stack]);
  const add = (files: readonly File[]) => {
    stack.add(files);
  };
  const place = useDropPlace(true, add);
  const ready = groupsOf(sheets).length;
  const reading = sheets.filter(({ state }) => state === 'reading').length;
  const back = sheets.filter(({ state }) => state === 'back').length;
  return (
    <Paper
      withBorder
      p="md"
      data-testid="scan-back"
      data-reading={reading}
      {...place.handlers}
      style={place.isOver ? { outline: '3px dashed var(--mantine-primary-color-filled)', outlineOffset: -3 } : {}}
    >
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('sheets.title')}</Title>
        <Group gap="xs">
          <CameraButton
            label={t('sheets.sheet')}
            size="compact-md"
            onTaken={(file) => {
              add([file]);
            }}
          />
          <FileButton
            multiple
            accept="image/*,application/pdf"
            onChange={add}
            inputProps={{ 'aria-label': t('sheets.choose') }}
          >
            {(props) => (
              <Button {...props} size="compact-md" variant="default">
                {t('sheets.choose')}
              </Button>
            )}
          </FileButton>
        </Group>
      </Group>
      <Text size="sm" c="dimmed">
        {t('sheets.hint', { most: mostScanPages, mb: longestAttachment / 1024 / 1024 })}
      </Text>
      {sheets.length > 0 && (
        <Stack gap="sm" mt="sm">
          <Table verticalSpacing="xs" data-testid="sheets">
            <Table.Tbody>
              {sheets.map((sheet) => (
                <SheetLine key={sheet.id} sheet={sheet} sheets={sheets} stack={stack} />
              ))}
            </Table.Tbody>
          </Table>
          <Group>
            <Button
              disabled={ready === 0 || reading > 0}
              loading={bringing !== undefined}
              onClick={() => void stack.bring()}
              data-testid="bring-back"
            >
              {t('sheets.bring', { count: ready })}
            </Button>
            {bringing !== undefined && (
              <Button
                variant="default"
                onClick={() => {
                  stack.stop();
                }}
              >
                {t('sheets.stop')}
              </Button>
            )}
            <Text role="status" size="sm" data-testid="sheets-say">
              {bringing === undefined
                ? t('sheets.says', { known: ready, back, reading })
                : t('sheets.bringing', { done: bringing.done, of: bringing.of })}
            </Text>
          </Group>
        </Stack>
      )}
    </Paper>
  );
}
