/** What an import would do: new, changed, unchanged, not in the file, wrong; a page at a time. */
import { Button, Checkbox, Group, Stack, Table, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  previewParts,
  type CataloguePage,
  type CatalogueSummary,
  type PreviewPart,
} from '#shared/contract/catalogue.ts';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { Answered } from '../../app/Waiting.tsx';
import { desk } from '../../client/desk.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { Changes } from './Changes.tsx';
import { SaveErrors } from './SaveErrors.tsx';

/** As many lines as the desk gives at once. */
const aPage = 100;

interface PreviewProps {
  readonly file: string;
  readonly summary: CatalogueSummary;
  readonly retire: readonly string[];
  readonly onRetire: (codes: readonly string[]) => void;
}

export function Preview({ file, summary, retire, onRetire }: PreviewProps) {
  const { t } = useTranslation('cases');
  const first = previewParts.find((part) => part !== 'same' && summary[part] > 0) ?? 'same';
  const [part, setPart] = useState<PreviewPart>(summary.errors > 0 ? 'errors' : first);
  return (
    <Tabs
      value={part}
      keepMounted={false}
      onChange={(chosen) => {
        setPart(previewParts.find((one) => one === chosen) ?? first);
      }}
      data-testid="catalogue-preview"
    >
      <Tabs.List mb="sm">
        {previewParts.map((one) => (
          <Tabs.Tab
            key={one}
            value={one}
            data-testid={`part-${one}`}
            {...(one === 'errors' && summary.errors > 0 ? { c: 'red.9' } : {})}
          >
            {t('catalogue.count', { part: t(`catalogue.part.${one}`), count: summary[one] })}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {part === 'errors' && summary.errors > 0 && (
        <Group mb="xs" justify="space-between">
          <Text>{summary.wrong > 0 ? t('catalogue.wrong', { count: summary.wrong }) : ''}</Text>
          <SaveErrors file={file} />
        </Group>
      )}
      {part === 'missing' && summary.missing > 0 && <Text mb="xs">{t('catalogue.missingHint')}</Text>}
      <Pages key={part} {...{ file, part, retire, onRetire }} count={summary[part]} />
    </Tabs>
  );
}

interface PagesProps extends Omit<PreviewProps, 'summary'> {
  readonly part: PreviewPart;
  readonly count: number;
}

function Pages({ file, part, count, retire, onRetire }: PagesProps) {
  const { t } = useTranslation('cases');
  const [page, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(count / aPage));
  const lines = useAnswer(['catalogue.preview', file, part, page], () => desk.catalogue.preview({ file, part, page }), {
    isOn: count > 0,
    keepsLast: true,
  });
  if (count === 0) return <Text c="dimmed">{t('catalogue.emptyPart')}</Text>;
  return (
    <Stack gap="sm">
      <Answered answer={lines}>{(found) => <PageLines {...{ part, found, retire, onRetire }} />}</Answered>
      {pages > 1 && (
        <Group>
          <Button
            variant="default"
            size="sm"
            disabled={page === 0}
            onClick={() => {
              setPage(page - 1);
            }}
          >
            {t('catalogue.previous')}
          </Button>
          <Text>{t('catalogue.page', { page: page + 1, pages })}</Text>
          <Button
            variant="default"
            size="sm"
            disabled={page + 1 >= pages}
            onClick={() => {
              setPage(page + 1);
            }}
          >
            {t('catalogue.next')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface PageLinesProps extends Omit<PagesProps, 'file' | 'count'> {
  readonly found: CataloguePage;
}

function PageLines({ part, found, retire, onRetire }: PageLinesProps) {
  switch (part) {
    case 'errors':
      return <Errors errors={found.errors} />;
    case 'changed':
      return <Changes lines={found.lines} />;
    case 'missing':
      return <Missing {...{ lines: found.lines, retire, onRetire }} />;
    default:
      return <Names lines={found.lines} />;
  }
}

function Names({ lines }: Pick<CataloguePage, 'lines'>) {
  return (
    <Table verticalSpacing={4} withTableBorder>
      <Table.Tbody>
        {lines.map(({ code, name }) => (
          <Table.Tr key={code} data-code={code}>
            <Table.Td w="16rem">{code}</Table.Td>
            <Table.Td>{name}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Missing({
  lines,
  retire,
  onRetire,
}: Pick<PageLinesProps, 'retire' | 'onRetire'> & Pick<CataloguePage, 'lines'>) {
  const { t } = useTranslation('cases');
  const codes = lines.map(({ code }) => code);
  const isAll = codes.every((code) => retire.includes(code));
  const without = retire.filter((code) => !codes.includes(code));
  return (
    <Stack gap="xs">
      <Checkbox
        label={t('catalogue.retireAll')}
        checked={isAll}
        onChange={() => {
          onRetire(isAll ? without : [...without, ...codes]);
        }}
      />
      {lines.map(({ code, name }) => (
        <Checkbox
          key={code}
          ml="lg"
          label={`${code}  ${name}`}
          data-code={code}
          checked={retire.includes(code)}
          onChange={() => {
            onRetire(retire.includes(code) ? retire.filter((one) => one !== code) : [...retire, code]);
          }}
        />
      ))}
    </Stack>
  );
}

function Errors({ errors }: Pick<CataloguePage, 'errors'>) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  return (
    <Table verticalSpacing={4} withTableBorder data-testid="catalogue-errors">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="7rem">{t('catalogue.sheet')}</Table.Th>
          <Table.Th w="4rem">{t('catalogue.row')}</Table.Th>
          <Table.Th w="11rem">{t('catalogue.column')}</Table.Th>
          <Table.Th>{t('catalogue.problem')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {errors.map(({ sheet, row, column, refusal }, at) => (
          <Table.Tr key={at}>
            <Table.Td>{sheet}</Table.Td>
            <Table.Td>{row}</Table.Td>
            <Table.Td>{column}</Table.Td>
            <Table.Td>{sentence(refusal)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
