/** 挂起的 (n): always in sight beside the page; one key opens the list, a digit goes back to one. */
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortcuts } from '../app/keys.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { useParked } from './use-parked.ts';

const ParkedList = lazy(() => import('./ParkedList.tsx').then(({ ParkedList }) => ({ default: ParkedList })));

export function ParkedRail({ className }: { readonly className: string }) {
  const { t } = useTranslation('screens');
  const parked = useParked();
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    setOpen(true);
  };
  useShortcut('parked', open);
  const count = parked.data?.parked.length ?? 0;
  return (
    <>
      <button type="button" className={className} onClick={open} data-some={count > 0} data-testid="parked">
        {t('counter.parked', { count })} <kbd>{shortcuts.parked.keys}</kbd>
      </button>
      {isOpen && (
        <Suspense>
          <ParkedList
            parked={parked.data?.parked ?? []}
            refusal={parked.refusal}
            onClose={() => {
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
