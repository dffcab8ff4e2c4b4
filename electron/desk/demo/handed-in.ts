/** What a made-up petitioner hands in and says: the data of `received`. */
import { checkResidentId } from '#shared/identity/resident-id.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Known } from '#shared/kinds/matter/form-compute.ts';
import { sampleForm } from '#shared/kinds/matter/form-sample.ts';
import { beijingDate, instantFromMillis } from '#shared/time/instant.ts';
import type { MatterWords } from './counter-words.ts';
import type { Draw } from './draw.ts';
import type { DemoMatter } from './matters.ts';
import type { Story, Visit, Way, World } from './lives.ts';

export function received(world: World, draw: Draw, way: Way, visit: Visit, papers: Story['papers']): JsonObject {
  const petitioner = petitionerOf(visit);
  const request = draw.pick(visit.matter.requests).replace('{month}', String(1 + draw.below(12)));
  const isShort = way === 'noticed' || way === 'unanswered' || way === 'spotFixed';
  const form = formOf(world.matters.get(visit.matter.code), visit.petitioner.idNumber, visit.at, draw);
  return {
    ...(Object.keys(form).length === 0 ? {} : { form }),
    petitioner: way === 'corrected' ? { ...petitioner, phone: slipped(draw, visit.petitioner.phone) } : petitioner,
    matter: { code: visit.matter.code },
    request: isOutside(visit) ? `${request}${world.words.byVillage}` : request,
    materials: isShort ? papers.slice(1) : papers,
  };
}

export function petitionerOf({ petitioner, agent }: Visit): JsonObject {
  const { name, idNumber, phone, address } = petitioner;
  return {
    name,
    idType: 'residentId',
    idNumber,
    phone,
    address,
    ...(agent === undefined
      ? {}
      : { agent: { name: agent.name, idNumber: agent.idNumber, phone: agent.phone, relation: agent.relation } }),
  };
}

/** One digit heard wrong. */
function slipped(draw: Draw, phone: string): string {
  const at = 3 + draw.below(8);
  return phone.slice(0, at) + String((Number(phone.charAt(at)) + 1) % 10) + phone.slice(at + 1);
}

/** What is handed in: everything necessary, sometimes what is not. */
export function papersOf(world: World, draw: Draw, { code }: MatterWords): Story['papers'] {
  const asked = world.matters.get(code)?.materials ?? [];
  return asked
    .filter(({ isNecessary }) => isNecessary || draw.chance(0.4))
    .map(({ name, copies, form }) => ({ name, copies, form }));
}

/** What the form of a matter is filled with, that fits who comes and when. */
export const formOf = (matter: DemoMatter | undefined, idNumber: string | undefined, at: number, draw: Draw) =>
  sampleForm(matter?.fields ?? [], knownOf(idNumber, at), (below) => draw.below(below));

function knownOf(idNumber: string | undefined, at: number): Known {
  const read = checkResidentId(idNumber ?? '');
  const intake = beijingDate(instantFromMillis(at));
  return read.ok ? { intake, birth: read.value.birth ?? undefined, sex: read.value.sex } : { intake };
}

/** Cases of those who have somebody to speak for them, every other one: a helper from the village took them in. */
export const isOutside = ({ agent }: Visit): boolean =>
  agent !== undefined && Number(agent.idNumber.slice(15, 17)) % 2 === 0;
