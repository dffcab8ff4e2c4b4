import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../app/links.tsx';
import type { DraftLinkProps } from '../kinds/draft-links.ts';

/** What was begun on somebody's page goes on there. */
export function PartyDraftLink({ draft: { stream } }: DraftLinkProps) {
  const { t } = useTranslation('screens');
  if (stream === null) return null;
  return (
    <ButtonLink to="/people/$party" params={{ party: stream }} search={{ edit: true }} size="compact-md">
      {t('home.goOn')}
    </ButtonLink>
  );
}
