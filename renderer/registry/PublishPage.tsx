/** 公示: whom, which columns, which words; what stands below is what the file will say. It leaves only when the finished file is clean. */
import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Table, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PublicAsked } from '#shared/contract/publish.ts';
import { publicColumns, publicScopes, type PublicScope } from '#shared/publish/columns.ts';
import { isPlainDate } from '#shared/time/plain-date.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer, type Answer } from '../client/use-answer.ts';
import { useMatters } from '../fields/matter-facts.ts';
import { today } from '../fields/today.ts';
import { download } from './catalogue/save-file.ts';
import { PublicPattern } from './PublicPattern.tsx';
import { RegistryFrame } from './RegistryFrame.tsx';

const firstAsked = (): PublicAsked => ({
  ...{ matter: '', from: `${today().slice(0, 4)}-01-01`, to: today(), scope: 'stage', title: '', note: '', phone: '' },
  columns: ['serial', 'name', 'idNumber', 'address', 'matter'],
});

export function PublishPage() {
  const { t } = useTranslation('cases');
  const [asked, setAsked] = useState(firstAsked);
  const put = (change: Partial<PublicAsked>) => {
    setAsked({ ...asked, ...change });
  };
  const isWhole =
    asked.matter !== '' &&
    asked.columns.length > 0 &&
    isPlainDate(asked.from) &&
    isPlainDate(asked.to) &&
    asked.title.trim() !== '';
  return (
    <RegistryFrame title={t('publish.title')}>
      <Who asked={asked} put={put} />
      <Checkbox.Group
        label={t('publish.columns')}
        value={[...asked.columns]}
        onChange={(chosen) => {
          put({ columns: publicColumns.filter((column) => chosen.includes(column)) });
        }}
      >
        <Group mt={4}>
          {publicColumns.map((column) => (
            <Checkbox key={column} value={column} label={t(`publish.column.${column}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Said asked={asked} put={put} />
      <PublicPattern />
      <Text c="dimmed" size="sm">
        {t('publish.limits')}
      </Text>
      {isWhole && <Preview asked={asked} />}
    </RegistryFrame>
  );
}

interface PartProps {
  readonly asked: PublicAsked;
  readonly put: (change: Partial<PublicAsked>) => void;
}

function Who({ asked, put }: PartProps) {
  const { t } = useTranslation('cases');
  const matters = useMatters('').data ?? [];
  const day = (name: 'from' | 'to') => (
    <TextInput
      type="date"
      label={t(`publish.${name}`)}
      name={name}
      w={180}
      value={asked[name]}
      onChange={(event) => {
        put({ [name]: event.currentTarget.value });
      }}
    />
  );
  return (
    <Group align="flex-end">
      <NativeSelect
        label={t('publish.matter')}
        name="matter"
        w={360}
        value={asked.matter}
        data={[{ value: '', label: '' }, ...matters.map(({ code, name }) => ({ value: code, label: name }))]}
        onChange={(event) => {
          const matter = event.currentTarget.value;
          const name = matters.find(({ code }) => code === matter)?.name ?? '';
          put({ matter, title: name === '' ? '' : t('publish.usualTitle', { name }) });
        }}
      />
      {day('from')}
      {day('to')}
      <NativeSelect
        label={t('publish.scope')}
        name="scope"
        w={160}
        value={asked.scope}
        data={publicScopes.map((scope) => ({ value: scope, label: t(`publish.scope.${scope}`) }))}
        onChange={(event) => {
          put({ scope: event.currentTarget.value as PublicScope });
        }}
      />
    </Group>
  );
}

function Said({ asked, put }: PartProps) {
  const { t } = useTranslation('cases');
  return (
    <Group align="flex-start">
      <Stack gap="xs" w={420}>
        <TextInput
          label={t('publish.heading')}
          name="title"
          value={asked.title}
          onChange={(event) => {
            put({ title: event.currentTarget.value });
          }}
        />
        <TextInput
          label={t('publish.phone')}
          description={t('publish.phoneHint')}
          name="phone"
          value={asked.phone}
          onChange={(event) => {
            put({ phone: event.currentTarget.value });
          }}
        />
      </Stack>
      <Textarea
        label={t('publish.note')}
        name="note"
        w={520}
        minRows={4}
        autosize
        value={asked.note}
        onChange={(event) => {
          put({ note: event.currentTarget.value });
        }}
      />
    </Group>
  );
}

function Preview({ asked }: { readonly asked: PublicAsked }) {
  const listed = useAnswer(['publish.preview', JSON.stringify(asked)], () => desk.publish.preview(asked), {
    keepsLast: true,
  });
  return (
    <Stack gap="xs">
      {/* Outside the answer: what was said of the last file stays while the next words are typed. */}
      {listed.data && <Export asked={asked} />}
      <Rows listed={listed} />
    </Stack>
  );
}

type Listed = Extract<Awaited<ReturnType<typeof desk.publish.preview>>, { readonly ok: true }>['value'];

function Rows({ listed }: { readonly listed: Answer<Listed> }) {
  const { t } = useTranslation('cases');
  return (
    <Answered answer={listed}>
      {({ heads, rows, minors }) => (
        <Stack gap="xs">
          <Text>{t('publish.count', { count: rows.length })}</Text>
          {minors > 0 && <Text>{t('publish.minors', { count: minors })}</Text>}
          <Table withTableBorder striped data-testid="publish-rows" aria-label={t('publish.preview')}>
            <Table.Thead>
              <Table.Tr>
                {heads.map((head) => (
                  <Table.Th key={head}>{head}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row, at) => (
                <Table.Tr key={at}>
                  {row.map((text, column) => (
                    <Table.Td key={column}>{text}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Stack>
      )}
    </Answered>
  );
}

const forms = ['xlsx', 'docx', 'pdf'] as const;
type Form = (typeof forms)[number];

function Export({ asked }: { readonly asked: PublicAsked }) {
  const { t } = useTranslation('cases');
  const { printing, makesPdf } = usePerson().status;
  const [isSaved, setSaved] = useState(false);
  const leave = useAct((act: string, form: Form) =>
    printing === 'electron'
      ? desk.publish.save({ ...asked, act, form, name: asked.title.slice(0, 120) })
      : download(`${asked.title}.${form}`, () => desk.publish.export({ ...asked, act, form })),
  );
  return (
    <Stack gap="xs">
      <Group>
        {forms
          .filter((form) => form !== 'pdf' || makesPdf)
          .map((form) => (
            <Button
              key={form}
              variant={form === 'docx' ? 'filled' : 'default'}
              loading={leave.isBusy}
              onClick={() => {
                setSaved(false);
                void leave.run(form).then((answer) => {
                  setSaved(answer?.ok === true && answer.value.saved);
                });
              }}
            >
              {t(`publish.${form}`)}
            </Button>
          ))}
      </Group>
      {isSaved && (
        <Alert color="green" variant="light" role="status" data-testid="publish-saved">
          {t('publish.saved')}
        </Alert>
      )}
      <RefusalNote refusal={leave.refusal} />
    </Stack>
  );
}
