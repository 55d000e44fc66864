import { createHmac } from 'node:crypto';
import { done, type Outcome, problemOf } from '../outcome.ts';
import { type Desk, newId, record } from '../reviews/desk.ts';
import { newSecret } from '../sign-in/secrets.ts';
import type { Worker } from './run-job.ts';

/** Sends a message; answers with the status, or throws when nobody answers. */
export type Post = (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<number>;

const waits = [10, 60, 300, 1800, 7200, 21_600, 86_400] as const;
const leaseMs = 60_000;
const never = '9999-12-31T00:00:00.000Z';

/** Adds a webhook for the acting party. The secret is only in this answer. */
export async function addWebhook(
  desk: Desk,
  given: { readonly url: string; readonly events: readonly string[] },
): Promise<Outcome<{ readonly id: string; readonly secret: string }>> {
  const where = { party: desk.acting.party };
  if ((await desk.records.list('webhook', { where })).total >= 20) {
    return problemOf('conflict', 'Your party has 20 webhooks. Remove one first.');
  }
  const secret = `whsec_${Buffer.from(newSecret(), 'base64url').toString('base64')}`;
  const id = newId();
  const { url } = given;
  const events = [...given.events] as ('case.moved' | 'extract.released' | 'reply.received' | 'measure.created')[];
  const kept = { id, ...where, url, events, active: true, createdAt: desk.now };
  await desk.records.insert('webhook', { ...kept, secret: desk.sealer.seal(secret, `webhook:${id}`) });
  await record(desk, 'webhook added', kept);
  return done({ id, secret });
}

/** Signature as in the Standard Webhooks specification: HMAC-SHA-256 over id, time and body. */
export function signWebhook(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** Hands what happened out to the webhooks of those who are told. Answers how many events there were. */
export function fanOut({ reviews, now }: Worker): Promise<number> {
  const at = now().toISOString();
  return reviews.worker(async (records) => {
    const { items } = await records.list('outbox', { limit: 100 });
    if (items.length === 0) return 0;
    const webhooks = (await records.list('webhook', { where: { active: true } })).items;
    for (const { id, event, object, audience } of items) {
      for (const webhook of webhooks) {
        if (!audience.includes(webhook.party) || !(webhook.events as readonly string[]).includes(event)) continue;
        const rest = { attempts: 0, runAt: at, deliveredAt: null, error: null, createdAt: at };
        await records.insert('delivery', { id: newId(), webhook: webhook.id, event, object, ...rest });
      }
      await records.remove('outbox', { id });
    }
    return items.length;
  });
}

/** Sends the next message that is due; a failure is tried again later, seven times. False when none is due. */
export async function deliverNext(worker: Worker, post: Post): Promise<boolean> {
  const { reviews, now, sealer } = worker;
  const begun = now();
  const lease = new Date(begun.getTime() + leaseMs).toISOString();
  const taken = await reviews.worker(async (records) => {
    const delivery = await records.takeDelivery(begun.toISOString(), lease);
    return delivery === null ? null : { delivery, webhook: await records.get('webhook', delivery.webhook) };
  });
  if (taken === null) return false;
  const { delivery, webhook } = taken;
  const { id, event, object, attempts } = delivery;
  const settle = (changes: Partial<typeof delivery>): Promise<number> =>
    reviews.worker((records) => records.update('delivery', { id }, changes));
  if (webhook === null || !webhook.active) {
    await settle({ runAt: never, error: 'The webhook has ended.' });
    return true;
  }
  const timestamp = Math.floor(begun.getTime() / 1000);
  const body = JSON.stringify({ type: event, timestamp: delivery.createdAt, data: { id: object } });
  const signature = signWebhook(sealer.open(webhook.secret, `webhook:${webhook.id}`), id, timestamp, body);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
  };
  try {
    const status = await post(webhook.url, headers, body);
    if (status < 200 || status > 299) throw new Error(`The receiver answered ${status}`);
    await settle({ deliveredAt: now().toISOString(), error: null });
  } catch (error) {
    const wait = waits[attempts - 1];
    const runAt = wait === undefined ? never : new Date(begun.getTime() + wait * 1000).toISOString();
    await settle({ runAt, error: error instanceof Error ? error.message.slice(0, 300) : 'Nobody answered' });
  }
  return true;
}
