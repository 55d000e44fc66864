import type { DeliveryRecord, JobLane, JobRecord, WorkerRecords, WorkerTables } from '@underpin/app';
import { sql } from 'kysely';
import { Gateway } from './gateway.ts';

/** Jobs and messages, shared out between workers by locks on rows. */
export class WorkerGateway extends Gateway<WorkerTables> implements WorkerRecords {
  async takeJob(now: string, lockedUntil: string, lane: JobLane = { but: [] }): Promise<JobRecord | null> {
    const [kinds, not] = 'only' in lane ? [lane.only, sql``] : [lane.but, sql`not`];
    const inLane = kinds.length === 0 ? sql`` : sql`and kind ${not} in (${sql.join(kinds)})`;
    const { rows } = await sql<JobRecord>`
      update job set state = 'running', attempts = attempts + 1, locked_until = ${lockedUntil}
      where id = (
        select id from job
        where ((state = 'waiting' and run_at <= ${now}) or (state = 'running' and locked_until < ${now})) ${inLane}
        order by run_at, id limit 1 for update skip locked
      )
      returning *`.execute(this.transaction);
    return rows[0] ?? null;
  }

  async forget(before: string): Promise<void> {
    await this.transaction.deleteFrom('idempotency').where('createdAt', '<', before).execute();
    await this.transaction.deleteFrom('delivery').where('deliveredAt', '<', before).execute();
  }

  async figures(): Promise<{ jobs: Record<string, number>; deliveriesWaiting: number; ledgerEntries: number }> {
    const { rows } = await sql<{ jobs: Record<string, number>; waiting: number; entries: number }>`
      select
        (select coalesce(jsonb_object_agg(state, n), '{}') from (select state, count(*) as n from job group by state) s) as jobs,
        (select count(*) from delivery where delivered_at is null) as waiting,
        (select size from ledger_head) as entries`.execute(this.transaction);
    const [row] = rows;
    return {
      jobs: row?.jobs ?? {},
      deliveriesWaiting: Number(row?.waiting ?? 0),
      ledgerEntries: Number(row?.entries ?? 0),
    };
  }

  async takeDelivery(now: string, nextTry: string): Promise<DeliveryRecord | null> {
    const { rows } = await sql<DeliveryRecord>`
      update delivery set attempts = attempts + 1, run_at = ${nextTry}
      where id = (
        select id from delivery where delivered_at is null and run_at <= ${now}
        order by run_at, id limit 1 for update skip locked
      )
      returning *`.execute(this.transaction);
    return rows[0] ?? null;
  }
}
