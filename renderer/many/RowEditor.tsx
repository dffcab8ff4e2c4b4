/** One row in the form of an intake: everything of the person and of the matter, with each reason at its field. */
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { enterToNext } from '../app/enter-to-next.ts';
import { shortcuts } from '../app/keys.ts';
import { ByHandOffer } from '../cases/ByHandOffer.tsx';
import { pathOf } from '../fields/check.ts';
import { FieldForm, focusFirstRefusal } from '../fields/FieldForm.tsx';
import type { JudgedRow } from './check-row.ts';
import { rowWith, valuesOf, type ManyDraft, type ManyRow, type Taken } from './many-draft.ts';

interface RowEditorProps {
  readonly taken: Taken;
  readonly draft: ManyDraft;
  readonly judged: JudgedRow;
  readonly onChange: (row: ManyRow) => void;
  readonly onClose: () => void;
}

export function RowEditor(props: RowEditorProps) {
  const { t } = useTranslation('cases');
  return (
    <Modal opened onClose={props.onClose} title={t('many.editRow')} size={64 * 16} closeOnClickOutside={false}>
      <RowForm {...props} />
    </Modal>
  );
}

function RowForm({ taken, draft, judged: { row, refusals }, onChange, onClose }: RowEditorProps) {
  const { t } = useTranslation('cases');
  const element = useRef<HTMLFormElement>(null);
  const byPath = Object.fromEntries(refusals.map((one) => [pathOf(one), one]));
  const focus = useEffectEvent(() => {
    element.current?.querySelector('input')?.focus();
    focusFirstRefusal(element.current, byPath);
    // The dialog puts the cursor somewhere itself a moment later: there.
    document.activeElement?.toggleAttribute('data-autofocus', true);
  });
  useEffect(() => {
    focus();
  }, []);
  return (
    <form
      ref={element}
      noValidate
      onKeyDown={enterToNext}
      onSubmit={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <Stack gap="sm">
        <FieldForm
          form={{ kind: taken.kind, places: taken.form.places, values: valuesOf(taken, draft, row) }}
          refusals={byPath}
          only={[taken.petitioner, taken.matterForm]}
          onChange={(values) => {
            // Whatever was decided was decided of what stood there.
            const { isAnyway: _decided, ...next } = rowWith(taken, draft, row, values);
            onChange(next);
          }}
        />
        <ByHandOffer
          refusal={refusals.find(({ code }) => code === 'paper.glyphMissing')}
          onAccept={() => {
            onChange({ ...row, isByHand: true });
            onClose();
          }}
          onPictures={() => {
            onChange({ ...row });
            onClose();
          }}
        />
        <Group>
          <Button type="submit" data-testid="many-row-done">
            {t('many.rowDone')}
          </Button>
          <kbd>{shortcuts.submit.keys}</kbd>
        </Group>
      </Stack>
    </form>
  );
}
