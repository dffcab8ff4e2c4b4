import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { currentLanguage, switchLanguage } from './words.ts';

/** Before a login there is nobody whose setting it could be: it holds for this window. */
export function LanguageSwitch() {
  const { t } = useTranslation('screens');
  const other = currentLanguage() === 'en' ? 'zh-CN' : 'en';
  return (
    <Anchor component="button" type="button" lang={other} onClick={() => void switchLanguage(other)}>
      {t(`language.${other}`)}
    </Anchor>
  );
}
