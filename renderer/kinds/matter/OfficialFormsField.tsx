/**
 * 官方表格 of a matter that is being written, forms of one case (.docx) and 花名册 of a batch (.xlsx): uploaded, looked at with a sample,
 * replaced or taken away. What a version before used stays with that version.
 */
import { Button, Fieldset, FileButton, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { sendParts } from '../../attachments/send-parts.ts';
import { newActId } from '../../client/act-runner.ts';
import { answerOf } from '../../client/answer.ts';
import { desk } from '../../client/desk.ts';
import { useAct } from '../../client/use-act.ts';
import { refusalsOf, type Refusals } from '../../fields/check.ts';
import { useKindWords } from '../../fields/kind-words.ts';
import { tidyLines } from '../../fields/rows/lines.ts';
import { RemoveLine } from '../../fields/RemoveLine.tsx';
import { ShowRows } from '../../fields/rows/RowsField.tsx';
import type { FieldKit, FieldProps } from '../../fields/types.ts';
import { forDoor, recordsOf, textOf } from '../../fields/values.ts';
import { officialFormColumns } from '#shared/kinds/matter/columns.ts';
import { FormTags } from './FormTags.tsx';
import { LookAtForm, type Looking } from './LookAtForm.tsx';

const accepted = {
  docx: '.docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: '.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

const isRosterLine = (line: JsonObject | undefined): boolean => line?.['isRoster'] === true;
const acceptedIn = (line: JsonObject): string => accepted[isRosterLine(line) ? 'xlsx' : 'docx'];

interface Brought extends Looking {
  /** Of a form that was brought just now. */
  readonly upload?: string;
  readonly isRoster: boolean;
  /** The line it takes the place of; undefined: a new one. */
  readonly at?: number;
}

function OfficialFormsField({ place, label, value, refusals, form, onChange }: FieldProps) {
  const { t } = useTranslation('cases');
  const lines = recordsOf(value);
  const { stream } = form;
  const [brought, setBrought] = useState<Brought>();
  const version = forDoor(form.values);
  const keep = useAct((act: string, asked: Pick<FormAsked, 'upload' | 'name' | 'isRoster'>) =>
    desk.matter.keepForm({ act, stream: stream ?? '', ...asked, version }),
  );
  const bring = async (file: File | null, isRoster: boolean, at?: number) => {
    if (file === null) return;
    const upload = newActId();
    const name = textOf(lines[at ?? -1]?.['name']) || file.name.replace(/\.(docx|xlsx)$/i, '').slice(0, 100);
    const about = { name, upload, isRoster, ...(at === undefined ? {} : { at }) };
    setBrought(about);
    const refusal = await sendParts(file, (index, data) => desk.matter.formPart({ upload, index, data }));
    const looked = refusal
      ? undefined
      : await answerOf(() => desk.matter.lookAtForm({ upload, name, version, isRoster }));
    setBrought({ ...about, ...seen(looked, refusal) });
  };
  const look = async (line: JsonObject) => {
    const [name, file] = [textOf(line['name']), textOf(line['file'])];
    const about = { name, isRoster: isRosterLine(line) };
    setBrought(about);
    const asked = { stream: stream ?? null, file, name: name || file, version, isRoster: about.isRoster };
    setBrought({ ...about, ...seen(await answerOf(() => desk.matter.lookAtKeptForm(asked))) });
  };
  const takeIt = async () => {
    if (brought?.upload === undefined) return;
    const { upload, name, isRoster, at } = brought;
    const kept = await keep.run({ upload, name, isRoster });
    if (!kept?.ok) return;
    const line = { name, ...(isRoster ? { isRoster } : {}), ...lines[at ?? -1], file: kept.value.id };
    onChange(at === undefined ? [...lines, line] : lines.map((one, index) => (index === at ? line : one)));
    setBrought(undefined);
  };
  return (
    <Fieldset legend={label} data-field={place.name}>
      <Stack gap="sm">
        {lines.length === 0 && <Text c="dimmed">{t('rows.none')}</Text>}
        {lines.map((line, at) => (
          <FormLine
            key={`${textOf(line['file'])} ${String(at)}`}
            {...{ line, kind: form.kind, isUpload: stream !== undefined }}
            path={`${place.name}.${String(at)}`}
            refusals={refusalsOf(refusals, String(at))}
            onChange={(next) => {
              onChange(lines.flatMap((one, index) => (index !== at ? [one] : next === undefined ? [] : [next])));
            }}
            onLook={() => void look(line)}
            onFile={(file) => void bring(file, isRosterLine(line), at)}
          />
        ))}
        {stream === undefined ? (
          <Text c="dimmed">{t('officialForms.publishFirst')}</Text>
        ) : (
          <Group>
            <BringButton file="docx" label={t('officialForms.bring')} onFile={(file) => void bring(file, false)} />
            <BringButton file="xlsx" label={t('officialForms.bringRoster')} onFile={(file) => void bring(file, true)} />
          </Group>
        )}
        <FormTags version={form.values} />
      </Stack>
      {brought && (
        <LookAtForm
          looking={brought}
          isBusy={keep.isBusy}
          refusal={keep.refusal}
          onClose={() => {
            keep.forget();
            setBrought(undefined);
          }}
          {...(brought.upload === undefined ? {} : { onUse: () => void takeIt() })}
        />
      )}
    </Fieldset>
  );
}

type FormAsked = Parameters<typeof desk.matter.keepForm>[0];
type Answered = Awaited<ReturnType<typeof desk.matter.lookAtForm>>;

function seen(answer: Answered | undefined, refusal?: Looking['refusal']): Pick<Looking, 'looked' | 'refusal'> {
  if (answer?.ok === true) return { looked: answer.value };
  const said = refusal ?? (answer?.ok === false ? answer.refusal : undefined);
  return said === undefined ? {} : { refusal: said };
}

interface BringButtonProps {
  readonly file: keyof typeof accepted;
  readonly label: string;
  readonly onFile: (file: File | null) => void;
}

const BringButton = ({ file, label, onFile }: BringButtonProps) => (
  <FileButton accept={accepted[file]} onChange={onFile}>
    {(props) => (
      <Button {...props} variant="default" size="sm" data-testid={`bring-${file}`}>
        {label}
      </Button>
    )}
  </FileButton>
);

interface FormLineProps {
  readonly line: JsonObject;
  readonly kind: string;
  readonly path: string;
  readonly refusals: Refusals;
  readonly isUpload: boolean;
  /** Undefined: it is taken away. */
  readonly onChange: (line: JsonObject | undefined) => void;
  readonly onLook: () => void;
  readonly onFile: (file: File | null) => void;
}

function FormLine({ line, kind, path, refusals, isUpload, onChange, onLook, onFile }: FormLineProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords(kind);
  const sentence = useRefusalSentence();
  const text = (part: 'name' | 'signedBy', w: number) => (
    <TextInput
      label={words.column('officialForms', part)}
      name={`${path}.${part}`}
      w={w}
      withAsterisk={part === 'name'}
      value={textOf(line[part])}
      error={refusals[part] && sentence(refusals[part])}
      onChange={(event) => {
        onChange({ ...line, [part]: event.currentTarget.value });
      }}
    />
  );
  return (
    <Group align="flex-end" gap="sm" data-form-line={textOf(line['name'])}>
      {text('name', 300)}
      {isRosterLine(line) ? (
        <Text size="sm" w={286} pb={8}>
          {words.column('officialForms', 'isRoster')}
        </Text>
      ) : (
        <>
          <NumberInput
            label={words.column('officialForms', 'copies')}
            name={`${path}.copies`}
            w={90}
            hideControls
            min={1}
            max={20}
            value={typeof line['copies'] === 'number' ? line['copies'] : ''}
            onChange={(typed) => {
              const { copies: _before, ...others } = line;
              onChange(typeof typed === 'number' ? { ...others, copies: typed } : others);
            }}
          />
          {text('signedBy', 180)}
        </>
      )}
      <Button variant="default" size="sm" onClick={onLook} data-testid="look">
        {t('officialForms.preview')}
      </Button>
      {isUpload && (
        <FileButton accept={acceptedIn(line)} onChange={onFile}>
          {(props) => (
            <Button {...props} variant="default" size="sm">
              {t('officialForms.replace')}
            </Button>
          )}
        </FileButton>
      )}
      <RemoveLine
        color="red.9"
        onRemove={() => {
          onChange(undefined);
        }}
      />
    </Group>
  );
}

export const officialFormsKit: FieldKit = {
  Input: OfficialFormsField,
  Show: ShowRows,
  tidy: (value) => tidyLines(officialFormColumns, false, value),
};
