import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { usePerson } from './person.ts';
import { useShortcut } from './use-shortcut.ts';
import { useFindOpener } from './find-opener.ts';
import { useScanLed } from '../devices/use-taker.ts';

const Palette = lazy(() => import('../find/Palette.tsx').then(({ Palette }) => ({ default: Palette })));

/** The shortcuts that work on every page. */
export function ShellShortcuts() {
  const navigate = useNavigate();
  const { may, lock } = usePerson();
  const [isFinding, setFinding] = useState(false);
  const find = () => {
    setFinding(true);
  };
  useFindOpener(find);
  // The palette is no page: it would stand before the case that a scan opened.
  useScanLed(() => {
    setFinding(false);
  });
  useShortcut('help', () => void navigate({ to: '/help' }));
  useShortcut('home', () => void navigate({ to: '/' }));
  useShortcut('take', () => void navigate({ to: '/take' }), may('case.take'));
  useShortcut('many', () => void navigate({ to: '/many' }), may('case.take'));
  useShortcut('list', () => void navigate({ to: '/cases' }), may('case.read'));
  useShortcut('print', () => void navigate({ to: '/print' }), may('case.read'));
  useShortcut('find', find, may('case.read'));
  useShortcut('lock', lock);
  if (!isFinding) return null;
  return (
    <Suspense>
      <Palette
        onClose={() => {
          setFinding(false);
        }}
      />
    </Suspense>
  );
}
