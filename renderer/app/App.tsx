import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { queryClient } from '../client/changes.ts';
import { Gate } from './Gate.tsx';
import { useLook } from './look.ts';
import type { Router } from './router.ts';
import { contrastColours, themeOf } from './theme.ts';

export function App({ router }: { readonly router: Router }) {
  return (
    <QueryClientProvider client={queryClient}>
      <Looks>
        <Gate router={router} />
      </Looks>
    </QueryClientProvider>
  );
}

/** Colours, size and movement as the person at the desk has them. */
function Looks({ children }: { readonly children: React.ReactNode }) {
  const { isLargeText, isAnimated, theme } = useLook();
  const mantineTheme = useMemo(() => themeOf(isAnimated), [isAnimated]);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (isLargeText) dataset['large'] = '';
    else delete dataset['large'];
    if (isAnimated) delete dataset['still'];
    else dataset['still'] = '';
  }, [isLargeText, isAnimated]);
  const forced = theme === 'auto' ? {} : { forceColorScheme: theme };
  return (
    <MantineProvider
      theme={mantineTheme}
      defaultColorScheme="auto"
      cssVariablesResolver={contrastColours}
      colorSchemeManager={nothingKept}
      {...forced}
    >
      {children}
    </MantineProvider>
  );
}

/** The colour scheme is one of the desk's settings; Mantine would keep it in the browser. */
const nothingKept = {
  get: () => 'auto' as const,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};
