/** 鉴定意见: of each file whether it is kept, until when, or to be destroyed, and why. One line can be said for all that have none yet. */
import { Button, Checkbox, Group, NativeSelect, Stack, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalFile, AppraisalPage } from '#shared/contract/appraisal.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { FilesTable } from './FilesTable.tsx';

interface Typed {
  readonly opinion: '' | 'keep' | 'destroy';
  readonly until: string;
  readonly isForEver: boolean;
  readonly reason: string;
}

const blank: Typed = { opinion: '', until: '', isForEver: false, reason: '' };
const typedOf = ({ opinion }: AppraisalFile): Typed =>
  opinion === undefined
    ? blank
    : {
        ...{ opinion: opinion.opinion, until: opinion.until ?? '', reason: opinion.reason },
        isForEver: opinion.opinion === 'keep' && opinion.until === null,
      };
const isSaid = ({ opinion, until, isForEver, reason }: Typed): boolean =>
  reason.trim() !== '' && (opinion === 'destroy' || (opinion === 'keep' && (isForEver || until !== '')));

/** A reason that was typed already stays. */
const filledIn = (one: Typed, said: Typed): Typed =>
  one.reason.trim() === '' ? said : { ...said, reason: one.reason };

type Judged = Parameters<typeof desk.appraisal.judge>[0]['opinions'];

export function Opinions({ page }: { readonly page: AppraisalPage }) {
  const { t } = useTranslation('cases');
  const { stream } = page.line;
  const [typed, setTyped] = useState(() => new Map(page.files.map((file) => [file.stream, typedOf(file)])));
  const act = useAct((id, opinions: Judged) => desk.appraisal.judge({ act: id, stream, opinions }));
  const put = (of: string, change: Partial<Typed>) => {
    setTyped((last) => new Map(last).set(of, { ...(last.get(of) ?? blank), ...change }));
  };
  const fill = (said: Typed) => {
    setTyped((last) => new Map([...last].map(([of, one]) => [of, one.opinion === '' ? filledIn(one, said) : one])));
  };
  const left = [...typed.values()].filter((one) => !isSaid(one)).length;
  const save = async () => {
    const opinions = [...typed].map(([of, { opinion, until, isForEver, reason }]) => ({
      ...{ stream: of, opinion: opinion === 'keep' ? ('keep' as const) : ('destroy' as const), reason: reason.trim() },
      until: opinion === 'keep' && !isForEver ? until : null,
    }));
    if ((await act.run(opinions))?.ok === true) askAgain();
  };
  return (
    <Stack gap="sm">
      <FillAll onFill={fill} />
      <FilesTable
        files={page.files}
        cells={(file) => (
          <Cells
            typed={typed.get(file.stream) ?? blank}
            number={file.number}
            onPut={(change) => {
              put(file.stream, change);
            }}
          />
        )}
      />
      <Group>
        <Button onClick={() => void save()} disabled={left > 0} loading={act.isBusy} data-testid="appraisal-judge">
          {t('appraisal.save')}
        </Button>
        {left > 0 && <Text c="dimmed">{t('appraisal.left', { count: left })}</Text>}
      </Group>
      <RefusalNote refusal={act.refusal} />
    </Stack>
  );
}

interface CellsProps {
  readonly typed: Typed;
  readonly number: string;
  readonly onPut: (change: Partial<Typed>) => void;
}

function Cells({ typed, number, onPut }: CellsProps) {
  const { t } = useTranslation('cases');
  const label = (part: 'opinion' | 'until' | 'reason'): string => `${t(`appraisal.column.${part}`)} ${number}`;
  return (
    <>
      <Table.Td>
        <OpinionChoice label={label('opinion')} value={typed.opinion} onPut={onPut} />
      </Table.Td>
      <Table.Td>{typed.opinion === 'keep' && <Until label={label('until')} typed={typed} onPut={onPut} />}</Table.Td>
      <Table.Td>
        <TextInput
          miw={160}
          aria-label={label('reason')}
          maxLength={300}
          value={typed.reason}
          onChange={(event) => {
            onPut({ reason: event.currentTarget.value });
          }}
        />
      </Table.Td>
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: Typed['opinion'];
  readonly onPut: CellsProps['onPut'];
}

function OpinionChoice({ label, value, onPut }: ChoiceProps) {
  const { t } = useTranslation('cases');
  return (
    <NativeSelect
      aria-label={label}
      w={120}
      value={value}
      data={(['', 'keep', 'destroy'] as const).map((one) => ({
        value: one,
        label: one === '' ? t('appraisal.choose') : t(`appraisal.opinion.${one}`),
      }))}
      onChange={(event) => {
        onPut({ opinion: event.currentTarget.value as Typed['opinion'] });
      }}
    />
  );
}

function Until({
  label,
  typed,
  onPut,
}: {
  readonly label: string;
  readonly typed: Typed;
  readonly onPut: CellsProps['onPut'];
}) {
  const { t } = useTranslation('cases');
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        type="date"
        w={150}
        aria-label={label}
        disabled={typed.isForEver}
        value={typed.until}
        onChange={(event) => {
          onPut({ until: event.currentTarget.value });
        }}
      />
      <Checkbox
        styles={{ label: { whiteSpace: 'nowrap' } }}
        label={t('appraisal.forEver')}
        checked={typed.isForEver}
        onChange={(event) => {
          onPut({ isForEver: event.currentTarget.checked });
        }}
      />
    </Group>
  );
}

function FillAll({ onFill }: { readonly onFill: (said: Typed) => void }) {
  const { t } = useTranslation('cases');
  const [typed, setTyped] = useState(blank);
  const put = (change: Partial<Typed>) => {
    setTyped((last) => ({ ...last, ...change }));
  };
  return (
    <Group align="flex-end">
      <Text>{t('appraisal.forAll')}</Text>
      <OpinionChoice label={t('appraisal.forAll')} value={typed.opinion} onPut={put} />
      {typed.opinion === 'keep' && <Until label={t('appraisal.column.until')} typed={typed} onPut={put} />}
      <TextInput
        w={280}
        aria-label={t('appraisal.allReason')}
        placeholder={t('appraisal.column.reason')}
        maxLength={300}
        value={typed.reason}
        onChange={(event) => {
          put({ reason: event.currentTarget.value });
        }}
      />
      <Button
        variant="default"
        disabled={!isSaid(typed)}
        onClick={() => {
          onFill(typed);
        }}
        data-testid="appraisal-fill"
      >
        {t('appraisal.fill')}
      </Button>
    </Group>
  );
}
