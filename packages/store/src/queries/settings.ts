import type { SettingsStore } from '@underpin/app';
import type { Records } from '../tables/records.ts';

export class Settings implements SettingsStore {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  async get(name: string): Promise<string | null> {
    const found = await this.#records.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst();
    return found?.value ?? null;
  }

  async set(name: string, value: string): Promise<void> {
    await this.#records
      .insertInto('setting')
      .values({ name, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
  }
}
