/** The tags a form of this matter may use, each copied by one press: what stands between the braces is what the case fills in. */
import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { RefusalNote } from '../../app/RefusalNote.tsx';
import { desk } from '../../client/desk.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { forDoor } from '../../fields/values.ts';

export function FormTags({ version }: { readonly version: JsonObject }) {
  const { t } = useTranslation('cases');
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(JSON.stringify(version), 300);
  const answer = useAnswer(
    ['matter.formTags', asked],
    () => desk.matter.formTags({ version: forDoor(JSON.parse(asked) as JsonObject) }),
    { keepsLast: true },
  );
  const found = (answer.data?.tags ?? []).filter(({ name }) => name.includes(search.trim()));
  const ofRoster = (answer.data?.ofRoster ?? []).filter((tag) => tag.includes(search.trim()));
  return (
    <Stack gap="xs" data-testid="form-tags">
      <Group justify="space-between" align="flex-end">
        <Text size="sm" c="dimmed" style={{ flex: 1 }}>
          {t('officialForms.tagsHint')}
        </Text>
        <TextInput
          aria-label={t('officialForms.findTag')}
          placeholder={t('officialForms.findTag')}
          size="sm"
          w={220}
          data-enter-skip
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
          }}
        />
      </Group>
      <RefusalNote refusal={answer.refusal} />
      <Tags tags={found.flatMap(({ written }) => written)} />
      {ofRoster.length > 0 && (
        <>
          <Text size="sm" c="dimmed">
            {t('officialForms.rosterHint')}
          </Text>
          <Tags tags={ofRoster} />
        </>
      )}
    </Stack>
  );
}

function Tags({ tags }: { readonly tags: readonly string[] }) {
  const { t } = useTranslation('cases');
  return (
    <Group gap={6} mah={220} style={{ overflowY: 'auto' }}>
      {tags.map((tag) => (
        <CopyButton key={tag} value={tag}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant={copied ? 'light' : 'default'}
              data-enter-skip
              maw={420}
              title={tag}
              onClick={copy}
            >
              {copied ? t('officialForms.copied', { tag }) : tag}
            </Button>
          )}
        </CopyButton>
      ))}
    </Group>
  );
}
