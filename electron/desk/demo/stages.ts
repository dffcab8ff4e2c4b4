/** How a made-up case goes through the stages (环节) of its matter, up to 上报 and after it. */
import type { Stage } from '#shared/kinds/matter/stage.ts';
import type { Story } from './lives.ts';
import type { DemoMatter } from './matters.ts';

export const decidesHere = ({ facts }: DemoMatter): boolean => (facts.decides ?? 'here') === 'here';
/** A matter that says nothing leaves all ways open. */
export const goesUp = ({ facts }: DemoMatter): boolean => facts.decides !== 'here';
export const needsPhotos = ({ facts }: DemoMatter): boolean =>
  (facts.stages ?? []).some(({ kind, needsPhoto }) => kind === 'siteVisit' || needsPhoto === true);

export const stagesOf = ({ world, visit }: Story) => world.matters.get(visit.matter.code)?.facts.stages ?? [];

/** The stages up to 上报 in their order, 制证 left for after the decision. */
export function goThrough(story: Story, days: number): number {
  const stages = stagesOf(story);
  const report = stages.findIndex(({ kind }) => kind === 'report');
  let left = days;
  for (const stage of stages.slice(0, report === -1 ? undefined : report)) {
    if (stage.kind === 'certificate') continue;
    const taken = Math.min(left, story.draw.below(Math.max(1, days)));
    left -= taken;
    doStage(story, stage, taken);
  }
  return left;
}

export function afterReport(story: Story): void {
  const stages = stagesOf(story);
  const report = stages.findIndex(({ kind }) => kind === 'report');
  for (const stage of report === -1 ? [] : stages.slice(report + 1)) {
    if (stage.kind !== 'certificate') doStage(story, stage, 0);
  }
}

export function doStage({ plan, draw, world }: Story, { name, kind }: Stage, days: number): void {
  const [responsible, second] = world.words.stageStaff;
  plan.add(
    'stageDone',
    {
      ...{ stage: name, result: draw.pick(world.words.stageResults), responsible, second },
      ...(kind === 'publicity' ? { publicFrom: plan.day, publicTo: plan.dayAfter(7), objections: '' } : {}),
    },
    days,
  );
}
