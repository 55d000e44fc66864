import {
  writePlanCsv,
  writePlanIcal,
  writePlanJira,
  writePlanMspdi,
  writePlanOcds,
  writePlanXlsx,
} from '@underpin/formats';
import type { ProgrammePlan } from '@underpin/model';
import { ok, refused, type Result } from '@underpin/model';

/** Forms in which a plan leaves: name of the file and its media type. */
export const planForms = {
  csv: { file: 'plan.csv', mediaType: 'text/csv; charset=utf-8' },
  xlsx: { file: 'plan.xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  ical: { file: 'plan.ics', mediaType: 'text/calendar; charset=utf-8' },
  mspdi: { file: 'plan.xml', mediaType: 'application/xml; charset=utf-8' },
  jira: { file: 'jira.csv', mediaType: 'text/csv; charset=utf-8' },
  ocds: { file: 'ocds.json', mediaType: 'application/json; charset=utf-8' },
} as const;
export type PlanForm = keyof typeof planForms;

/** A plan in one of the forms. Refused when the independent checker found that it breaks something: such a plan is not passed on. */
export async function exportPlan(
  plan: ProgrammePlan,
  form: PlanForm,
  now: Date,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  if (plan.checked === null)
    return refused(`Cannot write the plan "${plan.id}": there is none (${plan.reason ?? plan.status})`);
  if (!plan.checked.ok)
    return refused(
      `Cannot write the plan "${plan.id}": it breaks ${plan.checked.violations.length} rules, such as: ${plan.checked.violations[0] ?? ''}`,
    );
  const encoded = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
  switch (form) {
    case 'csv':
      return ok(writePlanCsv(plan));
    case 'xlsx':
      return ok(await writePlanXlsx(plan));
    case 'ical':
      return ok(encoded(writePlanIcal(plan, now)));
    case 'mspdi':
      return ok(encoded(writePlanMspdi(plan)));
    case 'jira':
      return ok(writePlanJira(plan));
    case 'ocds':
      return ok(
        encoded(
          writePlanOcds(
            plan,
            { name: plan.title, uri: `urn:underpin:programme:${plan.id}`, prefix: 'ocds-underpin' },
            now,
          ),
        ),
      );
  }
}
