import { Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperOfSheet } from '#shared/contract/signature.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { paperName } from '../fields/kind-words.ts';
import { ByNumber } from './ByNumber.tsx';
import { isTwice, paperOf, sheetBefore, type Sheet } from './sheets.ts';
import type { SheetStack } from './sheet-stack.ts';
import { CaseLink } from '../cases/CaseLink.tsx';

interface SheetLineProps {
  readonly sheet: Sheet;
  /** The whole stack. */
  readonly sheets: readonly Sheet[];
  readonly stack: SheetStack;
}

/** One picture: whose sheet it is, or why that is not known and what can be done about it. */
export function SheetLine({ sheet, sheets, stack }: SheetLineProps) {
  const { t } = useTranslation('cases');
  const paper = paperOf(sheet);
  const named = paper ?? sheet.reading?.paper;
  const twice = isTwice(sheets, sheet);
  const before = sheetBefore(sheets, sheet);
  const isJoined = sheet.pageOf !== undefined;
  const isOpen = sheet.state === 'read' || sheet.state === 'refused';
  const isLost = isOpen && !isJoined && (paper === undefined || sheet.state === 'refused');
  const state = isJoined && isOpen ? 'joined' : twice ? 'twice' : isLost ? 'left' : sheet.state;
  return (
    <Table.Tr data-sheet={sheet.name} data-state={state} data-verdict={sheet.reading?.verdict ?? ''}>
      <Table.Td w={220} style={{ overflowWrap: 'anywhere' }}>
        {sheet.name}
      </Table.Td>
      <Table.Td>
        <Stack gap={4}>
          <Group gap="xs">
            <Badge variant="light" tt="none" color={colours[state]}>
              {t(sheet.isPdf && sheet.state === 'reading' ? 'sheets.takingApart' : `sheets.state.${state}`)}
            </Badge>
            {named && <Whose paper={named} />}
          </Group>
          {isLost && sheet.refusal === undefined && (
            <Text size="sm" role="alert">
              {sheet.trouble === undefined
                ? t(`sheets.verdict.${sheet.reading?.verdict ?? 'noCode'}`)
                : t(`sheets.trouble.${sheet.trouble}`)}
            </Text>
          )}
          <RefusalNote refusal={sheet.refusal} />
          {isLost && sheet.blob !== undefined && (
            <ByNumber
              onChosen={(chosen) => {
                stack.choose(sheet, chosen);
              }}
            />
          )}
        </Stack>
      </Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          {(isLost || twice) && before !== undefined && sheet.blob !== undefined && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                stack.join(sheet, before);
              }}
            >
              {t('sheets.join')}
            </Button>
          )}
          {isOpen && (
            <Removal
              onRemove={() => {
                stack.remove(sheet);
              }}
            />
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

const colours = {
  ...{ reading: 'gray', read: 'blue', joined: 'blue', back: 'green', left: 'orange' },
  ...{ twice: 'orange', refused: 'orange' },
} as const;

function Whose({ paper }: { readonly paper: PaperOfSheet }) {
  return (
    <Text size="sm">
      {paperName(paper.spec)} <CaseLink stream={paper.stream} number={paper.number} /> {paper.petitioner} {paper.title}
    </Text>
  );
}

/** Asked once more: the picture is then nowhere. */
function Removal({ onRemove }: { readonly onRemove: () => void }) {
  const { t } = useTranslation('cases');
  const [isAsking, setAsking] = useState(false);
  return isAsking ? (
    <Button size="compact-sm" color="red.9" onClick={onRemove}>
      {t('sheets.reallyRemove')}
    </Button>
  ) : (
    <Button
      size="compact-sm"
      variant="subtle"
      onClick={() => {
        setAsking(true);
      }}
    >
      {t('sheets.remove')}
    </Button>
  );
}
