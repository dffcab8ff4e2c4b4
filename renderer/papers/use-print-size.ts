import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import type { PaperSize } from '#shared/documents/blocks.ts';

/** The paper that this window's slips go to; A5 until the settings have come. */
export function usePrintSize(): PaperSize {
  const settings = useAnswer(['desk.settings'], () => desk.desk.settings({}));
  return settings.data?.slipSize ?? 'A5';
}
