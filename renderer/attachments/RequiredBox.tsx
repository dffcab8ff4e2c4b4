import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface RequiredBoxProps {
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

/** 必需材料: without its file the case is not closed, wherever the file is on its way. */
export function RequiredBox({ isChecked, onChange }: RequiredBoxProps) {
  const { t } = useTranslation('cases');
  return (
    <Checkbox
      mb="xs"
      label={t('attachment.requiredBox')}
      data-testid="required-box"
      checked={isChecked}
      onChange={(event) => {
        onChange(event.currentTarget.checked);
      }}
    />
  );
}
