/** 拍照, beside every button that chooses a photograph. */
import { Button, type ButtonProps } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CameraDialog } from './CameraDialog.tsx';

interface CameraButtonProps {
  /** What is photographed. */
  readonly label: string;
  readonly size: NonNullable<ButtonProps['size']>;
  readonly isDisabled?: boolean;
  readonly onTaken: (file: File) => void;
}

export function CameraButton({ label, size, isDisabled = false, onTaken }: CameraButtonProps) {
  const { t } = useTranslation('cases');
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button
        ref={button}
        variant="default"
        size={size}
        disabled={isDisabled}
        aria-label={t('camera.title', { label })}
        data-testid="take-photo"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('camera.open')}
      </Button>
      {isOpen && (
        <CameraDialog
          label={label}
          onTaken={onTaken}
          onClose={() => {
            setOpen(false);
            // Back to where the person was, so that the next key is not lost.
            button.current?.focus();
          }}
        />
      )}
    </>
  );
}
