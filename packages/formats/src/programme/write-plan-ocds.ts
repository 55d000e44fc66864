import type { ProgrammePlan } from '@underpin/model';

/** Where the releases come from, as OCDS wants it. */
export interface OcdsPublisher {
  readonly name: string;
  /** Address at which the package is published. */
  readonly uri: string;
  /** Registered OCID prefix, such as "ocds-213czf". */
  readonly prefix: string;
}

/**
 * Milestones of a plan as an OCDS 1.1 release package: one planning release, a milestone a direction's date and a delivery
 * milestone a replacement, with due date, date met and status (scheduled, met, notMet).
 */
export function writePlanOcds(plan: ProgrammePlan, publisher: OcdsPublisher, published: Date): string {
  const at = published.toISOString().replace(/\.\d+/, '');
  const time = (date: string): string => `${date}T23:59:59Z`;
  const milestones = [
    ...plan.milestones.map((one) => ({
      id: `milestone-${one.id}`,
      title: `${one.direction}: ${Math.round(one.share * 100)} % replaced`,
      type: 'reporting',
      description: `${one.done} of ${one.total} reported as replaced; ${one.planned} planned by then`,
      dueDate: time(one.date),
      dateModified: time(plan.statusOn),
      status: one.verdict === 'kept' ? 'met' : one.verdict === 'missed' ? 'notMet' : 'scheduled',
    })),
    ...plan.replacements.map((one) => {
      const done = one.state === 'replaced' || one.state === 'removed' || one.state === 'disposed';
      return {
        id: `replacement-${one.id}`,
        title: one.name,
        type: 'delivery',
        description: `${one.servers} x ${one.candidate}`,
        dueDate: time(one.planned?.end ?? one.deadline ?? one.end),
        ...(done ? { dateMet: time(one.end) } : {}),
        dateModified: time(plan.statusOn),
        status: done ? 'met' : one.state === 'failed' ? 'notMet' : 'scheduled',
      };
    }),
  ];
  return `${JSON.stringify(
    {
      uri: publisher.uri,
      version: '1.1',
      publishedDate: at,
      publisher: { name: publisher.name },
      releases: [
        {
          ocid: `${publisher.prefix}-${plan.id}`,
          id: `${plan.id}-${plan.statusOn}`,
          date: at,
          tag: ['planning'],
          initiationType: 'tender',
          language: 'en',
          planning: {
            rationale: plan.title,
            ...(plan.options === null
              ? {}
              : {
                  budget: {
                    description: plan.title,
                    amount: { amount: Number(plan.options.total), currency: plan.currency },
                  },
                }),
            milestones,
          },
        },
      ],
    },
    null,
    2,
  )}\n`;
}
