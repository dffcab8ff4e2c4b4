/** 新增事项. The draft is named by the address, so that a reload finds it again. */
import { Stack, Title } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { AnchorLink } from '../../app/links.tsx';
import { Waiting } from '../../app/Waiting.tsx';
import { MatterForm } from './MatterForm.tsx';
import { useTakenUp } from './use-taken-up.ts';

const route = getRouteApi('/shell/matters/+new');
const empty: JsonObject = {};

export function NewMatterPage() {
  const { t } = useTranslation('cases');
  const { draft = '' } = route.useSearch();
  const navigate = useNavigate();
  const taken = useTakenUp('published', null, draft);
  if (taken.isLoading) return <Waiting />;
  const leave = () => void navigate({ to: '/matters' });
  return (
    <Stack gap="md" maw={1240}>
      <AnchorLink to="/matters">{t('matters.back')}</AnchorLink>
      <Title order={1}>{t('matters.new')}</Title>
      <MatterForm
        key={draft}
        type="published"
        act={taken.act}
        stream={null}
        newest={empty}
        start={taken.values ?? empty}
        isRestored={taken.values !== undefined}
        onLeave={leave}
        // Where the township's server is asked there is no such page yet; the list says that it was asked.
        onDone={leave}
      />
    </Stack>
  );
}
