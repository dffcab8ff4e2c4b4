/** 与镇服务器的联系: joining it, and from then on what waits, why, and what a person has to decide. */
import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../app/person.ts';
import { Answered } from '../app/Waiting.tsx';
import { CompareDigits } from './CompareDigits.tsx';
import { JoinForm } from './JoinForm.tsx';
import { Joined } from './Joined.tsx';
import { useLinkState } from './use-link.ts';

export function LinkPage() {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  const state = useLinkState();
  const mayJoin = may('desk.manage');
  return (
    <Stack gap="lg" maw="60rem">
      <Title order={1}>{t('settings.page.link')}</Title>
      <Answered answer={state}>
        {(now) => {
          if (now.is === 'joining') return <CompareDigits state={now} />;
          if (now.is !== 'alone') return <Joined state={now} />;
          return (
            <>
              <Text>{t('link.alone')}</Text>
              {mayJoin ? <JoinForm /> : <Text c="dimmed">{t('link.mayNotJoin')}</Text>}
            </>
          );
        }}
      </Answered>
    </Stack>
  );
}
