import { SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { checkGroup, groupLength } from '#shared/identity/recovery-phrase.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';

interface GroupsInputProps {
  readonly groups: readonly string[];
  readonly onChange: (groups: readonly string[]) => void;
}

/** Eight groups of five digits, each checked as it is typed; a full one moves on by itself, a pasted phrase fills all. */
export function GroupsInput({ groups, onChange }: GroupsInputProps) {
  const { t } = useTranslation('screens');
  const sentence = useRefusalSentence();
  const change = (index: number, text: string, input: HTMLInputElement): void => {
    const parts = text.trim().split(/[\s,，、]+/);
    const pasted = parts.length === groups.length ? parts : undefined;
    onChange(pasted ?? groups.map((group, at) => (at === index ? text : group)));
    if (!pasted && checkGroup(index, text).ok) focusNext(input);
  };
  const errorOf = (group: string, index: number): string | undefined => {
    const checked = checkGroup(index, group);
    const isTyped = [...group].length >= groupLength || /\D/.test(group);
    return group === '' || checked.ok || !isTyped ? undefined : sentence(checked.refusal);
  };
  return (
    <SimpleGrid cols={4}>
      {groups.map((group, index) => (
        <TextInput
          key={index}
          name={`group-${String(index + 1)}`}
          label={t('setUp.group', { number: index + 1 })}
          value={group}
          error={errorOf(group, index)}
          onChange={({ currentTarget }) => {
            change(index, currentTarget.value, currentTarget);
          }}
          inputMode="numeric"
          autoComplete="off"
          autoFocus={index === 0}
          maxLength={100}
          rightSection={checkGroup(index, group).ok ? <span aria-label={t('setUp.groupRight')}>✓</span> : null}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '1.25rem' } }}
        />
      ))}
    </SimpleGrid>
  );
}

/** The next group at once, so that no digit of a fast typist goes astray; after the last the button, when React has switched it on. */
function focusNext(input: HTMLInputElement): void {
  const { form } = input;
  if (!form) return;
  const inputs = [...form.querySelectorAll<HTMLInputElement>('input[name^=group-]')];
  const next = inputs[inputs.indexOf(input) + 1];
  if (next) next.focus();
  else window.setTimeout(() => form.querySelector<HTMLElement>('[type=submit]')?.focus(), 0);
}
