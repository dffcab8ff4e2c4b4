import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../app/links.tsx';
import { textOf } from '../../fields/values.ts';
import type { DraftLinkProps } from '../draft-links.ts';

export function MatterDraftLink({ draft: { id, type, stream, data } }: DraftLinkProps) {
  const { t } = useTranslation('screens');
  if (stream === null) {
    return (
      <ButtonLink to="/matters/+new" search={{ draft: id }} size="compact-md">
        {t('home.goOn')}
      </ButtonLink>
    );
  }
  const edit = type === 'hinted' ? 'hinted' : 'revised';
  return (
    <ButtonLink to="/matters/$code" params={{ code: textOf(data['code']) }} search={{ edit }} size="compact-md">
      {t('home.goOn')}
    </ButtonLink>
  );
}
