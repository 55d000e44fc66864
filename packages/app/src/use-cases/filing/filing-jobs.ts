import type { FilingOptions, PreviewSummary, UploadPreview } from '@underpin/contract';
import type { Progress, Submission } from '@underpin/model';
import type { Acting, UploadRecord } from '../../ports/review-tables.ts';
import type { Store } from '../../ports/store.ts';
import type { KeptSubmission, PreparedSubmission } from '../../ports/submission-store.ts';
import { planApart } from '../../workers/plan-apart.ts';
import type { JobKind } from '../jobs/run-job.ts';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { change, type Desk } from '../reviews/desk.ts';
import { bytesOf, keepBytes } from '../reviews/kept-bytes.ts';
import type { FiledBefore, FilingPlan } from './plan-filing.ts';
import { type FilingChoices, markFiled, whyNotFiled } from './uploads.ts';

type AsOwner = Parameters<JobKind>[2];
const cancelled = problemOf('conflict', 'It was cancelled. Nothing was filed.');
const filed = problemOf('conflict', 'It was filed already.');

/** Previews an upload: what filing it would do. */
export function previewUpload(store: Store, now: () => Date): JobKind {
  return async (job, progress, asOwner) => {
    const { upload: id, options } = job.input as unknown as { upload: string; options: FilingOptions };
    const planned = await planOf(store, asOwner, id, options, now().toISOString(), progress);
    if (!planned.ok) return planned;
    const { summary, plan } = planned.value;
    const { files } = store.reviews;
    const details = await keepBytes(
      files,
      Buffer.from(JSON.stringify({ summary, ...plan.details } satisfies UploadPreview)),
    );
    const failedSha256 = plan.failed === null ? null : await keepBytes(files, plan.failed.bytes);
    return asOwner(async (desk) => {
      const upload = await desk.records.get('upload', id);
      if (upload === null) return notFound;
      if (upload.state === 'filed') return filed;
      const changed = await change(desk, 'upload', upload, upload.version, {
        state: 'previewed',
        preview: summary,
        detailsSha256: details,
        failedSha256,
        failedName: plan.failed?.name ?? null,
      });
      return changed.ok ? done({ upload: id, counts: summary.counts, refusal: summary.refusal }) : changed;
    });
  };
}

/** Files uploads as they were previewed, all or none. `told` hears of it once it is done. */
export function fileUploads(store: Store, told: () => void): JobKind {
  return async (job, progress, asOwner) => {
    const input = job.input as unknown as { readonly uploads: readonly string[] } & FilingChoices;
    const found = await asOwner(async ({ records }) => {
      const uploads: UploadRecord[] = [];
      for (const id of input.uploads) {
        const upload = await records.get('upload', id);
        if (upload === null) return notFound;
        uploads.push(upload);
      }
      return done(uploads);
    });
    if (!found.ok) return found;
    // A job that was begun again finds what it filed before it died.
    if (found.value.every(({ state }) => state === 'filed')) return done(answer(found.value));
    const refusal = whyNotFiled(found.value, input);
    if (refusal !== null) return problemOf('conflict', refusal);
    const prepared: PreparedSubmission[] = [];
    for (const [index, upload] of found.value.entries()) {
      progress.report(`Filing ${upload.name}`, index, found.value.length);
      const { preview } = upload;
      if (preview === null) return problemOf('conflict', `Preview "${upload.name}" first.`);
      // Against the same register as in the preview, so that the result is the same, also when the job is begun again.
      const options = { ...preview.options, onto: preview.comparedWith };
      const planned = await planOf(
        store,
        asOwner,
        upload.id,
        options,
        preview.at,
        within(progress, index, found.value.length),
      );
      if (!planned.ok) return planned;
      const { plan, summary } = planned.value;
      if (plan.submission === null || summary.result !== preview.result) {
        return problemOf(
          'conflict',
          `Filing "${upload.name}" would do something else than its preview told. Preview it again.`,
        );
      }
      prepared.push({ ...(await store.submissions.prepare(plan.submission)), supersedes: preview.supersedes });
      if (progress.cancelled) return cancelled;
    }
    progress.report('Keeping', found.value.length, found.value.length);
    const kept = await store.submissions.keep(prepared);
    if (kept === null) return problemOf('conflict', 'Another register was filed since the preview. Preview again.');
    const marked = await asOwner(async (desk) => {
      for (const [index, { submission }] of kept.entries()) {
        const one = await markFiled(desk, found.value[index]?.id ?? '', submission.id);
        if (!one.ok) return one;
      }
      return done(null);
    });
    if (!marked.ok) return marked;
    told();
    return done(
      answer(
        found.value.map((upload, index) => ({ ...upload, submission: kept[index]?.submission.id ?? null })),
        kept,
      ),
    );
  };
}

function answer(
  uploads: readonly UploadRecord[],
  kept?: readonly KeptSubmission[],
): {
  readonly submissions: readonly {
    readonly upload: string;
    readonly submission: string | null;
    readonly added: boolean;
  }[];
} {
  return {
    submissions: uploads.map(({ id, submission }, index) => ({
      upload: id,
      submission,
      added: kept?.[index]?.added ?? true,
    })),
  };
}

async function planOf(
  store: Store,
  asOwner: AsOwner,
  id: string,
  options: FilingOptions,
  at: string,
  progress: Progress,
): Promise<Outcome<{ readonly plan: FilingPlan; readonly summary: PreviewSummary }>> {
  const found = await asOwner(async (desk) => {
    const upload = await desk.records.get('upload', id);
    const party = await desk.records.get('party', desk.acting.party);
    return upload === null || party === null ? notFound : done({ upload, acting: desk.acting, lei: party.lei });
  });
  if (!found.ok) return found;
  const { upload, acting, lei } = found.value;
  const bytes = await bytesOf(store.reviews.files, upload.sha256);
  const planned = await planApart({
    file: { name: upload.name, bytes },
    options,
    at,
    progress,
    before: (entity, format) =>
      before(store, asOwner, { own: ownOf(acting, lei), entity, format, onto: options.onto ?? null }),
  });
  if (!planned.ok) return problemOf('conflict', planned.reason);
  const plan = planned.value;
  const { entity, format, referenceDate, result, rejected } = plan.summary;
  const own = ownOf(acting, lei);
  if (own !== null && entity !== null && entity !== own) return done(strangers(plan, entity, own));
  const supersedes =
    entity === null || format === null || referenceDate === null || result === null
      ? null
      : await supersededBy(store, { entity, format, referenceDate, id: result, rejected });
  return done({ plan, summary: { ...plan.summary, supersedes } });
}

/** The only entity whose registers a party files; null when it files those of any. */
function ownOf({ kind }: Acting, lei: string | null): string | null {
  return kind === 'institution' ? lei : null;
}

function strangers(plan: FilingPlan, entity: string, own: string): { plan: FilingPlan; summary: PreviewSummary } {
  const refusal = `This is the register of "${entity}"; your institution "${own}" files its own only.`;
  return {
    plan: { ...plan, submission: null },
    summary: { ...plan.summary, result: null, supersedes: null, refusal },
  };
}

/** The register that a file is compared with, if the acting party may see it. */
async function before(
  store: Store,
  asOwner: AsOwner,
  asked: {
    readonly own: string | null;
    readonly entity: string | null;
    readonly format: Submission['format'];
    readonly onto: string | null;
  },
): Promise<FiledBefore | null> {
  const { own, format, onto } = asked;
  const entity = own ?? asked.entity;
  if (own !== null && asked.entity !== null && asked.entity !== own) return null;
  const seen = await asOwner(async ({ records }: Desk) => {
    if (onto !== null) return done(await records.get('submission', onto));
    if (entity === null) return done(null);
    const where = { entity, format, supersededBy: null, rejected: false };
    const { items } = await records.list('submission', { where });
    return done(items.toSorted((a, b) => a.referenceDate.localeCompare(b.referenceDate)).at(-1) ?? null);
  });
  if (!seen.ok || seen.value === null) return null;
  const { id, name } = seen.value;
  return { id, name, bytes: await store.submissions.content(id) };
}

/** What a submission would supersede, as the store will say. */
async function supersededBy(
  store: Store,
  one: Pick<Submission, 'entity' | 'format' | 'referenceDate' | 'id' | 'rejected'>,
): Promise<string | null> {
  const all = await store.submissions.list({ entity: one.entity, format: one.format });
  const rivals = all.filter(
    ({ id, referenceDate, supersededBy: later, rejected }) =>
      id !== one.id && referenceDate === one.referenceDate && later === null && (!one.rejected || rejected),
  );
  return (rivals.find(({ rejected }) => !rejected) ?? rivals[0])?.id ?? null;
}

function within(progress: Progress, index: number, total: number): Progress {
  return {
    get cancelled() {
      return progress.cancelled;
    },
    report: (step) => progress.report(step, index, total),
  };
}
