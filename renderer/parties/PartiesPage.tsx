/** 人员: people, bodies and households the hall has met. Nobody is listed before somebody is looked for. */
import { Stack, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../app/person.ts';
import { keepSought, soughtOf } from './list-memory.ts';
import { PartySearch } from './PartySearch.tsx';

export function PartiesPage() {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const { me } = usePerson();
  const [typed, setTyped] = useState(() => soughtOf(me.staff));
  return (
    <Stack gap="sm" maw={1180}>
      <Title order={1}>{t('people.title')}</Title>
      <PartySearch
        label={t('people.search')}
        typed={typed}
        onType={setTyped}
        onChoose={({ party }) => {
          keepSought(me.staff, typed);
          void navigate({ to: '/people/$party', params: { party } });
        }}
      />
    </Stack>
  );
}
