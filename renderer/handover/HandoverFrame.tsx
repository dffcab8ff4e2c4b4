import { Group, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface FrameProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function HandoverFrame({ title, actions, children }: FrameProps) {
  return (
    <Stack gap="md" maw={1440}>
      <Group justify="space-between">
        <Title order={1}>{title}</Title>
        {actions}
      </Group>
      {children}
    </Stack>
  );
}
