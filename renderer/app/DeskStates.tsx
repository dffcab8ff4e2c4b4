import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useGone } from '../client/use-gone.ts';
import { askForClock } from '../clock/clock-asker.ts';
import { backupAge } from './backup-age.ts';
import { usePerson } from './person.ts';
import { useNow } from './use-today.ts';
import { linkLine } from '../link/link-line.ts';
import { useClock, useLinkState } from '../link/use-link.ts';
import classes from './Shell.module.css';

const minuteMs = 60_000;

/** Where the work is and what is wrong, in a line: custody, backup, disk, clock, connection. What is in order stays quiet. */
export function DeskStates() {
  const gone = useGone();
  return (
    <div className={classes.states} role="status">
      {gone ? <GoneState /> : <LinkOrSavedState />}
      <SpaceState />
      <BackupState />
      <ClockState />
    </div>
  );
}

function GoneState() {
  const { t } = useTranslation('screens');
  return (
    <span className={classes.state} data-light="bad">
      {t('state.gone')}
    </span>
  );
}

/** Where it was joined to the township's server, how far that has come says more than that all is written down here. */
function LinkOrSavedState() {
  const { t } = useTranslation('screens');
  const { data } = useLinkState();
  const now = useClock(minuteMs);
  const line = data && linkLine(data, now);
  if (line === undefined) return <SavedState />;
  return (
    <Link to="/settings/link" className={classes.state ?? ''} data-light={line.light} data-testid="link-line">
      {line.word === 'returned'
        ? t('state.link.returned', { count: line.acts })
        : line.word === 'late'
          ? t(`state.link.late.${line.age.unit}`, { acts: line.acts, age: line.age.count })
          : t(`state.link.${line.word}`)}
    </Link>
  );
}

function SavedState() {
  const { t } = useTranslation('screens');
  return (
    <span className={classes.state} title={t('state.savedHint')}>
      {t('state.saved')}
    </span>
  );
}

const spaceWords = {
  low: ['warn', 'state.spaceLow'],
  noAttachments: ['bad', 'state.spaceNoAttachments'],
  readOnly: ['bad', 'state.spaceReadOnly'],
} as const;

function SpaceState() {
  const { t } = useTranslation('screens');
  const { space } = usePerson().status;
  if (space === 'ample') return null;
  const [light, word] = spaceWords[space];
  return (
    <span className={classes.state} data-light={light}>
      {t(word)}
    </span>
  );
}

function BackupState() {
  const { t } = useTranslation('screens');
  const { status } = usePerson();
  const age = backupAge(status.lastBackup, useNow());
  const light = status.backupProblem !== null ? 'bad' : age.isOld ? 'warn' : 'good';
  const words = {
    problem: () => t('state.backupProblem'),
    never: () => t('state.backupNever'),
    now: () => t('state.backupNow'),
    hours: () => t('state.backupHours', { count: age.count }),
    days: () => t('state.backupDays', { count: age.count }),
  };
  return (
    <Link to="/settings/backup" className={classes.state ?? ''} data-light={light}>
      {words[status.backupProblem === null ? age.unit : 'problem']()}
    </Link>
  );
}

function ClockState() {
  const { t } = useTranslation('screens');
  if (!usePerson().status.clock) return null;
  return (
    <button type="button" className={classes.state} data-light="bad" onClick={askForClock}>
      {t('state.clock')}
    </button>
  );
}
