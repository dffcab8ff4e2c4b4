import { Group, SimpleGrid, Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shortcuts } from '../app/keys.ts';
import { ButtonLink } from '../app/links.tsx';
import { usePerson } from '../app/person.ts';
import { Answered } from '../app/Waiting.tsx';
import { useTakenIn } from '../cases/taken-in.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { ParkedOnHome } from '../counter/ParkedOnHome.tsx';
import { kindWords } from '../fields/kind-words.ts';
import { Counts } from './Counts.tsx';
import { HandoverOnHome } from '../handover/HandoverOnHome.tsx';
import { MemoCounts } from './MemoCounts.tsx';
import { OwedCounts } from '../owed/OwedCounts.tsx';
import { QuickTake } from './QuickTake.tsx';
import { VillageOnHome } from './VillageOnHome.tsx';
import { Unfinished } from './Unfinished.tsx';
import { CaseLines } from './CaseLines.tsx';

/** What is mostly taken in, and beside it every other kind that can be. */
function TakeIn() {
  const { t } = useTranslation('screens');
  const [, ...others] = useTakenIn();
  return (
    <Group gap="sm">
      {others.map(({ kind }) => (
        <ButtonLink key={kind} to="/take" search={{ kind }} variant="default" size="lg" data-take={kind}>
          {kindWords(kind).name}
        </ButtonLink>
      ))}
      <ButtonLink to="/take" size="lg">
        {t('home.take', { keys: shortcuts.take.keys })}
      </ButtonLink>
    </Group>
  );
}

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
              {t('home.many', { keys: shortcuts.many.keys })}
            </ButtonLink>
            <TakeIn />
          </Group>
        )}
      </Group>
      {may('case.take') && <ParkedOnHome />}
      <Unfinished />
      <HandoverOnHome />
      {may('case.read') && (
        <Answered answer={summary}>
          {({ counts, frequent, memos, pressing, recent }) => (
            <>
              {may('case.take') && <QuickTake frequent={frequent} />}
              <Counts counts={counts} />
              <MemoCounts memos={memos} />
              <VillageOnHome />
              <OwedCounts />
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
