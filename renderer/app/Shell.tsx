import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { AsideHost } from '../counter/AsideHost.tsx';
import { NavRail } from './NavRail.tsx';
import { GoneBanner } from './GoneBanner.tsx';
import { ShellShortcuts } from './ShellShortcuts.tsx';
import { TopBar } from './TopBar.tsx';
import classes from './Shell.module.css';

const PrintAsking = lazy(() =>
  import('../papers/PrintAsking.tsx').then(({ PrintAsking }) => ({ default: PrintAsking })),
);

/** The frame of every page behind the login. Only the page scrolls. */
export function Shell() {
  const { t } = useTranslation('screens');
  return (
    <div className={classes.shell}>
      <a href="#page" className={classes.skip} onClick={skipToPage}>
        {t('app.skip')}
      </a>
      <TopBar />
      <NavRail />
      <main id="page" tabIndex={-1} className={classes.page}>
        <GoneBanner />
        <Outlet />
      </main>
      <ShellShortcuts />
      <AsideHost />
      <Suspense>
        <PrintAsking />
      </Suspense>
    </div>
  );
}

/** The fragment of the address belongs to the router. */
function skipToPage(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById('page')?.focus();
}
