import { Button, type ButtonProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Takes one line away from a list that is being filled in. */
export function RemoveLine({ onRemove, ...looks }: { readonly onRemove: () => void } & ButtonProps) {
  const { t } = useTranslation('cases');
  return (
    <Button variant="subtle" size="sm" {...looks} onClick={onRemove}>
      {t('materials.remove')}
    </Button>
  );
}
