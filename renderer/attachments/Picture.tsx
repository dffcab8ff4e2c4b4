import { Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface PictureProps {
  readonly content: Blob;
  readonly name: string;
  /** CSS length. */
  readonly maxHeight?: string;
}

/** A picture from memory. Its address ends with it, so that nothing of it can be asked for afterwards. */
export function Picture({ content, name, maxHeight = '70vh' }: PictureProps) {
  const { t } = useTranslation('cases');
  const [isBroken, setBroken] = useState(false);
  const show = useCallback(
    (image: HTMLImageElement) => {
      const address = URL.createObjectURL(content);
      image.src = address;
      return () => {
        URL.revokeObjectURL(address);
      };
    },
    [content],
  );
  if (isBroken) return <Text role="alert">{t('attachment.cannotShow')}</Text>;
  return (
    <img
      ref={show}
      alt={name}
      style={{ display: 'block', maxWidth: '100%', maxHeight, objectFit: 'contain', background: '#fff' }}
      onError={() => {
        setBroken(true);
      }}
    />
  );
}
