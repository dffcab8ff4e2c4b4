/** Settings of this desk, in its encrypted file: JSON by key, each with its own schema. Not entries: they concern this computer. */
import { z, type ZodType } from 'zod';
import { chosenPrintersSchema, printerSchema, type PrinterOfDesk } from '#shared/contract/printers.ts';
import { get, run, sql, type ReadHandle, type Transaction } from './store/handles.ts';

export interface SettingSpec<T> {
  readonly key: string;
  readonly schema: ZodType<T>;
  readonly usual: T;
}

export function readSetting<T>(handle: ReadHandle | Transaction, { key, schema, usual }: SettingSpec<T>): T {
  const row = get(handle, sql<{ value: string }>`SELECT value FROM setting WHERE key = ${key}`);
  if (row === undefined) return usual;
  const parsed = schema.safeParse(JSON.parse(row.value));
  return parsed.success ? parsed.data : usual;
}

export function writeSetting<T>(transaction: Transaction, { key }: SettingSpec<T>, value: T): void {
  run(
    transaction,
    sql`INSERT INTO setting (key, value) VALUES (${key}, ${JSON.stringify(value)})
      ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  );
}

const lastBackupSchema = z
  .strictObject({ at: z.string(), file: z.string(), entries: z.int(), head: z.string() })
  .nullable();
export type LastBackup = z.infer<typeof lastBackupSchema>;
export const lastBackup: SettingSpec<LastBackup> = { key: 'lastBackup', schema: lastBackupSchema, usual: null };
export const lastBackupOf = (handle: ReadHandle | Transaction): LastBackup => readSetting(handle, lastBackup);

export const backupFolder: SettingSpec<string> = { key: 'backupFolder', schema: z.string(), usual: '' };
export type ChosenPrinters = z.infer<typeof chosenPrintersSchema>;
/** Which printer of this computer each size of paper goes to: the id of one that was set up, or the system's name for one of its own. */
export const chosenPrinters: SettingSpec<ChosenPrinters> = {
  key: 'printers',
  schema: chosenPrintersSchema,
  usual: { '80mm': '', A5: '', A4: '' },
};

/** Papers that go to another printer than their size. */
export const printersByPaper: SettingSpec<Record<string, string>> = {
  key: 'printersByPaper',
  schema: z.record(z.string(), z.string()),
  usual: {},
};
/** Printers that were set up here. */
export const printersOfDesk: SettingSpec<PrinterOfDesk[]> = {
  key: 'printersOfDesk',
  schema: z.array(printerSchema),
  usual: [],
};

/** How fast a scanner gun of this computer types, in milliseconds between two keys at most. */
export const scanGap: SettingSpec<number> = { key: 'scanGap', schema: z.int(), usual: 35 };

export const deskName: SettingSpec<string> = { key: 'deskName', schema: z.string(), usual: '' };
export const isDemo: SettingSpec<boolean> = { key: 'isDemo', schema: z.boolean(), usual: false };

export const screenSettingsSchema = z.strictObject({
  slipSize: z.enum(['80mm', 'A5', 'A4']),
  isLargeText: z.boolean(),
  theme: z.enum(['light', 'dark', 'auto']),
  isAnimated: z.boolean(),
  /** null: as the window was opened. */
  language: z.enum(['zh-CN', 'en']).nullable(),
});
/** Per person: owner in the key. */
export const screenSettings = (staff: string): SettingSpec<z.infer<typeof screenSettingsSchema>> => ({
  key: `screen.${staff}`,
  schema: screenSettingsSchema,
  usual: { slipSize: '80mm', isLargeText: false, theme: 'auto', isAnimated: false, language: null },
});
