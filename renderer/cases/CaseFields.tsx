import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import type { FieldSpec, Ruleset } from '#shared/kinds/mechanism/spec.ts';
import { shortcuts } from '../app/keys.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { kitOf } from '../fields/kits.ts';

interface CaseFieldsProps {
  readonly page: CasePage;
  readonly ruleset: Ruleset;
  /** Undefined: this person may not see personal data in full. */
  readonly onReveal: (() => void) | undefined;
  readonly title?: string;
}

/** What the case says, in the order its kind declares; personal data hidden until somebody asks, and that is written down. */
export function CaseFields({ page, ruleset, onReveal, title }: CaseFieldsProps) {
  const { t } = useTranslation('cases');
  const fields = Object.entries(ruleset.fields).filter(([name]) => page.fields[name] !== undefined);
  const isPersonal = fields.some(([, spec]) => spec.isPersonal === true);
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2}>{title ?? t('case.fields')}</Title>
          {isPersonal && onReveal && (
            <Button variant="default" size="sm" onClick={onReveal} data-testid="reveal" aria-pressed={page.isRevealed}>
              {t(page.isRevealed ? 'case.hide' : 'case.reveal')} ({shortcuts.reveal.keys})
            </Button>
          )}
        </Group>
        {fields.map(([name, spec]) => (
          <OneField key={name} page={page} name={name} spec={spec} />
        ))}
      </Stack>
    </Paper>
  );
}

function OneField({ page, name, spec }: { readonly page: CasePage; readonly name: string; readonly spec: FieldSpec }) {
  const words = useKindWords(page.kind);
  const value = page.fields[name];
  const { Show } = kitOf(page.kind, name, spec);
  return (
    <Group align="flex-start" gap="md" wrap="nowrap" data-show={name}>
      <Text c="dimmed" w={120} style={{ flex: 'none' }}>
        {words.field(name)}
      </Text>
      <div style={{ minWidth: 0 }}>
        {value !== undefined && <Show value={value} kind={page.kind} name={name} spec={spec} learnt={page.learnt} />}
      </div>
    </Group>
  );
}
