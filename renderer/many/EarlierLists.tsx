/** Lists that were taken in before, the newest first, with how many of each are there. */
import { Button, Drawer, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../app/dates.ts';
import { AnchorLink } from '../app/links.tsx';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';

export function EarlierLists() {
  const { t } = useTranslation('cases');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        data-testid="many-earlier"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('many.earlier')}
      </Button>
      <Drawer
        opened={isOpen}
        position="right"
        size={560}
        title={t('many.earlier')}
        onClose={() => {
          setOpen(false);
        }}
      >
        <Lists />
      </Drawer>
    </>
  );
}

function Lists() {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  const answer = useAnswer(['many.list'], () => desk.many.list({}), { keepsLast: true });
  return (
    <Answered answer={answer}>
      {({ lists }) =>
        lists.length === 0 ? (
          <Text c="dimmed">{t('many.noEarlier')}</Text>
        ) : (
          <Stack gap="sm" data-testid="many-lists">
            {lists.map(({ stream, number, matter, on, count, taken }) => (
              <Group key={stream} justify="space-between" wrap="nowrap" gap="sm">
                <Stack gap={0}>
                  <AnchorLink to="/many/$stream" params={{ stream }}>
                    {number}
                  </AnchorLink>
                  <Text size="sm" c="dimmed">
                    {matter} · {day(on)}
                  </Text>
                </Stack>
                <Text c={taken < count ? 'var(--tongban-warn)' : 'dimmed'} style={{ whiteSpace: 'nowrap' }}>
                  {t(taken < count ? 'many.partly' : 'many.wholly', { taken, count })}
                </Text>
              </Group>
            ))}
          </Stack>
        )
      }
    </Answered>
  );
}
