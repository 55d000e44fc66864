import type { Readable } from 'node:stream';
import {
  addUpload,
  askForPreview,
  askToFile,
  done,
  mayUpload,
  notFound,
  type Outcome,
  removeUpload,
  shownUpload,
} from '@underpin/app';
import type { UploadPreview } from '@underpin/contract';
import { asDownload } from '../as-download.ts';
import { pageOf } from '../page-of.ts';
import type { Routes } from '../route.ts';

export function uploadRoutes(routes: Routes): void {
  const { store, uploadLimit } = routes.options;
  const { files } = store.reviews;
  // The bytes stream to disk outside of any transaction; only then is the upload recorded.
  routes.caller('addUpload', async (caller, { query, request }) => {
    const allowed = await routes.asCaller(caller, mayUpload);
    if (!allowed.ok) return allowed;
    const written = await files.write(request.body as Readable, uploadLimit);
    return routes.asCaller(caller, (desk) => addUpload(desk, query.name, written));
  });
  routes.acting('listUploads', async ({ records }, { query }) => {
    const page = await pageOf(records, 'upload', query, { state: query.state });
    return page.ok ? done({ ...page.value, items: page.value.items.map(shownUpload) }) : page;
  });
  routes.acting('getUpload', async ({ records }, { params }) => {
    const found = await records.get('upload', params.id);
    return found === null ? notFound : done(shownUpload(found));
  });
  routes.acting('removeUpload', (desk, { params }) => removeUpload(desk, params.id));
  routes.acting('previewUpload', (desk, { params, body }) => askForPreview(desk, params.id, body));
  routes.acting('fileUploads', (desk, { body: { uploads, ...choices } }) => askToFile(desk, uploads, choices));

  const fileOf = (
    caller: Parameters<typeof routes.asCaller>[0],
    id: string,
    which: 'detailsSha256' | 'failedSha256',
  ): Promise<Outcome<{ readonly sha256: string; readonly name: string }>> =>
    routes.asCaller(caller, async ({ records }) => {
      const found = await records.get('upload', id);
      const sha256 = found?.[which] ?? null;
      return found === null || sha256 === null ? notFound : done({ sha256, name: found.failedName ?? 'failed-rows' });
    });
  routes.caller('getUploadPreview', async (caller, { params }) => {
    const found = await fileOf(caller, params.id, 'detailsSha256');
    if (!found.ok) return found;
    const pieces: Uint8Array[] = [];
    for await (const piece of await files.read(found.value.sha256)) pieces.push(piece);
    return done(JSON.parse(Buffer.concat(pieces).toString('utf8')) as UploadPreview);
  });
  routes.caller('getFailedRows', async (caller, { params, reply }) => {
    const found = await fileOf(caller, params.id, 'failedSha256');
    if (!found.ok) return found;
    asDownload(reply, found.value.name, null);
    return done(await files.read(found.value.sha256));
  });
}
