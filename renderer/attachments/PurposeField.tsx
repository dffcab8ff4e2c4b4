import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { matterIn, useMatterVersion } from '../fields/matter-facts.ts';
import { nothingSaid, optionsOf } from './purposes.ts';

interface PurposeFieldProps {
  readonly page: CasePage;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** 用于: said of the files that are added next. */
export function PurposeField({ page, value, onChange }: PurposeFieldProps) {
  const { t } = useTranslation('cases');
  const version = useMatterVersion(matterIn({ places: [], values: {}, learnt: page.learnt }));
  const options = optionsOf(page, {
    materials: (version?.materials ?? []).map(({ name }) => name),
    photos: (version?.fields ?? []).flatMap(({ type, label }) => (type === 'photo' ? [label] : [])),
  });
  if (options.length === 0) return null;
  return (
    <NativeSelect
      mb="xs"
      label={t('attachment.for')}
      data-testid="attachment-for"
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
      data={[
        { value: nothingSaid, label: t('attachment.for.none') },
        ...options.map((one) => ({
          value: one.value,
          label: t(`attachment.for.${one.purpose.what}`, { name: one.purpose.name }),
        })),
      ]}
    />
  );
}
