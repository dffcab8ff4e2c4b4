/** A photograph the form asks for. */
import { Input } from '@mantine/core';
import { useState } from 'react';
import { heldPhotos } from '#shared/kinds/matter/held-photo.ts';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { HeldPhotos } from '../../attachments/HeldPhotos.tsx';
import type { DeskRefusal } from '../../client/answer.ts';
import type { OneFormFieldProps } from './OneFormField.tsx';

export function PhotoField({ field, path, value, onChange, refusals }: OneFormFieldProps) {
  const sentence = useRefusalSentence();
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const shown = refusal ?? refusals[''];
  return (
    <Input.Wrapper
      label={field.label}
      withAsterisk={field.isRequired === true}
      error={shown && sentence(shown)}
      data-testid="form-photo"
    >
      <HeldPhotos
        label={field.label}
        name={`${path}.${field.key}`}
        photos={heldPhotos(value)}
        onChange={(photos) => {
          onChange(photos.length === 0 ? undefined : photos.map((photo) => ({ ...photo })));
        }}
        onRefused={setRefusal}
      />
    </Input.Wrapper>
  );
}
