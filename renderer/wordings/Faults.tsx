import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WordingFault } from '#shared/documents/wording.ts';
import { shownBlanks } from './shown.ts';

/** What of one passage does not fit, each in a sentence. */
export function Faults({ faults }: { readonly faults: readonly WordingFault[] }) {
  const { t } = useTranslation('cases');
  return faults.map(({ code, detail }) => (
    <Text key={code} size="sm" c="red" component="span" display="block" role="alert">
      {t(`wording.fault.${code}`, { detail: code.endsWith('Blank') ? shownBlanks(detail) : detail })}
    </Text>
  ));
}
