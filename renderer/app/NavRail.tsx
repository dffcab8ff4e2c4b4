import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CounterRail } from '../counter/CounterRail.tsx';
import { LastMemoLine } from '../counter/LastMemoLine.tsx';
import { shortcuts } from './keys.ts';
import { usePerson } from './person.ts';
import classes from './Shell.module.css';

/** Registers beside the matters: their tab is marked, and so is the way back to it. */
const registries = [
  '/stations',
  '/rules',
  '/agents',
  '/second-trips',
  '/calendar',
  '/voids',
  '/pads',
  '/publish',
  '/due-files',
  '/appraisals',
  '/wordings',
  '/ledgers',
  '/inspections',
] as const;

/** Small by default: what a fresh station needs. A faculty that is switched off leaves no trace here. */
export function NavRail() {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const marked = (pages: readonly string[]) => (pages.includes(path) ? { 'data-status': 'active' } : {});
  return (
    <nav className={classes.nav} aria-label={t('nav.label')}>
      {may('case.take') && (
        <Link to="/take" className={classes.take ?? ''}>
          {t('nav.take')} <kbd>{shortcuts.take.keys}</kbd>
        </Link>
      )}
      {may('case.take') && <CounterRail className={classes.aside ?? ''} />}
      <Link to="/">{t('nav.home')}</Link>
      {may('case.read') && (
        <Link to="/cases">
          {t('nav.cases')} <kbd>{shortcuts.list.keys}</kbd>
        </Link>
      )}
      {may('case.handle') && <Link to="/people">{t('nav.people')}</Link>}
      {may('paper.issue') && (
        <Link to="/print">
          {t('nav.print')} <kbd>{shortcuts.print.keys}</kbd>
        </Link>
      )}
      {may('case.handle') && <Link to="/awaited">{t('nav.awaited')}</Link>}
      {may('case.handle') && (
        <Link to="/verify" {...marked(['/check-package'])}>
          {t('nav.verify')}
        </Link>
      )}
      {may('registry.read') && (
        <Link to="/matters" {...marked(registries)}>
          {t('nav.matters')}
        </Link>
      )}
      <Link to="/settings" {...marked(['/help'])}>
        {t('nav.settings')}
      </Link>
      {may('case.take') && <LastMemoLine />}
    </nav>
  );
}
