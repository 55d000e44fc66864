import { DuckDBInstance } from '@duckdb/node-api';

/** How much of the machine reading and writing columns may take. */
export interface ColumnLimits {
  /** Such as "2GB". */
  readonly memory: string;
  readonly threads: number;
}

/**
 * A DuckDB that can reach files under `directory` and nothing else: no other path, no network, no extension, no way
 * back. `database` is a file that it keeps locked against other processes, or `:memory:`.
 */
export async function openSandbox(database: string, directory: string, limits: ColumnLimits): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(database, {
    threads: String(limits.threads),
    memory_limit: limits.memory,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    temp_directory: `${directory}/tmp-spill-${crypto.randomUUID()}`,
  });
  const connection = await instance.connect();
  try {
    await connection.run(`SET allowed_directories = ['${directory.replaceAll("'", "''")}/']`);
    await connection.run('SET enable_external_access = false');
    await connection.run('SET lock_configuration = true');
  } catch (error) {
    instance.closeSync();
    throw error;
  } finally {
    connection.closeSync();
  }
  return instance;
}
