/** 银行账户: holder, bank and account; the account in groups of four, as it stands on the card. */
import { Group, Input, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkBankAccount } from '#shared/identity/bank-account.ts';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { recordOf, textOf } from '../values.ts';
import type { OneFormFieldProps } from './OneFormField.tsx';

const parts = ['holder', 'bank', 'account'] as const;
const widths = { holder: 160, bank: 260, account: 280 } as const;

export function BankAccountField({ field, path, value, onChange, refusals }: OneFormFieldProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const account = recordOf(value);
  const [isLeft, setLeft] = useState(false);
  const read = checkBankAccount(textOf(account['account']));
  const own = isLeft && !read.ok && textOf(account['account']) !== '' ? read.refusal : undefined;
  const refusalAt = (part: string) => refusals[part] ?? (part === 'account' ? (own ?? refusals['']) : undefined);
  return (
    <Input.Wrapper label={field.label} withAsterisk={field.isRequired === true}>
      <Group gap="sm" align="flex-start">
        {parts.map((part) => {
          const refusal = refusalAt(part);
          return (
            <TextInput
              key={part}
              name={`${path}.${field.key}.${part}`}
              aria-label={`${field.label} ${t(`bank.${part}`)}`}
              placeholder={t(`bank.${part}`)}
              w={widths[part]}
              autoComplete="off"
              value={textOf(account[part])}
              error={refusal && sentence(refusal)}
              onBlur={() => {
                if (part !== 'account') return;
                setLeft(true);
                if (read.ok) onChange({ ...account, account: inGroups(read.value) });
              }}
              onChange={(event) => {
                onChange({ ...account, [part]: event.currentTarget.value });
              }}
            />
          );
        })}
      </Group>
    </Input.Wrapper>
  );
}

export const inGroups = (digits: string): string => digits.replace(/(.{4})(?=.)/g, '$1 ');
