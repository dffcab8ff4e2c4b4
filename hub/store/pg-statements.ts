/** One statement to PostgreSQL: prepared where it is hot, told of where it is slow, its values never written anywhere. */
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { HubLog } from '../ports.ts';

const slowMs = 200;
/** A statement with pieces put in has many texts; the server would keep a plan for each on every connection. */
const mostNames = 300;

/** Sends one statement. */
export type Send = (client: PoolClient, text: string, values: readonly unknown[]) => Promise<Answer>;
export interface Answer {
  readonly rows: unknown[];
  readonly rowCount: number | null;
  readonly command: string;
}

export interface StatementOptions {
  readonly log: HubLog;
  /** Milliseconds on a clock that only runs forward. */
  readonly elapsed: () => number;
  /** Told the text of every statement, values left out, before it is sent. */
  readonly onStatement?: (text: string) => void;
}

export function statementsOf({ log, elapsed, onStatement }: StatementOptions): Send {
  const namesByText = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    const known = namesByText.get(text);
    if (known !== undefined || namesByText.size >= mostNames || !isPlanned.test(text)) return known;
    const name = `tb_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
    namesByText.set(text, name);
    return name;
  };
  return async (client, text, values) => {
    onStatement?.(text);
    const name = nameOf(text);
    const started = elapsed();
    const answer = await client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
    const ms = Math.round(elapsed() - started);
    if (ms > slowMs) log.warn({ ms, sql: text.replace(/\s+/g, ' ') }, 'slow statement');
    return answer as Answer;
  };
}

/** Statements worth a plan that is kept; what changes tables has none. */
const isPlanned = /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i;
