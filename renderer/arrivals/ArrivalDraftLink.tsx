import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../app/links.tsx';
import type { DraftLinkProps } from '../kinds/draft-links.ts';

/** What was begun about many cases: answers of a batch on that batch, certificates on their list. */
export function ArrivalDraftLink({ draft: { stream } }: DraftLinkProps) {
  const { t } = useTranslation('screens');
  return stream === null ? (
    <ButtonLink to="/arrivals" size="compact-md">
      {t('home.goOn')}
    </ButtonLink>
  ) : (
    <ButtonLink to="/batches/$stream" params={{ stream }} size="compact-md">
      {t('home.goOn')}
    </ButtonLink>
  );
}
