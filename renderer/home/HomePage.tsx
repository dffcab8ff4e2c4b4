import { Group, SimpleGrid, Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shortcuts } from '../app/keys.ts';
import { ButtonLink } from '../app/links.tsx';
import { usePerson } from '../app/person.ts';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { ParkedOnHome } from '../counter/ParkedOnHome.tsx';
import { Counts } from './Counts.tsx';
import { MemoCounts } from './MemoCounts.tsx';
import { QuickTake } from './QuickTake.tsx';
import { Unfinished } from './Unfinished.tsx';
import { CaseLines } from './CaseLines.tsx';

/** What today holds: what is unfinished first, then numbers that open their rows, then what presses. */
export function HomePage() {
  const { t } = useTranslation('screens');
  const { me, may } = usePerson();
  const summary = useAnswer(['home.summary'], () => desk.home.summary({}));
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Title order={1}>{t('home.hello', { name: me.name })}</Title>
        {may('case.take') && (
          <Group gap="sm">
            <ButtonLink to="/many" size="lg" variant="default" data-testid="home-many">
              {t('nav.many')} <kbd>{shortcuts.many.keys}</kbd>
            </ButtonLink>
            <ButtonLink to="/take" size="lg">
              {t('home.take', { keys: shortcuts.take.keys })}
            </ButtonLink>
          </Group>
        )}
      </Group>
      {may('case.take') && <ParkedOnHome />}
      <Unfinished />
      {may('case.read') && (
        <Answered answer={summary}>
          {({ counts, frequent, memos, pressing, recent }) => (
            <>
              {may('case.take') && <QuickTake frequent={frequent} />}
              <Counts counts={counts} />
              <MemoCounts memos={memos} />
              <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
                <CaseLines
                  title={t('home.pressing')}
                  nothing={t('home.noPressing')}
                  lines={pressing}
                  filter="dueSoon"
                />
                <CaseLines title={t('home.recent')} nothing={t('home.noRecent')} lines={recent} filter="mine" />
              </SimpleGrid>
            </>
          )}
        </Answered>
      )}
    </Stack>
  );
}
