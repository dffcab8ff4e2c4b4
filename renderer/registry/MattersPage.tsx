/** 事项库 as a list: each opens a page of its own; the whole goes out and comes in as a workbook. */
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AnchorLink, ButtonLink } from '../app/links.tsx';
import { usePerson } from '../app/person.ts';
import { newActId } from '../client/act-runner.ts';
import { ExportMenu } from './catalogue/ExportMenu.tsx';
import { RegistryPage } from './RegistryPage.tsx';

export function MattersPage() {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const navigate = useNavigate();
  const mayWrite = may('registry.write');
  return (
    <RegistryPage
      name="matter"
      title={t('registry.matters')}
      columns={['code', 'category', 'isInstant', 'promised', 'statutory', 'version']}
      pages={{
        row: ({ key, label }) => (
          <AnchorLink to="/matters/$code" params={{ code: key }} fw={600}>
            {label}
          </AnchorLink>
        ),
        actions: (codes) => (
          <>
            <ExportMenu codes={codes} />
            {mayWrite && (
              <ButtonLink to="/matters/+import" variant="default">
                {t('matters.import')}
              </ButtonLink>
            )}
            {mayWrite && (
              <Button onClick={() => void navigate({ to: '/matters/+new', search: { draft: newActId() } })}>
                {t('matters.new')}
              </Button>
            )}
          </>
        ),
      }}
    />
  );
}
