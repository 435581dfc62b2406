import { Knex } from 'knex';
import { PluginDatabase } from '../database/PluginDatabase';
import {
  MadeObject,
  MadeObjects,
  WalkthroughRecord,
} from './WalkthroughRecord';

const table = 'walkthrough_objects';

/** A person waits for the answer. */
const LIMIT_MS = 5_000;

/**
 * The record in the plugin's database, which all replicas share.
 */
export class DatabaseWalkthroughRecord implements WalkthroughRecord {
  constructor(private readonly database: Pick<PluginDatabase, 'use'>) {}

  async madeIn(cluster: string): Promise<MadeObjects> {
    const rows = await this.use(client =>
      client<MadeObject>(table).where({ cluster }).select('kind', 'uid'),
    );
    return new MadeObjects(rows);
  }

  async add({ cluster, kind, uid }: MadeObject): Promise<void> {
    await this.use(client =>
      client<MadeObject>(table).insert({ cluster, kind, uid }),
    );
  }

  async forget({ cluster, kind, uid }: MadeObject): Promise<void> {
    await this.use(client =>
      client<MadeObject>(table).where({ cluster, kind, uid }).delete(),
    );
  }

  private use<T>(work: (client: Knex) => PromiseLike<T>): Promise<T> {
    return this.database.use(async client => work(client), {
      inForce: 'It is not known what the walkthrough made',
      limitMs: LIMIT_MS,
    });
  }
}
