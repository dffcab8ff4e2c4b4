/** What a PostgreSQL was really sent, by its own log: nothing can go round it. */
import type { HubLog } from '../../../hub/ports.ts';

const mark = '#~ ';
export const loggingSettings = { log_statement: 'all', log_line_prefix: mark };

export interface Sent {
  readonly log: HubLog;
  /** Every statement, in the order it came; values are `$1`. */
  readonly statements: () => readonly string[];
}

/** Lines of one statement after its first begin with a tab. */
export function listen(): Sent {
  const messages: string[] = [];
  const info = (facts: object): void => {
    const line = 'line' in facts ? String(facts.line) : '';
    if (line.startsWith(mark)) messages.push(line.slice(mark.length));
    else if (messages.length > 0) messages.push(`${messages.pop() ?? ''}\n${line}`);
  };
  const quiet = (): void => undefined;
  return {
    log: { info, warn: quiet, error: quiet },
    statements: () =>
      messages.flatMap((message) => {
        const said = /^LOG:\s+(?:statement|execute [^:]+): (.*)$/s.exec(message)?.[1];
        return said === undefined ? [] : [said];
      }),
  };
}
