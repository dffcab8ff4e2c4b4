/** What papers say of the office that decides, and what several of them leave out where nobody said it. */
import type { Json, JsonObject } from '../../kernel/json.ts';
import type { IssueContext } from '../mechanism/spec.ts';

/** Without what was not said. */
export const said = (facts: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(
    Object.entries(facts).filter((pair): pair is [string, Json] => pair[1] !== undefined && pair[1] !== ''),
  );

/** In whose name it is decided (决定机关). */
export const organOf = ({ learnt }: IssueContext): JsonObject => said({ organ: learnt.station.organ });

/** 复议机关 and 管辖法院, as far as the station knows them. */
export const remedyOf = ({ learnt }: IssueContext): JsonObject =>
  said({ review: learnt.station.reviewBody, court: learnt.station.court });
