import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../app/links.tsx';
import classes from '../home/Home.module.css';
import { ParkedName } from './ParkedList.tsx';
import { useParked } from './use-parked.ts';

/** Who waits at the counter, first thing on the home page; absent when nobody does. */
export function ParkedOnHome() {
  const { t } = useTranslation('screens');
  const parked = useParked().data?.parked ?? [];
  if (parked.length === 0) return null;
  return (
    <section aria-labelledby="parked">
      <Title order={2} mb="xs" id="parked">
        {t('home.parked')}
      </Title>
      <ul className={classes.lines}>
        {parked.map((one) => (
          <li key={one.id} className={classes.todo}>
            <ParkedName one={one} />
            <span />
            <ButtonLink to="/take" search={{ draft: one.id }} size="compact-md">
              {t('home.goOn')}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
