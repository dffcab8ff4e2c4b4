import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { shortcuts } from './keys.ts';
import { usePerson } from './person.ts';
import classes from './Shell.module.css';

/** Small by default: what a fresh station needs. A faculty that is switched off leaves no trace here. */
export function NavRail() {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  return (
    <nav className={classes.nav} aria-label={t('nav.label')}>
      {may('case.take') && (
        <Link to="/take" className={classes.take ?? ''}>
          {t('nav.take')} <kbd>{shortcuts.take.keys}</kbd>
        </Link>
      )}
      <Link to="/">{t('nav.home')}</Link>
      {may('case.read') && (
        <Link to="/cases">
          {t('nav.cases')} <kbd>{shortcuts.list.keys}</kbd>
        </Link>
      )}
      {may('case.read') && (
        <Link to="/print">
          {t('nav.print')} <kbd>{shortcuts.print.keys}</kbd>
        </Link>
      )}
      {may('registry.read') && <Link to="/matters">{t('nav.matters')}</Link>}
      <Link to="/settings">{t('nav.settings')}</Link>
    </nav>
  );
}
