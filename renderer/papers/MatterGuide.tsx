/** 办事指南 to take home, of any matter and no case: on 80 mm, or on A4 in large type. One key prints the size that this window's slips have. */
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shortcuts } from '../app/keys.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { useShortcut } from '../app/use-shortcut.ts';
import { useAct } from '../client/use-act.ts';
import { desk } from '../client/desk.ts';
import { printSheet } from './print-desk.ts';
import { usePrintSize } from './use-print-size.ts';

const sizes = ['80mm', 'A4'] as const;
type Size = (typeof sizes)[number];
const words = { '80mm': 'guide.roll', A4: 'guide.large' } as const;

export function MatterGuide({ code }: { readonly code: string }) {
  const { t } = useTranslation('cases');
  const usual: Size = usePrintSize() === '80mm' ? '80mm' : 'A4';
  const act = useAct((_act, asked: { readonly code: string; readonly size: Size }) => desk.paper.matterGuide(asked));
  const print = async (size: Size): Promise<void> => {
    const page = await act.run({ code, size });
    if (page?.ok) await printSheet(page.value, 'matterGuide', size);
  };
  useShortcut('guide', () => void print(usual));
  return (
    <>
      <Group gap={4} data-testid="guide">
        <Text size="sm" c="dimmed">
          {t('guide.print')}
        </Text>
        {sizes.map((size) => (
          <Button
            key={size}
            variant="default"
            size="compact-sm"
            data-guide={size}
            disabled={act.isBusy}
            onClick={() => void print(size)}
          >
            {t(words[size])}
            {size === usual && ` (${shortcuts.guide.keys})`}
          </Button>
        ))}
      </Group>
      <RefusalNote refusal={act.refusal} />
    </>
  );
}
