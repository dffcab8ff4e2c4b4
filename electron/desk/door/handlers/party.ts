import { ok, refuse } from '#shared/kernel/result.ts';
import { performAct } from '../../commands/act.ts';
import { noteParty } from '../../commands/note-party.ts';
import { stepOn } from '../../commands/step-on.ts';
import { findParties, similarParties } from '../../queries/parties.ts';
import { householdsOf, wholeHousehold } from '../../queries/households.ts';
import { areOfOneSort, aroundParty } from '../../queries/party-around.ts';
import { knownOfParty } from '../../queries/party-known.ts';
import { audit, type Runtime } from '../../runtime.ts';
import { opened, type Door } from '../access.ts';
import type { Looks } from '../looks.ts';

type Plain = Record<string, never>;

export const partyHandlers = (runtime: Runtime, door: Door, looks: Looks) => ({
  find: door.party.find.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return ok({ lines: findParties(core, viewer, input.typed, input) });
  }),
  similar: door.party.similar.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return ok({ lines: similarParties(core, viewer, input) });
  }),
  take: door.party.take.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const found = knownOfParty(core, viewer, input.party);
    if (!found.ok) return found;
    looks.note(viewer, input.look, input.party, () => {
      audit(runtime, core, viewer.staff, 'reveal', { stream: input.party });
    });
    const { petitioner, known } = found.value;
    return ok({
      petitioner: { ...petitioner } as Plain,
      known: known.map((one) => ({ ...one, value: one.value as string })),
    });
  }),
  tell: door.party.tell.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const { act, party, other, isSame, reason } = input;
    return performAct(core, viewer, { id: act, procedure: 'party.tell', input: { ...input } }, (work) => {
      if (isSame && !areOfOneSort(core, viewer, party, other)) return refuse('party.otherSort');
      const told = stepOn(core, viewer, work, party, isSame ? 'samePerson' : 'notSamePerson', { other, reason });
      return told.ok ? ok({}) : told;
    });
  }),
  around: door.party.around.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return aroundParty(core, viewer, input.party);
  }),
  note: door.party.note.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return noteParty(core, viewer, input);
  }),
  households: door.party.households.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return ok({ lines: householdsOf(core, viewer, input) });
  }),
  household: door.party.household.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const found = wholeHousehold(core, viewer, input.household);
    if (!found.ok) return found;
    looks.note(viewer, input.look, input.household, () => {
      audit(runtime, core, viewer.staff, 'reveal', { stream: input.household });
    });
    const { petitioner, members } = found.value;
    return ok({
      petitioner: { ...petitioner } as Plain,
      members: members.map(({ person, ...member }) => ({ ...member, person: { ...person } as Plain })),
    });
  }),
});
