import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../app/links.tsx';
import type { DraftLinkProps } from '../kinds/draft-links.ts';

export function ManyDraftLink({ draft: { id } }: DraftLinkProps) {
  const { t } = useTranslation('screens');
  return (
    <ButtonLink to="/many" search={{ draft: id }} size="compact-md">
      {t('home.goOn')}
    </ButtonLink>
  );
}
