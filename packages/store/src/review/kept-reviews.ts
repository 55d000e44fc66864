import type {
  Acting,
  DoorTables,
  EvidenceFiles,
  Holder,
  Records as Port,
  ReviewRecords,
  ReviewStore,
  WorkerRecords,
} from '@underpin/app';
import { unavailability } from '@underpin/app/unavailable';
import { sql } from 'kysely';
import type { Records } from '../tables/records.ts';
import { holderOfRow, type HolderRow } from './holder-of-row.ts';
import { type AnyTransaction, Gateway, loosely } from './gateway.ts';
import { ReviewGateway } from './review-gateway.ts';
import { WorkerGateway } from './worker-gateway.ts';

class NotKept {
  readonly answer: unknown;
  constructor(answer: unknown) {
    this.answer = answer;
  }
}

const nobody = { person: '', party: '', kind: '' };

/** Reviews over records. Every transaction runs as a role that owns nothing, with its party told to the database. */
export class KeptReviews implements ReviewStore {
  readonly #records: Records;
  readonly files: EvidenceFiles;

  constructor(records: Records, files: EvidenceFiles) {
    this.#records = records;
    this.files = files;
  }

  async as<T>(
    acting: Acting,
    work: (records: ReviewRecords) => Promise<T>,
    keep: (answer: T) => boolean = () => true,
  ): Promise<T> {
    try {
      return await this.#run('underpin_app', acting, async (transaction) => {
        const answer = await work(new ReviewGateway(transaction));
        if (!keep(answer)) throw new NotKept(answer);
        return answer;
      });
    } catch (error) {
      if (error instanceof NotKept) return error.answer as T;
      throw error;
    }
  }

  door<T>(work: (records: Port<DoorTables>) => Promise<T>): Promise<T> {
    return this.#run('underpin_door', nobody, (transaction) => work(new Gateway<DoorTables>(transaction)));
  }

  worker<T>(work: (records: WorkerRecords) => Promise<T>): Promise<T> {
    return this.#run('underpin_worker', nobody, (transaction) => work(new WorkerGateway(transaction)));
  }

  async holderOf(kind: 'session' | 'token', secretSha256: string): Promise<Holder | null> {
    const { rows } = await sql<HolderRow>`select * from holder_of(${kind}, ${secretSha256})`.execute(this.#records);
    return rows[0] === undefined ? null : holderOfRow(rows[0]);
  }

  #run<T>(
    role: string,
    acting: { readonly person: string; readonly party: string; readonly kind: string },
    work: (transaction: AnyTransaction) => Promise<T>,
  ): Promise<T> {
    let worked = false;
    const done = this.#records.transaction().execute(async (transaction) => {
      await sql`select set_config('underpin.party', ${acting.party}, true),
        set_config('underpin.kind', ${acting.kind}, true),
        set_config('underpin.person', ${acting.person}, true),
        set_config('role', ${role}, true)`.execute(transaction);
      const answer = await work(loosely(transaction));
      worked = true;
      return answer;
    });
    return done.catch((error: unknown) => {
      // Nobody can tell whether the database took the commit before it went away.
      if (worked && unavailability(error)?.why === 'database gone')
        throw Object.assign(error as Error, { inDoubt: true });
      throw error;
    });
  }
}
