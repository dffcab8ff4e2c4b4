/** What the server has not answered yet, the oldest first. */
import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { ActHead } from './ActHead.tsx';
import classes from './Link.module.css';

/** `total`: all that wait, also those of cases this person does not see. */
export function WaitingActs({ total }: { readonly total: number }) {
  const { t } = useTranslation('screens');
  const waiting = useAnswer(['link.waiting'], () => desk.link.waiting({}), { isOn: total > 0 });
  if (total === 0) return null;
  return (
    <section aria-labelledby="waiting-acts" data-testid="waiting-acts">
      <Title order={2} mb="xs" id="waiting-acts">
        {t('link.waitingTitle', { count: total })}
      </Title>
      <Answered answer={waiting}>
        {({ acts }) => (
          <>
            <ul className={classes.acts}>
              {acts.map((act) => (
                <li key={act.act}>
                  <ActHead act={act} />
                </li>
              ))}
            </ul>
            {acts.length < total && (
              <Text c="dimmed" mt="xs">
                {t('link.notShown', { count: total - acts.length })}
              </Text>
            )}
          </>
        )}
      </Answered>
    </section>
  );
}
